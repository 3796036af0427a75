"""The golden values of transforms, made with scikit-learn for make_golden.py; README.md says what they are."""

import warnings

import numpy
from sklearn import impute, preprocessing

ROWS = 20
NAN = numpy.nan


def exact(numbers):
    """Enough digits to tell all doubles apart; NaN as Java writes it."""
    return " ".join("NaN" if numpy.isnan(n) else "%.17g" % n for n in numpy.asarray(numbers, dtype=numpy.float64).ravel())


def numbers():
    """Columns: normal, of several orders of magnitude, with ties, constant, with missing values, far from 0, mostly the same."""
    random = numpy.random.RandomState(1)
    table = numpy.column_stack([
        random.standard_normal(ROWS),
        numpy.exp(3 * random.standard_normal(ROWS)) - 0.5,
        random.randint(0, 5, ROWS),
        numpy.full(ROWS, 3.5),
        random.standard_normal(ROWS),
        1e6 + random.standard_normal(ROWS),
        numpy.where(random.uniform(size=ROWS) < 0.1, random.standard_normal(ROWS), 2),
    ])
    table[random.uniform(size=ROWS) < 0.3, 4] = NAN
    return table


def beyond(table):
    """The rows themselves, between them, and further out than any of them; with the missing values that there are."""
    low, high = numpy.nanmin(table, axis=0), numpy.nanmax(table, axis=0)
    between = (table[:-1] + table[1:]) / 2
    return numpy.vstack([table, between, low - 1, high + 1])


def numeric_cases():
    normal = {"output_distribution": "normal"}
    yield "impute-mean", "impute-mean", impute.SimpleImputer()
    yield "impute-median", "impute-median", impute.SimpleImputer(strategy="median")
    yield "impute-constant", "impute-constant:value=-7.5", impute.SimpleImputer(strategy="constant", fill_value=-7.5)
    yield "missing-flag", "missing-flag,impute-mean", impute.SimpleImputer(add_indicator=True)
    yield "standardize", "standardize", preprocessing.StandardScaler()
    yield "robust-scale", "robust-scale", preprocessing.RobustScaler()
    yield "min-max", "min-max", preprocessing.MinMaxScaler()
    yield "quantile-uniform", "quantile", preprocessing.QuantileTransformer()
    yield "quantile-normal", "quantile:output=normal", preprocessing.QuantileTransformer(**normal)
    yield "quantile-uniform-10", "quantile:count=10", preprocessing.QuantileTransformer(n_quantiles=10)
    yield "quantile-normal-10", "quantile:output=normal,count=10", preprocessing.QuantileTransformer(n_quantiles=10, **normal)


def signed_log(table):
    return numpy.sign(table) * numpy.log1p(numpy.abs(table))


def case(directory, write, name, transforms, title, fit, inputs, outputs, categories=()):
    lines = [
        ("transforms", transforms),
        ("columns", str(fit.shape[1])),
        ("categories", " ".join(str(count) for count in categories)),
        ("fit", exact(fit)),
        ("inputs", exact(inputs)),
        ("outputs", exact(outputs)),
    ]
    write(directory / "transforms" / (name + ".properties"), title, lines)


def make(write, directory):
    warnings.filterwarnings("ignore", message="n_quantiles")
    table = numbers()
    for name, transforms, theirs in numeric_cases():
        for rows, fit in (("", table), ("-single-row", table[:1])):
            inputs = beyond(fit)
            outputs = theirs.fit(fit).transform(inputs)
            case(directory, write, name + rows, transforms, type(theirs).__name__, fit, inputs, outputs)
    inputs = beyond(table)
    case(directory, write, "log", "log", "sign(x) log1p(|x|)", table, inputs, signed_log(inputs))

    random = numpy.random.RandomState(2)
    codes = numpy.column_stack([random.randint(0, 3, ROWS), random.randint(0, 5, ROWS)]).astype(numpy.float64)
    known = [[0, 1, 2], [0, 1, 2, 3, 4]]
    # The code -1 is that of an unknown category.
    unknown = numpy.vstack([codes, [[-1, 2], [1, -1]]])
    theirs = preprocessing.OneHotEncoder(categories=known, handle_unknown="ignore", sparse_output=False).fit(codes)
    case(directory, write, "one-hot", "one-hot:unknown=ignore", "OneHotEncoder", codes, unknown, theirs.transform(unknown), (3, 5))
    codes[random.uniform(size=ROWS) < 0.2, 0] = NAN
    codes[random.uniform(size=ROWS) < 0.2, 1] = NAN
    theirs = preprocessing.OrdinalEncoder(encoded_missing_value=-1).fit(codes)
    case(directory, write, "ordinal", "ordinal", "OrdinalEncoder", codes, codes, theirs.transform(codes), (3, 5))
    theirs = impute.SimpleImputer(strategy="most_frequent").fit(codes)
    case(directory, write, "impute-most-frequent", "impute-most-frequent", "SimpleImputer", codes, codes, theirs.transform(codes), (3, 5))

"""The golden values of metrics, made with scikit-learn for make_golden.py; README.md says what they are."""

import warnings

import numpy
import scipy.stats
from sklearn import calibration, metrics

ROWS = 60
# A probability of 0 is taken as the smallest float; scikit-learn's own limit depends on the type of the array.
SMALLEST_FLOAT = 2.0 ** -149
AVERAGES = ("micro", "macro", "weighted")


def exact(numbers):
    """Enough digits to tell all doubles apart; NaN as Java writes it."""
    return " ".join("NaN" if numpy.isnan(number) else "%.17g" % number for number in numpy.asarray(numbers, dtype=numpy.float64).ravel())


def whole(numbers):
    return " ".join("%d" % number for number in numpy.asarray(numbers).ravel())


def average(figures, support, how):
    """What an average is here: a class without rows whose figure is not defined is left out, any other makes it undefined."""
    figures, support = numpy.array(figures), numpy.array(support)
    counted = (support > 0) | ~numpy.isnan(figures)
    shares = numpy.where(how == "macro", 1.0, support)[counted]
    figures = numpy.where(shares > 0, figures[counted], 0)
    return (shares * figures).sum() / shares.sum() if shares.sum() > 0 else numpy.nan


def precision_recall(truth, predicted, weights, **settings):
    """Precision, recall and F1; NaN where scikit-learn returns whatever it is told to for a division by 0."""
    zeros, ones = (
        numpy.array(
            metrics.precision_recall_fscore_support(
                truth, predicted, sample_weight=weights, zero_division=value, **settings
            )[:3],
            dtype=numpy.float64,
        )
        for value in (0, 1)
    )
    zeros[:2][zeros[:2] != ones[:2]] = numpy.nan
    return zeros


def averages(lines, truth, predicted, weights, support, classes, may_lack_all):
    """Lines for precision, recall and F1 of each class and averaged. F1 is undefined for a class that is nowhere."""
    each = precision_recall(truth, predicted, weights, average=None, labels=range(classes))
    nowhere = numpy.isnan(each[0]) & numpy.isnan(each[1])
    each[2][nowhere] = numpy.nan
    for name, figures in zip(("precision", "recall", "f1"), each):
        lines.append((name + "-each", exact(figures)))
    for how in AVERAGES:
        theirs = precision_recall(truth, predicted, weights, average=how, labels=range(classes))
        for i, name in enumerate(("precision", "recall", "f1")):
            if how == "micro":
                value = numpy.nan if may_lack_all and nowhere.all() else theirs[i]
            elif numpy.isnan(each[i]).any():
                value = average(each[i], support, how)
            else:
                value = theirs[i]
            lines.append(("%s-%s" % (name, how), exact([value])))


def areas(positive, scores, weights):
    """The areas under both curves; NaN where one of them needs rows that are not there."""
    if not positive.any():
        return numpy.nan, numpy.nan
    precision = metrics.average_precision_score(positive, scores, sample_weight=weights)
    if positive.all():
        return numpy.nan, precision
    return metrics.roc_auc_score(positive, scores, sample_weight=weights), precision


def curves(lines, positive, scores, weights):
    false_rates, true_rates, thresholds = metrics.roc_curve(
        positive, scores, sample_weight=weights, drop_intermediate=False
    )
    # The first threshold, above all scores, is infinite here.
    lines.append(("roc-thresholds", exact(thresholds[1:])))
    lines.append(("roc-false-positive-rates", exact(false_rates)))
    lines.append(("roc-true-positive-rates", exact(true_rates)))
    precisions, recalls, thresholds = metrics.precision_recall_curve(positive, scores, sample_weight=weights)
    # Thresholds fall here, and there is no further point without one.
    lines.append(("pr-thresholds", exact(thresholds[::-1])))
    lines.append(("pr-precisions", exact(precisions[:-1][::-1])))
    lines.append(("pr-recalls", exact(recalls[:-1][::-1])))


def calibration_lines(lines, key, happened, probabilities):
    shares, means = calibration.calibration_curve(happened, probabilities, n_bins=10)
    lines.append((key + "-shares", exact(shares)))
    lines.append((key + "-probabilities", exact(means)))


def calibration_error(happened, probabilities, weights):
    bins = numpy.maximum(numpy.ceil(probabilities * 10).astype(int) - 1, 0)
    error = 0.0
    for b in range(10):
        inside = bins == b
        if weights[inside].sum() > 0:
            gap = (weights[inside] * happened[inside]).sum() - (weights[inside] * probabilities[inside]).sum()
            error += abs(gap)
    return error / weights.sum()


def make_classes(write, directory, name, classes, scores, labels, weights):
    """One file; scores are rows of probabilities that floats hold exactly and that add up to 1."""
    predicted = scores.argmax(axis=1)
    support = numpy.array([weights[labels == c].sum() for c in range(classes)])
    several = len(set(labels)) > 1
    lines = [
        ("classes", str(classes)),
        ("labels", whole(labels)),
        ("predicted", whole(predicted)),
        ("scores", exact(scores)),
        ("weights", exact(weights)),
        ("accuracy", exact([metrics.accuracy_score(labels, predicted, sample_weight=weights)])),
        ("balanced-accuracy", exact([metrics.balanced_accuracy_score(labels, predicted, sample_weight=weights)])),
    ]
    averages(lines, labels, predicted, weights, support, classes, False)
    if classes == 2:
        for figure in ("precision", "recall", "f1"):
            lines.append((figure, dict(lines)[figure + "-each"].split()[1]))
    kappa = metrics.cohen_kappa_score(labels, predicted, labels=range(classes), sample_weight=weights)
    lines.append(("cohen-kappa", exact([kappa])))
    matthews = metrics.matthews_corrcoef(labels, predicted, sample_weight=weights)
    lines.append(("matthews", exact([matthews if several and len(set(predicted)) > 1 else numpy.nan])))
    each = numpy.array([areas(labels == c, scores[:, c], weights) for c in range(classes)]).T
    for key, figures in (("roc-auc", each[0]), ("average-precision", each[1])):
        if classes == 2:
            lines.append((key, exact([figures[1]])))
            continue
        for suffix, how in (("", "macro"), ("-weighted", "weighted")):
            value = average(figures, support, how)
            if key == "roc-auc" and (support > 0).all():
                value = metrics.roc_auc_score(
                    labels, scores, multi_class="ovr", average=how, sample_weight=weights, labels=range(classes)
                )
            lines.append((key + suffix, exact([value])))
    for k in (2, 3, 5):
        if k < classes:
            # Of equal scores scikit-learn puts the last class first.
            value = metrics.top_k_accuracy_score(
                classes - 1 - labels, scores[:, ::-1], k=k, sample_weight=weights, labels=range(classes)
            )
            lines.append(("top-%d-accuracy" % k, exact([value])))
    loss = metrics.log_loss(labels, scores, eps=SMALLEST_FLOAT, sample_weight=weights, labels=range(classes))
    lines.append(("log-loss", exact([loss])))
    if classes == 2:
        brier = metrics.brier_score_loss(labels, scores[:, 1], sample_weight=weights, pos_label=1)
    else:
        distances = ((scores - numpy.eye(classes)[labels]) ** 2).sum(axis=1) / 2
        brier = numpy.average(distances, weights=weights)
    lines.append(("brier", exact([brier])))
    right, confidence = labels == predicted, scores.max(axis=1)
    lines.append(("calibration-error", exact([calibration_error(right, confidence, weights)])))
    if (weights == 1).all():
        calibration_lines(lines, "calibration", right, confidence)
    if (labels == 1).any() and not (labels == 1).all():
        curves(lines, labels == 1, scores[:, 1], weights)
    write(directory / "metrics-classes" / (name + ".properties"), "Classes, " + name, lines)


def probabilities(random, rows, classes, parts):
    """Rows of multiples of 1/parts, a power of 2, that add up to 1; and labels that they make likely."""
    scores = numpy.array([random.multinomial(parts, p) for p in random.dirichlet([0.7] * classes, rows)]) / parts
    labels = numpy.array([random.choice(classes, p=0.6 * p + 0.4 / classes) for p in scores])
    return scores, labels


def make_all_classes(write, directory):
    random = numpy.random.RandomState(1)
    ones = numpy.ones(ROWS)
    for classes in (2, 3, 7):
        for name, parts in (("many-scores", 1 << 20), ("ties", 8)):
            scores, labels = probabilities(random, ROWS, classes, parts)
            make_classes(write, directory, "%d-%s" % (classes, name), classes, scores, labels, ones)
            weights = random.uniform(0.1, 3, ROWS)
            weights[::7] = 0
            make_classes(write, directory, "%d-%s-weights" % (classes, name), classes, scores, labels, weights)
    for classes in (2, 3):
        # Certain, wrongly so in some rows.
        scores, labels = probabilities(random, ROWS, classes, 4)
        scores[: ROWS // 2] = numpy.eye(classes)[random.randint(classes, size=ROWS // 2)]
        make_classes(write, directory, "%d-zeros-and-ones" % classes, classes, scores, labels, ones)
        scores, labels = probabilities(random, ROWS, classes, 64)
        make_classes(write, directory, "%d-single-class" % classes, classes, scores, numpy.ones(ROWS, int), ones)
        always = numpy.tile([0.75, 0.25] if classes == 2 else [0.5, 0.25, 0.25], (ROWS, 1))
        make_classes(write, directory, "%d-one-prediction" % classes, classes, always, labels, ones)
        make_classes(write, directory, "%d-nothing-but-one" % classes, classes, always, numpy.zeros(ROWS, int), ones)
    scores, labels = probabilities(random, ROWS, 5, 64)
    labels[labels == 3] = 0
    make_classes(write, directory, "5-absent-class", 5, scores, labels, ones)
    scores[:, 4] = 0
    scores[:, 3] = 0
    scores[:, 2] += 1 - scores.sum(axis=1)
    make_classes(write, directory, "5-nowhere", 5, scores, labels, random.uniform(0.1, 3, ROWS))
    scores, labels = probabilities(random, 1, 3, 64)
    make_classes(write, directory, "3-single-row", 3, scores, labels, numpy.ones(1))


def make_labels(write, directory, name, actual, scores, weights):
    predicted = scores > 0.5
    count = actual.shape[1]
    support = numpy.array([weights[actual[:, j]].sum() for j in range(count)])
    right = actual == predicted
    lines = [
        ("labels", str(count)),
        ("actual", whole(actual)),
        ("predicted", whole(predicted)),
        ("probabilities", exact(scores)),
        ("weights", exact(weights)),
        ("accuracy", exact([1 - metrics.hamming_loss(actual, predicted, sample_weight=weights)])),
        ("exact-match", exact([metrics.accuracy_score(actual, predicted, sample_weight=weights)])),
    ]
    assert right.shape == actual.shape
    averages(lines, actual.astype(int), predicted.astype(int), weights, support, count, True)
    each = numpy.array([areas(actual[:, j], scores[:, j], weights) for j in range(count)]).T
    lines.append(("roc-auc", exact([average(each[0], support, "macro")])))
    lines.append(("average-precision", exact([average(each[1], support, "macro")])))
    losses = [
        metrics.log_loss(
            actual[:, j],
            numpy.column_stack((1 - scores[:, j], scores[:, j])),
            eps=SMALLEST_FLOAT,
            sample_weight=weights,
            labels=[False, True],
        )
        for j in range(count)
    ]
    lines.append(("log-loss", exact([numpy.mean(losses)])))
    briers = [
        metrics.brier_score_loss(actual[:, j], scores[:, j], sample_weight=weights, pos_label=True)
        for j in range(count)
    ]
    lines.append(("brier", exact([numpy.mean(briers)])))
    write(directory / "metrics-labels" / (name + ".properties"), "Labels, " + name, lines)


def make_all_labels(write, directory):
    random = numpy.random.RandomState(2)
    for name, parts in (("many-scores", 1 << 20), ("ties", 8), ("zeros-and-ones", 1)):
        scores = random.randint(parts + 1, size=(ROWS, 4)) / parts
        actual = random.uniform(size=scores.shape) < 0.2 + 0.6 * scores
        make_labels(write, directory, name, actual, scores, numpy.ones(ROWS))
        make_labels(write, directory, name + "-weights", actual, scores, random.uniform(0.1, 3, ROWS))
        actual[:, 2] = False
        make_labels(write, directory, name + "-absent-label", actual, scores, numpy.ones(ROWS))
        scores[:, 2] = 0
        make_labels(write, directory, name + "-label-nowhere", actual, scores, numpy.ones(ROWS))


def make_values(write, directory, name, actual, predicted, weights):
    given = dict(sample_weight=weights, multioutput="raw_values")
    varies = numpy.ptp(actual[weights > 0], axis=0) > 0
    zeros = (actual[weights > 0] == 0).any(axis=0)
    plain = (weights == 1).all()
    figures = {
        # Where the target does not vary, scikit-learn says 1 or 0.
        "r2": numpy.where(varies, metrics.r2_score(actual, predicted, **given), numpy.nan),
        "explained-variance": numpy.where(
            varies, metrics.explained_variance_score(actual, predicted, **given), numpy.nan
        ),
        "rmse": metrics.mean_squared_error(actual, predicted, squared=False, **given),
        "mse": metrics.mean_squared_error(actual, predicted, **given),
        "mae": metrics.mean_absolute_error(actual, predicted, **given),
        # Unweighted it takes the mean of the two in the middle, as here; weighted the lower one.
        "median-absolute-error": metrics.median_absolute_error(
            actual, predicted, sample_weight=None if plain else weights, multioutput="raw_values"
        ),
        # Without weights and for one quantity only.
        "max-error": [
            metrics.max_error(actual[weights > 0][:, q], predicted[weights > 0][:, q]) for q in range(actual.shape[1])
        ],
        # With a target of 0 scikit-learn divides by 2.2e-16.
        "mape": numpy.where(
            zeros, numpy.nan, metrics.mean_absolute_percentage_error(actual, predicted, **given)
        ),
    }
    lines = [
        ("quantities", str(actual.shape[1])),
        ("actual", exact(actual)),
        ("predicted", exact(predicted)),
        ("weights", exact(weights)),
    ]
    for key, each in figures.items():
        each = numpy.array(each)
        lines.append((key + "-each", exact(each)))
        lines.append((key, exact([numpy.nan if numpy.isnan(each).all() else numpy.nanmean(each)])))
    write(directory / "metrics-values" / (name + ".properties"), "Values, " + name, lines)


def make_all_values(write, directory):
    random = numpy.random.RandomState(3)
    for quantities in (1, 3):
        for name, rows in (("even", ROWS), ("odd", ROWS + 1)):
            actual = random.standard_normal((rows, quantities)) * 3 + 5
            predicted = actual + random.standard_normal(actual.shape)
            make_values(write, directory, "%d-%s" % (quantities, name), actual, predicted, numpy.ones(rows))
            weights = random.uniform(0.1, 3, rows)
            weights[::5] = 0
            make_values(write, directory, "%d-%s-weights" % (quantities, name), actual, predicted, weights)
        ties = numpy.round(actual)
        make_values(write, directory, "%d-ties" % quantities, ties, numpy.round(predicted), numpy.ones(rows))
        ties[3] = 0
        make_values(write, directory, "%d-zero-target" % quantities, ties, predicted, numpy.ones(rows))
        actual[:, 0] = 0.1
        make_values(write, directory, "%d-constant-target" % quantities, actual, predicted, weights)
        make_values(write, directory, "%d-perfect" % quantities, predicted, predicted, numpy.ones(rows))
        make_values(write, directory, "%d-far-from-zero" % quantities, actual + 1e9, predicted + 1e9, numpy.ones(rows))
        make_values(write, directory, "%d-single-row" % quantities, actual[:1], predicted[:1], numpy.ones(1))


def make_mcnemar(write, directory):
    """Tests of how often only the first and only the second of two models is right, some with a p far below what is of use."""
    pairs = [(0, 1), (1, 1), (0, 7), (3, 4), (2, 9), (10, 10), (5, 25), (40, 60), (0, 60), (100, 400), (5000, 5100), (30000, 29000)]
    continuous = [max(abs(b - c) - 1, 0) ** 2 / (b + c) for b, c in pairs]
    lines = [
        ("only-first", whole([b for b, _ in pairs])),
        ("only-second", whole([c for _, c in pairs])),
        ("exact-p", exact([scipy.stats.binomtest(b, b + c).pvalue for b, c in pairs])),
        ("chi-squared", exact(continuous)),
        ("chi-squared-p", exact(scipy.stats.chi2.sf(continuous, 1))),
    ]
    write(directory / "metrics-tests" / "mcnemar.properties", "McNemar's tests", lines)
    x = numpy.array([-30, -8, -5.5, -3.6, -3.5, -2, -1, -0.1, 0, 0.3, 1, 1.96, 3, 5])
    p = numpy.array([1e-300, 1e-20, 1e-6, 0.025, 0.3, 0.5, 0.9, 0.975, 0.999999])
    lines = [
        ("x", exact(x)),
        ("probability-up-to", exact(scipy.stats.norm.cdf(x))),
        ("p", exact(p)),
        ("quantile", exact(scipy.stats.norm.ppf(p))),
    ]
    write(directory / "metrics-tests" / "normal-distribution.properties", "The normal distribution", lines)


def make(write, directory):
    with warnings.catch_warnings():
        # Undefined metrics, which become NaN here.
        warnings.simplefilter("ignore")
        make_all_classes(write, directory)
        make_all_labels(write, directory)
        make_all_values(write, directory)
    make_mcnemar(write, directory)

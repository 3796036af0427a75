"""What scikit-learn's MLPRegressor reaches with its default settings on given rows and splits.

    mlp_regressor.py INPUTS DIRECTORY    reads INPUTS/NAME.txt, writes DIRECTORY/NAME.csv

A file of inputs has the row numbers of the test in each of 20 splits, one split a line, and then the rows: the features
and, last, the target. The test DefaultsBesideMlpRegressorTest writes them into nn-optimizers/target/regression.

Features are standardized on the rows to learn from. Two columns of results, R² on the test rows: with the target as it
is, and with the target standardized too, which suits the regressor better.
"""

import hashlib
import pathlib
import sys
import warnings

import numpy
import sklearn
from sklearn.compose import TransformedTargetRegressor
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

SPLITS = 20


def score(model, x, y, test):
    learned = numpy.setdiff1d(numpy.arange(len(y)), test)
    model.fit(x[learned], y[learned])
    return model.score(x[test], y[test])


def regressor(seed):
    return make_pipeline(StandardScaler(), MLPRegressor(random_state=seed))


def main(inputs, directory):
    warnings.simplefilter("ignore", ConvergenceWarning)
    for path in sorted(pathlib.Path(inputs).glob("*.txt")):
        text = path.read_bytes()
        lines = text.decode().splitlines()
        tests = [numpy.array(line.split(), dtype=int) for line in lines[:SPLITS]]
        rows = numpy.array([line.split() for line in lines[SPLITS:]], dtype=float)
        x, y = rows[:, :-1], rows[:, -1]
        out = ["# sha256 of rows and splits: " + hashlib.sha256(text).hexdigest()]
        out.append("# seed, R2, R2 with the target standardized; scikit-learn " + sklearn.__version__)
        for seed, test in enumerate(tests, 1):
            plain = score(regressor(seed), x, y, test)
            scaled = score(
                TransformedTargetRegressor(regressor(seed), transformer=StandardScaler()), x, y, test
            )
            out.append("%d,%.6f,%.6f" % (seed, plain, scaled))
        (pathlib.Path(directory) / (path.stem + ".csv")).write_text("\n".join(out) + "\n", encoding="utf-8", newline="\n")
        results = numpy.array([line.split(",") for line in out[2:]], dtype=float)
        print("%s: mean R2 %.4f, target standardized %.4f" % (path.stem, results[:, 1].mean(), results[:, 2].mean()))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])

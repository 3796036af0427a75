"""Writes small data files with NumPy and scikit-learn, and what they, or SciPy, read back from them.

    golden_formats.py DIRECTORY                        writes all files into DIRECTORY/formats
    golden_formats.py DIRECTORY --compare COMMITTED    then compares them byte for byte with those in COMMITTED/formats

formats/expected.txt has a line FILE COLUMN=VALUES for each column; numbers are written in hexadecimal, so that every bit
counts, and texts in the order of rows, separated by "|".
"""

import argparse
import pathlib
import sys

import numpy
import scipy
import scipy.io.arff
import sklearn
import sklearn.datasets

RANDOM = numpy.random.RandomState(5)

ARFF = """% Names in quotes, escapes, comments, missing values, dense and sparse rows.
@relation 'small sample'
@attribute 'petal length' real
@attribute count integer
@attribute 'the kind' {red, 'deep blue', green}
@attribute last numeric

@data
?,-2,'deep blue',.5
1.5,3,red,1e-3
% between
0.1,7,green,123456789.123456789
4.75,0,?,-0.0
"""

SPARSE_ARFF = """@relation sparse
@attribute a numeric
@attribute b {none,some}
@attribute c numeric
@data
{0 1.25, 2 3}
{1 some}
{}
{0 -1, 1 some, 2 1e300}
"""


def numbers(values):
    return " ".join(float(value).hex() for value in values)


def texts(values):
    return "|".join(str(value) for value in values)


class Files:
    def __init__(self, directory):
        self.directory = directory / "formats"
        self.directory.mkdir(parents=True, exist_ok=True)
        self.lines = []

    def path(self, name):
        return self.directory / name

    def expect(self, name, column, values):
        values = numpy.asarray(values)
        text = texts(values) if values.dtype.kind in "US" else numbers(values)
        self.lines.append("%s %s=%s\n" % (name, column, text))

    def expect_columns(self, name, stem, array):
        for i, column in enumerate(array.reshape(len(array), -1).T):
            self.expect(name, "%s%d" % (stem, i + 1), column)

    def finish(self):
        self.path("expected.txt").write_text("".join(self.lines), encoding="utf-8", newline="\n")


def save(files, name, array, version=None):
    with open(files.path(name), "wb") as file:
        numpy.lib.format.write_array(file, array, version=version, allow_pickle=False)
    files.expect_columns(name, "x", numpy.load(files.path(name)))


def make_npy(files):
    values = RANDOM.standard_normal((5, 3)) * 10.0 ** RANDOM.randint(-5, 5, (5, 3))
    for size in (2, 4, 8):
        for order, word in (("<", "little"), (">", "big")):
            save(files, "f%d-%s.npy" % (size, word), values.astype("%sf%d" % (order, size)))
    for kind in "iu":
        for size in (1, 2, 4, 8):
            limits = numpy.iinfo("%s%d" % (kind, size))
            most = min(limits.max, 2**53)
            array = numpy.array([0, 1, most, max(limits.min, -(2**53)), most // 3], dtype=object)
            save(files, "%s%d-little.npy" % (kind, size), array.astype("<%s%d" % (kind, size)))
            save(files, "%s%d-big.npy" % (kind, size), array.astype(">%s%d" % (kind, size)))
    # A multiple of 2048 above the largest long is exact in a double.
    save(files, "u8-large.npy", numpy.array([2**63 + 4096, 2**64 - 2048], dtype="<u8"))
    save(files, "b1.npy", numpy.array([[True, False], [False, False], [True, True]]))
    save(files, "fortran.npy", numpy.asfortranarray(values))
    save(files, "fortran-3d.npy", numpy.asfortranarray(RANDOM.standard_normal((4, 2, 3))))
    save(files, "c-3d.npy", RANDOM.standard_normal((4, 2, 3)).astype("<f4"))
    save(files, "one-dimension.npy", values[:, 0])
    save(files, "version-2.npy", values, (2, 0))
    save(files, "version-3.npy", values, (3, 0))
    words = numpy.array(["naïve", "a", "日本", "𝄞x", "a"])
    save(files, "u-little.npy", words.astype("<U5"))
    save(files, "u-big.npy", words.astype(">U5"))
    with open(files.path("s.npy"), "wb") as file:
        numpy.save(file, numpy.array([b"one", b"two", b"three"]))
    files.expect("s.npy", "x1", ["one", "two", "three"])


def make_npz(files):
    features = RANDOM.standard_normal((6, 2)).astype("<f4")
    arrays = {"X": features, "y": numpy.array([0, 1, 2, 0, 1, 2]), "weight": numpy.arange(6) / 4}
    numpy.savez(files.path("stored.npz"), **arrays)
    numpy.savez_compressed(files.path("deflated.npz"), **arrays)
    for name in ("stored.npz", "deflated.npz"):
        files.expect_columns(name, "x", features)
        files.expect(name, "y", arrays["y"])
        files.expect(name, "weight", arrays["weight"])
    images = RANDOM.randint(0, 256, (6, 3, 4)).astype("u1")
    labels = numpy.array([0, 2, 1, 1, 0, 2], dtype="u1")
    numpy.savez_compressed(
        files.path("images.npz"), x_train=images[:4], y_train=labels[:4], x_test=images[4:], y_test=labels[4:]
    )
    for i, image in enumerate(images):
        files.expect("images.npz", "image%d" % (i + 1), image.ravel())
    files.expect("images.npz", "labels", labels)


def make_svm(files):
    features = RANDOM.standard_normal((6, 5)) * (RANDOM.uniform(size=(6, 5)) < 0.5)
    features[0, 4] = 0.1
    labels = numpy.array([1, -1, 1, 1, -1, -1])
    sklearn.datasets.dump_svmlight_file(
        features, labels, str(files.path("small.svm")), zero_based=False, comment="written by scikit-learn"
    )
    read, read_labels = sklearn.datasets.load_svmlight_file(str(files.path("small.svm")))
    files.expect_columns("small.svm", "x", read.toarray())
    files.expect("small.svm", "y", read_labels)


def make_arff(files):
    files.path("small.arff").write_text(ARFF, encoding="utf-8", newline="\n")
    data, meta = scipy.io.arff.loadarff(str(files.path("small.arff")))
    for name in meta.names():
        column = data[name]
        files.expect("small.arff", name, column.astype(str) if column.dtype.kind == "S" else column)
    # SciPy does not read sparse rows; these are by hand.
    files.path("sparse.arff").write_text(SPARSE_ARFF, encoding="utf-8", newline="\n")
    files.expect("sparse.arff", "a", [1.25, 0, 0, -1])
    files.expect("sparse.arff", "b", ["none", "some", "none", "some"])
    files.expect("sparse.arff", "c", [3, 0, 0, 1e300])


def compare(made, committed):
    names = sorted(file.name for file in made.iterdir())
    theirs = sorted(file.name for file in committed.iterdir())
    if names != theirs:
        sys.exit("Other files: made %s, committed %s" % (names, theirs))
    other = [name for name in names if (made / name).read_bytes() != (committed / name).read_bytes()]
    if other:
        sys.exit("Not the same bytes: %s" % ", ".join(other))
    print("%d data files, all identical" % len(names))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", type=pathlib.Path)
    parser.add_argument("--compare", type=pathlib.Path)
    arguments = parser.parse_args()
    print("NumPy %s, SciPy %s, scikit-learn %s" % (numpy.__version__, scipy.__version__, sklearn.__version__))
    files = Files(arguments.directory)
    make_npy(files)
    make_npz(files)
    make_svm(files)
    make_arff(files)
    files.finish()
    if arguments.compare:
        compare(files.directory, arguments.compare / "formats")


if __name__ == "__main__":
    main()

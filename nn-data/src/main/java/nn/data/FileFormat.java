package nn.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A format of data in one file, told from the others by how the file's name ends.
 *
 * @param description what it is, for people
 * @param endings how names of files end, in lower case
 * @param opening opens a file
 */
record FileFormat(String description, List<String> endings, Opening opening) {

    /** Opens a file. */
    interface Opening {
        /** Reads what must be known before all rows are. */
        DataReader open(Path file, CsvOptions options);
    }

    /** All formats. */
    static final List<FileFormat> ALL = List.of(
            new FileFormat("CSV: a table with a header line", List.of(".csv", ".csv.gz"), CsvReader::new),
            new FileFormat(
                    "NumPy: arrays x and y, or x_train to y_test, or a column in each; no pickles",
                    List.of(".npz", ".npy"),
                    FileFormat::numpy),
            new FileFormat("ARFF of Weka, dense or sparse", List.of(".arff", ".arff.gz"), ArffReader::new),
            new FileFormat(
                    "JSON Lines: an object in each line, all with the same keys",
                    List.of(".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz"),
                    JsonLinesReader::new),
            new FileFormat(
                    "LIBSVM: a label and index:value in each line, zeros left out",
                    List.of(".svm", ".libsvm", ".svmlight", ".svm.gz", ".libsvm.gz", ".svmlight.gz"),
                    LibsvmReader::new));

    private static DataReader numpy(Path file, CsvOptions options) {
        NumpyArrays arrays = NumpyArrays.open(file);
        return NumpyImages.find(arrays)
                .<DataReader>map(images -> images)
                .orElseGet(() -> new NumpyReader(arrays, options));
    }

    /** The format of a file, if its name ends as one does, in any case. */
    static Optional<FileFormat> of(String file) {
        String lower = file.toLowerCase(Locale.ROOT);
        return ALL.stream()
                .filter(format -> format.endings.stream().anyMatch(lower::endsWith))
                .findFirst();
    }
}

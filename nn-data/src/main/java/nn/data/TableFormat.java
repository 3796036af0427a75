package nn.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A format of tables, told from the others by how a file's name ends.
 *
 * @param description what it is, for people
 * @param endings how names of files end, in lower case
 * @param opening opens a file
 */
record TableFormat(String description, List<String> endings, Opening opening) {

    /** Opens a file. */
    interface Opening {
        /** Reads what must be known before all rows are. */
        TableReader open(Path file, CsvOptions options);
    }

    /** All formats. */
    static final List<TableFormat> ALL = List.of(
            new TableFormat("CSV: a table with a header line", List.of(".csv", ".csv.gz"), CsvReader::new),
            new TableFormat("ARFF of Weka, dense or sparse", List.of(".arff", ".arff.gz"), ArffReader::new),
            new TableFormat(
                    "JSON Lines: an object in each line, all with the same keys",
                    List.of(".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz"),
                    JsonLinesReader::new),
            new TableFormat(
                    "LIBSVM: a label and index:value in each line, zeros left out",
                    List.of(".svm", ".libsvm", ".svmlight", ".svm.gz", ".libsvm.gz", ".svmlight.gz"),
                    LibsvmReader::new));

    /** The format of a file, if its name ends as one does, in any case. */
    static Optional<TableFormat> of(String file) {
        String lower = file.toLowerCase(Locale.ROOT);
        return ALL.stream()
                .filter(format -> format.endings.stream().anyMatch(lower::endsWith))
                .findFirst();
    }
}

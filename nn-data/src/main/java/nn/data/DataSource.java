package nn.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nn.core.Message;
import nn.core.NnException;
import nn.core.data.Dataset;
import nn.core.data.Feature;
import nn.core.data.Rows;
import nn.core.data.Targets;

/**
 * Where data come from, in one word: the name of a {@linkplain BuiltInData built-in set} or a {@linkplain SyntheticData synthetic
 * problem}, {@code mnist:DIRECTORY}, {@code idx:IMAGES,LABELS}, {@code images:DIRECTORY}, or the path of a table whose format shows in its ending: see {@link
 * #forms}.
 */
public final class DataSource {

    /**
     * Data that are ready to learn from.
     *
     * @param training the rows to learn from
     * @param test rows that the source itself sets aside for the test, if it does
     * @param description rows, features and task in one line
     */
    public record Loaded(Dataset training, Optional<Dataset> test, String description) {}

    /**
     * A source that can be named.
     *
     * @param name what to write
     * @param description rows, features and task in one line
     */
    public record Entry(String name, String description) {}

    private static final String MNIST = "mnist:";
    private static final String IDX = "idx:";
    private static final String IMAGES = "images:";

    private sealed interface Origin {
        /** A set that comes with the program. */
        record BuiltIn(String name) implements Origin {}

        /** A problem that is computed. */
        record Synthetic(String name) implements Origin {}

        /** The four files of MNIST. */
        record Mnist(Path directory) implements Origin {}

        /** A pair of IDX files. */
        record Idx(Path images, Path labels) implements Origin {}

        /** A directory with a subdirectory of images for each class. */
        record ImageFiles(Path directory) implements Origin {}

        /** A file whose name tells its format. */
        record File(FileFormat format, Path path) implements Origin {}
    }

    private final String text;
    private final Origin origin;

    private DataSource(String text, Origin origin) {
        this.text = text;
        this.origin = origin;
    }

    /**
     * Understands the text form of a source; no file is touched yet.
     *
     * @throws NnException.Configuration if the text names no source; the message lists the known ones
     */
    public static DataSource of(String text) {
        try {
            return new DataSource(text, origin(text));
        } catch (java.nio.file.InvalidPathException e) {
            throw new NnException.Configuration(
                    "Data source " + Message.quote(text) + " is not a path: " + e.getReason() + ".", e);
        }
    }

    private static Origin origin(String text) {
        if (BuiltInData.names().contains(text)) {
            return new Origin.BuiltIn(text);
        }
        if (SyntheticData.names().contains(text)) {
            return new Origin.Synthetic(text);
        }
        if (text.startsWith(MNIST)) {
            return new Origin.Mnist(Path.of(text.substring(MNIST.length())));
        }
        if (text.startsWith(IDX)) {
            String[] files = text.substring(IDX.length()).split(",", -1);
            if (files.length != 2) {
                throw new NnException.Configuration("Data source " + Message.quote(text) + " names " + files.length
                        + " files, expected two: idx:IMAGES,LABELS.");
            }
            return new Origin.Idx(Path.of(files[0]), Path.of(files[1]));
        }
        if (text.startsWith(IMAGES)) {
            return new Origin.ImageFiles(Path.of(text.substring(IMAGES.length())));
        }
        return FileFormat.of(text)
                .map(format -> new Origin.File(format, Path.of(text)))
                .orElseThrow(() -> unknown(text));
    }

    private static NnException unknown(String text) {
        String endings = FileFormat.ALL.stream()
                .map(format -> format.endings().getFirst())
                .collect(Collectors.joining(", "));
        return new NnException.Configuration(
                "Unknown data source " + Message.quote(text) + ". Available: " + String.join(", ", names())
                        + ", mnist:DIRECTORY, idx:IMAGES,LABELS, images:DIRECTORY, or a path that ends in one of "
                        + endings + ".");
    }

    private static List<String> names() {
        return Stream.concat(BuiltInData.names().stream(), SyntheticData.names().stream())
                .toList();
    }

    /** The sources that can be named without a file, each with what it holds. */
    public static List<Entry> list() {
        return names().stream()
                .map(name -> new Entry(name, of(name).load().description()))
                .toList();
    }

    /** The forms in which a source can be written that is read from files, each with what it is. */
    public static List<Entry> forms() {
        return Stream.concat(
                        Stream.of(
                                new Entry(
                                        "mnist:DIRECTORY",
                                        "the four files of MNIST, or of a set in the same form, gzipped or not"),
                                new Entry("idx:IMAGES,LABELS", "a pair of IDX files"),
                                new Entry(
                                        "images:DIRECTORY",
                                        "PNG or JPEG images of one size, a subdirectory for each class")),
                        FileFormat.ALL.stream()
                                .map(format ->
                                        new Entry("FILE" + String.join(", ", format.endings()), format.description())))
                .toList();
    }

    /** Loads all data with the defaults of tables. */
    public Loaded load() {
        return load(CsvOptions.DEFAULTS);
    }

    /**
     * Loads all data.
     *
     * @param options how tables are read; the target, the task and the roles hold for built-in sets too
     * @throws NnException.Data if a file is missing, damaged or malformed
     * @throws NnException.LimitExceeded if a file is over a limit
     */
    public Loaded load(CsvOptions options) {
        DataReader reader = reader(options);
        if (!(reader instanceof TableReader)) {
            refuseChoices(options);
        }
        Dataset training = reader.dataset();
        return loaded(training, reader.testPart().map(test -> fitting(test, training)));
    }

    private Dataset fitting(DataReader test, Dataset training) {
        try {
            return test.dataset(training.features(), training.targets());
        } catch (NnException.ModelFormat e) {
            throw new NnException.Data(
                    "The rows of " + text + " for the test are not like those to learn from: " + e.getMessage(), e);
        }
    }

    private void refuseChoices(CsvOptions options) {
        if (!options.roles().isEmpty()) {
            throw new NnException.Configuration("Data source " + Message.quote(text)
                    + " has no columns from which to take weights, groups or times; tables have. Leave them out.");
        }
        if (options.target().isPresent() || options.task() != CsvOptions.Task.AUTO) {
            throw new NnException.Configuration("Data source " + Message.quote(text)
                    + " has a target of its own; a target or task can be chosen for tables only. Leave it out.");
        }
    }

    private DataReader reader(CsvOptions options) {
        return switch (origin) {
            case Origin.BuiltIn(String name) -> BuiltInData.reader(name, options);
            case Origin.Synthetic(String name) -> new SyntheticReader(name);
            case Origin.Mnist(Path directory) -> new MnistReader(directory, options.storage());
            case Origin.Idx(Path images, Path labels) ->
                new IdxReader(DataFile.nameOf(images), images, labels, options.storage());
            case Origin.ImageFiles(Path directory) -> ImageDirectory.read(directory);
            case Origin.File(FileFormat format, Path path) -> format.opening().open(path, options);
        };
    }

    /**
     * Loads all data in the form that a model was trained on: the same features, categories and classes.
     *
     * @param options how tables are read
     * @param features what the model takes from each row
     * @param targets what the model predicts
     * @throws NnException.Data if a file is missing, damaged or malformed
     * @throws NnException.ModelFormat if the data have other features or classes than the model
     * @throws NnException.LimitExceeded if a file is over a limit
     */
    public Loaded load(CsvOptions options, List<Feature> features, Targets targets) {
        DataReader reader = reader(options);
        return loaded(
                reader.dataset(features, targets), reader.testPart().map(test -> test.dataset(features, targets)));
    }

    /**
     * Loads rows to predict, in the form that a model was trained on. A table need not have the target's column, and other
     * columns are not looked at. Of data with rows for the test, these are the latter.
     *
     * @param options how tables are read
     * @param features what the model takes from each row
     * @throws NnException.Data if a file is missing, damaged or malformed
     * @throws NnException.ModelFormat if the data have other features or classes than the model
     * @throws NnException.LimitExceeded if a file is over a limit
     */
    public Rows rows(CsvOptions options, List<Feature> features) {
        DataReader reader = reader(options);
        return reader.testPart().orElse(reader).rows(features);
    }

    private static Loaded loaded(Dataset training, Optional<Dataset> test) {
        return new Loaded(
                training,
                test,
                describe(training)
                        + test.map(rows -> ", " + rows.rows() + " rows for the test")
                                .orElse(""));
    }

    private static String describe(Dataset dataset) {
        int features = dataset.features().size();
        String task = switch (dataset.targets()) {
            case Targets.Classes classes ->
                "classification into " + classes.names().size() + " classes";
            case Targets.Values values ->
                "regression of "
                        + (values.names().size() == 1
                                ? "1 quantity"
                                : values.names().size() + " quantities");
        };
        return dataset.rows() + " rows, " + features + (features == 1 ? " feature, " : " features, ") + task;
    }

    /** The text form. */
    @Override
    public String toString() {
        return text;
    }
}

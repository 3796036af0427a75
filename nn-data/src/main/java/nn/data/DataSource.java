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
import nn.core.data.Table;
import nn.core.data.TableDataset;
import nn.core.data.TableRows;
import nn.core.data.Targets;

/**
 * Where data come from, in one word: the name of a {@linkplain BuiltInData built-in set} or a {@linkplain SyntheticData synthetic
 * problem}, {@code mnist:DIRECTORY}, {@code idx:IMAGES,LABELS}, or the path of a table whose format shows in its ending: see {@link
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

    private sealed interface Origin {
        /** A set that comes with the program. */
        record BuiltIn(String name) implements Origin {}

        /** A problem that is computed. */
        record Synthetic(String name) implements Origin {}

        /** The four files of MNIST. */
        record Mnist(Path directory) implements Origin {}

        /** A pair of IDX files. */
        record Idx(Path images, Path labels) implements Origin {}

        /** A table in a file. */
        record File(TableFormat format, Path path) implements Origin {}
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
        return TableFormat.of(text)
                .map(format -> new Origin.File(format, Path.of(text)))
                .orElseThrow(() -> unknown(text));
    }

    private static NnException unknown(String text) {
        String endings = TableFormat.ALL.stream()
                .map(format -> format.endings().getFirst())
                .collect(Collectors.joining(", "));
        return new NnException.Configuration(
                "Unknown data source " + Message.quote(text) + ". Available: " + String.join(", ", names())
                        + ", mnist:DIRECTORY, idx:IMAGES,LABELS, or a path that ends in one of " + endings + ".");
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
                                new Entry("idx:IMAGES,LABELS", "a pair of IDX files")),
                        TableFormat.ALL.stream()
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
        if (!isTable() && !options.roles().isEmpty()) {
            throw new NnException.Configuration("Data source " + Message.quote(text)
                    + " has no columns from which to take weights, groups or times; tables have. Leave them out.");
        }
        if (!isTable() && (options.target().isPresent() || options.task() != CsvOptions.Task.AUTO)) {
            throw new NnException.Configuration("Data source " + Message.quote(text)
                    + " has a target of its own; a target or task can be chosen for tables only. Leave it out.");
        }
        return switch (origin) {
            case Origin.BuiltIn(String name) ->
                alone(BuiltInData.reader(name, options).dataset());
            case Origin.Synthetic(String name) -> alone(SyntheticData.load(name));
            case Origin.Mnist(Path directory) -> {
                MnistReader reader = new MnistReader(directory);
                yield withTest(reader.training(), reader.test());
            }
            case Origin.Idx(Path images, Path labels) -> alone(IdxReader.read(images, labels));
            case Origin.File(TableFormat format, Path path) ->
                alone(format.opening().open(path, options).dataset());
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
        return switch (origin) {
            case Origin.BuiltIn(String name) ->
                alone(BuiltInData.reader(name, options).dataset(features, targets));
            case Origin.Synthetic(String name) -> {
                Table table = SyntheticData.table(name);
                yield alone(new TableDataset(table, features, List.of("target"), targets));
            }
            case Origin.Mnist(Path directory) -> {
                MnistReader reader = new MnistReader(directory);
                yield withTest(
                        fitting(reader.trainingFiles().dataset(targets), features),
                        fitting(reader.testFiles().dataset(targets), features));
            }
            case Origin.Idx(Path images, Path labels) ->
                alone(fitting(new IdxReader(DataFile.nameOf(images), images, labels).dataset(targets), features));
            case Origin.File(TableFormat format, Path path) ->
                alone(format.opening().open(path, options).dataset(features, targets));
        };
    }

    /**
     * Loads rows to predict, in the form that a model was trained on. A table need not have the target's column, and other
     * columns are not looked at. From MNIST these are the images for the test.
     *
     * @param options how tables are read
     * @param features what the model takes from each row
     * @throws NnException.Data if a file is missing, damaged or malformed
     * @throws NnException.ModelFormat if the data have other features or classes than the model
     * @throws NnException.LimitExceeded if a file is over a limit
     */
    public Rows rows(CsvOptions options, List<Feature> features) {
        return switch (origin) {
            case Origin.BuiltIn(String name) ->
                BuiltInData.reader(name, options).rows(features);
            case Origin.Synthetic(String name) -> new TableRows(SyntheticData.table(name), features);
            case Origin.Mnist(Path directory) -> fitting(new MnistReader(directory).test(), features);
            case Origin.Idx(Path images, Path labels) -> fitting(IdxReader.read(images, labels), features);
            case Origin.File(TableFormat format, Path path) ->
                format.opening().open(path, options).rows(features);
        };
    }

    private boolean isTable() {
        return origin instanceof Origin.File || origin instanceof Origin.BuiltIn;
    }

    private static Dataset fitting(Dataset images, List<Feature> features) {
        if (!images.features().equals(features)) {
            throw new NnException.ModelFormat(
                    images.name() + ": images of " + images.features().size() + " pixels, but the model"
                            + " expects " + features.size() + " features from "
                            + Message.quote(features.getFirst().name())
                            + " on. Use the data on which it was trained.");
        }
        return images;
    }

    private static Loaded alone(Dataset dataset) {
        return new Loaded(dataset, Optional.empty(), describe(dataset));
    }

    private static Loaded withTest(Dataset training, Dataset test) {
        return new Loaded(training, Optional.of(test), describe(training) + ", " + test.rows() + " rows for the test");
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

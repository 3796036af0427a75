package nn.cli;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import nn.core.spi.Names;
import nn.core.spi.Settings;
import nn.core.train.TrainingConfig;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The options of a training: one for each setting of {@link TrainingConfig}, with its name in kebab-case and its default.
 * Only what people read about them stands here.
 */
final class TrainingOptions {

    private static final List<RecordComponent> COMPONENTS = Settings.components(TrainingConfig.class);

    private record Text(String label, String... description) {}

    private static final Map<String, Text> TEXTS = Map.ofEntries(
            Map.entry(
                    "data",
                    new Text(
                            "SOURCE",
                            "what to learn from: a name from \"nn data list\", such as digits;",
                            "a file: .csv, .arff, .jsonl, .svm (also with .gz), .npz or .npy; images:DIRECTORY with a",
                            "subdirectory for each class; mnist:DIRECTORY; or idx:IMAGES,LABELS")),
            Map.entry(
                    "target",
                    new Text(
                            "COLUMN",
                            "the column to predict, or several numeric ones: A,B; by name, or by number from 1;",
                            "-1 is the last one. Default: the one called target, class, label or y, else the last one")),
            Map.entry(
                    "task",
                    new Text(
                            "TASK",
                            "classification or regression, where the target column allows both; classification of",
                            "several columns A,B of 0 and 1 finds for each row the labels that apply")),
            Map.entry(
                    "missing",
                    new Text(
                            "TEXT,…",
                            "what stands for a missing value in a file, such as ?,NA; \"\" for empty fields")),
            Map.entry(
                    "categorical",
                    new Text("COLUMN,…", "columns that hold categories even where they look like numbers")),
            Map.entry("ignore", new Text("COLUMN,…", "columns to leave out, such as row numbers")),
            Map.entry(
                    "weights",
                    new Text(
                            "COLUMN",
                            "how much each row counts in the loss of the training, 0 or more; not a feature.",
                            "Validation and test count every row once")),
            Map.entry(
                    "group",
                    new Text(
                            "COLUMN",
                            "what a row belongs to, such as a person; not a feature. Rows of one group are not divided",
                            "between training, validation and test")),
            Map.entry(
                    "time",
                    new Text(
                            "COLUMN",
                            "when a row came about: numbers, or dates such as 2026-01-31; not a feature. The oldest rows",
                            "are learned from, the newest are for the test")),
            Map.entry(
                    "class-weights",
                    new Text(
                            "CLASS=N,…",
                            "how much rows of a class count in the loss of the training, else 1, such as yes=5;",
                            "\"balanced\" makes up for rare classes")),
            Map.entry(
                    "oversample",
                    new Text(
                            "RATIO",
                            "repeat training rows of rare classes until each has this share of the rows of the largest,",
                            "1 for as many; in place of --class-weights. Validation and test stay as they are")),
            Map.entry(
                    "hidden",
                    new Text(
                            "UNITS,…",
                            "units of each hidden layer; \"\" for none, which is a linear model.",
                            "Default: 128,64; on less than 1000 rows 32,16, or 100 for numbers")),
            Map.entry(
                    "layers",
                    new Text(
                            "LAYER,…",
                            "all layers but the last, in place of --hidden to --layer-norm, such as",
                            "\"dense:units=64,residual:layers=(activation:activation=relu,dense:units=64)\"")),
            Map.entry(
                    "residual",
                    new Text("", "make a residual block of each hidden layer but the first; for many layers")),
            Map.entry(
                    "activation",
                    new Text("NAME", "after each hidden layer: relu, leaky-relu, gelu, silu, tanh, prelu, glu, …")),
            Map.entry("initial-bias", new Text("NUMBER", "where the biases of hidden layers begin. Default: 0")),
            Map.entry("initializer", new Text("NAME", "of the weights. Default: the one that suits the activation")),
            Map.entry(
                    "dropout",
                    new Text(
                            "RATE",
                            "share of hidden units to leave out while training.",
                            "Default: 0.1; on less than 1000 rows, or for numbers, 0")),
            Map.entry("input-dropout", new Text("RATE", "share of inputs to leave out while training")),
            Map.entry("alpha-dropout", new Text("RATE", "like --dropout, and instead of it, for --activation selu")),
            Map.entry(
                    "input-noise",
                    new Text("DEVIATION", "of normal noise on the inputs while training; inputs have about 1")),
            Map.entry("batch-norm", new Text("", "normalize each hidden layer over the batch")),
            Map.entry("layer-norm", new Text("", "normalize each hidden layer over its units, row by row")),
            Map.entry(
                    "init-from",
                    new Text(
                            "FILE",
                            "a model to start from: its layers, and its weights where names and shapes are the same;",
                            "the last layer only if the targets are the same")),
            Map.entry(
                    "freeze",
                    new Text(
                            "LAYER,…",
                            "layers that do not learn, by the names that \"nn inspect\" shows: dense1,residual*")),
            Map.entry(
                    "loss",
                    new Text(
                            "NAME",
                            "such as huber, quantile:tau=0.9, poisson, focal; \"nn plugins\" has all of them.",
                            "Default: softmax-cross-entropy for classes, mean-squared-error for numbers")),
            Map.entry(
                    "optimizer",
                    new Text(
                            "NAME,…",
                            "such as adam, adamw, rmsprop, momentum, lion, l-bfgs; \"nn plugins\" lists all;",
                            "with settings if you like: adam:beta1=0.9,epsilon=1e-8; of several, as in adam,l-bfgs,",
                            "each goes on with the best network of those before")),
            Map.entry("learning-rate", new Text("RATE", "how far a step goes. Default: the optimizer's own")),
            Map.entry(
                    "schedule",
                    new Text(
                            "NAME",
                            "how the learning rate changes: cosine, step:epochs=30,gamma=0.1, reduce-on-plateau,",
                            "one-cycle, exponential, polynomial, inverse-time; warm-up:epochs=5,then=cosine,",
                            "\"warm-up:epochs=5,then=(step:epochs=30,gamma=0.1)\"")),
            Map.entry("l1", new Text("PRICE", "of the magnitude of each weight: many become nearly 0")),
            Map.entry(
                    "l2",
                    new Text(
                            "PRICE",
                            "of half the square of each weight: all stay small; with --l1, the elastic net.",
                            "Default: 0; for numbers on less than 1000 rows 8 / rows, unless --hidden is given")),
            Map.entry("max-norm", new Text("LIMIT", "of the norm of the weights that come into a unit")),
            Map.entry("clip-value", new Text("LIMIT", "of the magnitude of each derivative, against explosions")),
            Map.entry("clip-norm", new Text("LIMIT", "of the norm of the gradient of each weight matrix or bias")),
            Map.entry("clip-global-norm", new Text("LIMIT", "of the norm of the whole gradient")),
            Map.entry(
                    "average-from",
                    new Text(
                            "EPOCH",
                            "keep the mean of the weights at the ends of epochs from this one on",
                            "(stochastic weight averaging)")),
            Map.entry(
                    "transforms",
                    new Text(
                            "NAME,…",
                            "of the features, in order, such as impute-mean,standardize,one-hot; of some of them only:",
                            "\"columns:names=(age,income),apply=(log,standardize)\"; \"nn plugins\" has all of them.",
                            "Default: what suits the data")),
            Map.entry(
                    "target-scale",
                    new Text(
                            "NAME",
                            "how the numbers to predict are scaled for the network, and predictions scaled back:",
                            "standardize, min-max, robust, log or none. Default: standardize where the loss allows it")),
            Map.entry(
                    "batch-size",
                    new Text("ROWS", "rows per step. Default: 32; on 10000 rows or more 128; all for rprop")),
            Map.entry(
                    "epochs",
                    new Text(
                            "N,…",
                            "passes over the training rows, at most; iterations of an optimizer that uses all rows at once.",
                            "One number for each optimizer. Default: 200, or as many as make 10000 steps")),
            Map.entry(
                    "split",
                    new Text(
                            "STRATEGY",
                            "which rows validate and test: random ones; stratified, with the shares of the classes;",
                            "grouped, see --group; or by time, see --time.",
                            "Default: by group or time if there are any, else stratified for classes, random for numbers")),
            Map.entry("validation", new Text("SHARE", "of the rows, to watch the training with")),
            Map.entry("test", new Text("SHARE", "of the rows, to measure the result with, once, at the end")),
            Map.entry("validation-data", new Text("SOURCE", "rows to watch the training with, in place of a share")),
            Map.entry("test-data", new Text("SOURCE", "rows to measure the result with, in place of a share")),
            Map.entry(
                    "shifted",
                    new Text(
                            "SOURCE",
                            "rows like those on which the result will count, where --data are of another kind. They",
                            "validate and test; a table compares the errors and tells where most of them come from")),
            Map.entry(
                    "optimal-error",
                    new Text(
                            "ERROR",
                            "on rows of --shifted that cannot be avoided, such as that of people: a share of wrong",
                            "predictions, such as 0.02, or for numbers the root of the mean squared error")),
            Map.entry(
                    "early-stopping",
                    new Text(
                            "N",
                            "stop after N epochs without a better validation result; 0 never stops.",
                            "Default: 20, or as many as make 2000 steps")),
            Map.entry(
                    "diagnostics",
                    new Text(
                            "STEPS",
                            "look into the network every so many steps, for warnings and \"nn diagnose\"; 0 never does.",
                            "Default: as often as takes little time")),
            Map.entry("seed", new Text("N", "the same seed gives the same result, bit for bit")),
            Map.entry("threads", new Text("N", "how many compute; changes nothing but the speed")),
            Map.entry("kernel", new Text("NAME", "auto, scalar or simd; changes nothing but the speed")),
            Map.entry(
                    "storage",
                    new Text(
                            "WHERE",
                            "memory, disk, or auto: data that would take more than a quarter of the memory are kept",
                            "in temporary files; changes nothing but the speed")));

    private TrainingOptions() {}

    /** The keys of a training configuration, which are the names of the options without their hyphens. */
    static List<String> keys() {
        return Settings.keys(TrainingConfig.class);
    }

    private static String key(RecordComponent component) {
        return Names.toKebabCase(component.getName());
    }

    /** All options, in the order of the configuration. */
    static List<OptionSpec> all() {
        return options(keys().toArray(String[]::new));
    }

    /** The options of some keys. */
    static List<OptionSpec> options(String... keys) {
        List<String> wanted = List.of(keys);
        return COMPONENTS.stream()
                .filter(component -> wanted.contains(key(component)))
                .map(TrainingOptions::option)
                .toList();
    }

    private static OptionSpec option(RecordComponent component) {
        String key = key(component);
        Text text = Objects.requireNonNull(TEXTS.get(key), () -> "TrainingOptions has no text for --" + key);
        String[] description = withDefault(key, text.description());
        if (component.getType() == boolean.class) {
            return Help.option("--" + key, "true|false", description).toBuilder()
                    .arity("0..1")
                    .fallbackValue("true")
                    .build();
        }
        return Help.option("--" + key, text.label(), description);
    }

    private static String[] withDefault(String key, String[] description) {
        Object value = TrainingConfig.defaults("").toSettings().asMap().get(key);
        String shown = switch (value) {
            case null -> "";
            case Boolean _ -> "";
            case List<?> list ->
                String.join(",", list.stream().map(Object::toString).toList());
            case Object o when key.equals("threads") -> "the number of processors, " + o;
            default -> value.toString();
        };
        if (shown.isEmpty() || shown.equals("0.0")) {
            return description;
        }
        String[] lines = description.clone();
        lines[lines.length - 1] += ". Default: " + shown;
        return lines;
    }

    /** What was given on the command line. */
    static Settings settings(ParseResult options) {
        Settings.Builder settings = Settings.builder();
        for (RecordComponent component : COMPONENTS) {
            OptionSpec option = options.matchedOption("--" + key(component));
            if (option != null) {
                String text = option.getValue();
                settings.put(
                        key(component),
                        isListOfTexts(component)
                                ? Stream.of(text.split(",", -1)).toList()
                                : text);
            }
        }
        return settings.build();
    }

    /** Texts are taken as they are, the empty one too; other lists are split where they are understood. */
    private static boolean isListOfTexts(RecordComponent component) {
        return component.getGenericType() instanceof ParameterizedType type
                && type.getRawType() == List.class
                && type.getActualTypeArguments()[0] == String.class;
    }
}

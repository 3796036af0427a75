package nn.cli;

import java.util.List;
import java.util.Locale;
import nn.core.Message;
import nn.core.NnException;
import nn.core.data.Dataset;
import nn.core.data.Targets;
import nn.core.train.TrainingConfig;
import nn.data.CsvOptions;
import nn.data.DataSource;

/** Data as a training configuration describes them. */
final class Sources {

    private Sources() {}

    static DataSource.Loaded load(TrainingConfig config) {
        return DataSource.of(config.data()).load(csvOptions(config));
    }

    private static CsvOptions csvOptions(TrainingConfig config) {
        CsvOptions options = CsvOptions.DEFAULTS
                .withMissing(array(config.missing()))
                .withCategorical(array(config.categorical()))
                .withIgnored(array(config.ignore()));
        if (config.target().isPresent()) {
            options = options.withTarget(config.target().get());
        }
        if (config.weights().isPresent()) {
            options = options.withWeights(config.weights().get());
        }
        return config.task().isPresent() ? options.withTask(task(config.task().get())) : options;
    }

    private static CsvOptions.Task task(String name) {
        return switch (name) {
            case "classification" -> CsvOptions.Task.CLASSIFICATION;
            case "regression" -> CsvOptions.Task.REGRESSION;
            default ->
                throw new NnException.Configuration(
                        "Task " + Message.quote(name) + ", expected classification or regression.");
        };
    }

    static String[] array(List<String> texts) {
        return texts.toArray(String[]::new);
    }

    /** A line on rows, features and targets. */
    static String describe(Dataset dataset) {
        int features = dataset.features().size();
        String what = switch (dataset.targets()) {
            case Targets.Classes classes -> classes.names().size() + " classes (" + few(classes.names()) + ")";
            case Targets.Values values ->
                (values.names().size() == 1 ? "1 quantity" : values.names().size() + " quantities") + " to predict ("
                        + few(values.names()) + ")";
        };
        return String.format(
                Locale.ROOT,
                "%,d rows, %,d %s, %s",
                dataset.rows(),
                features,
                features == 1 ? "feature" : "features",
                what);
    }

    /** Some names of many. */
    static String few(List<String> names) {
        int most = 12;
        return names.size() <= most
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, most - 2)) + ", … " + names.getLast();
    }
}

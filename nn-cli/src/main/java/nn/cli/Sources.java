package nn.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import nn.core.Message;
import nn.core.NnException;
import nn.core.data.Dataset;
import nn.core.data.Role;
import nn.core.data.ShiftedSplit;
import nn.core.data.Split;
import nn.core.data.Storage;
import nn.core.data.TableDataset;
import nn.core.data.Targets;
import nn.core.train.TrainingConfig;
import nn.data.CsvOptions;
import nn.data.DataSource;

/** Data as a training configuration describes them. */
final class Sources {

    private Sources() {}

    static DataSource.Loaded load(TrainingConfig config, Storage storage) {
        return DataSource.of(config.data()).load(csvOptions(config).withStorage(storage));
    }

    /** The storage of a name, which tells people what is not in memory. */
    static Storage storage(String name, Consumer<String> people) {
        return Storage.of(name).telling(line -> people.accept("storage      " + line));
    }

    /** The data of a configuration and what else it names to validate and test with, cut into parts. */
    static Split split(TrainingConfig config, Storage storage) {
        DataSource.Loaded data = load(config, storage);
        Dataset dataset = data.training();
        Optional<Dataset> validation =
                config.validationData().map(source -> like(dataset, "--validation-data", source, config, storage));
        Optional<Dataset> test = config.testData().map(source -> like(dataset, "--test-data", source, config, storage));
        return config.split(dataset, validation, test.or(data::test));
    }

    /** The data of a configuration and the shifted ones, if it names any, cut into parts. */
    static Optional<ShiftedSplit> shifted(TrainingConfig config, Storage storage) {
        return config.shifted().map(source -> {
            Dataset dataset = load(config, storage).training();
            return config.split(dataset, like(dataset, "--shifted", source, config, storage));
        });
    }

    /** Data with the features and targets of others; of those with rows of their own for the test, these. */
    private static Dataset like(Dataset dataset, String option, String source, TrainingConfig config, Storage storage) {
        CsvOptions reading = csvOptions(config).withStorage(storage);
        if (dataset instanceof TableDataset table) {
            reading = reading.withTarget(String.join(",", table.targetColumns()));
        }
        try {
            DataSource.Loaded data = DataSource.of(source).load(reading, dataset.features(), dataset.targets());
            return data.test().orElse(data.training());
        } catch (NnException.ModelFormat e) {
            throw new NnException.Data(option + " must have the features of --data. " + e.getMessage(), e);
        }
    }

    private static CsvOptions csvOptions(TrainingConfig config) {
        CsvOptions options = CsvOptions.DEFAULTS
                .withMissing(array(config.missing()))
                .withCategorical(array(config.categorical()))
                .withIgnored(array(config.ignore()));
        if (config.target().isPresent()) {
            options = options.withTarget(config.target().get());
        }
        for (Map.Entry<Role, String> role : config.roles().entrySet()) {
            options = options.withRole(role.getKey(), role.getValue());
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

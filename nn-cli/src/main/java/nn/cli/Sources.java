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
import nn.core.train.InputConfig;
import nn.core.train.SplitConfig;
import nn.core.train.TrainingConfig;
import nn.data.CsvOptions;
import nn.data.DataSource;

/** Data as a training configuration describes them. */
final class Sources {

    private Sources() {}

    static DataSource.Loaded load(TrainingConfig config, Storage storage) {
        return DataSource.of(config.input().data())
                .load(csvOptions(config.input()).withStorage(storage));
    }

    /** The storage of a name, which tells people what is not in memory. */
    static Storage storage(String name, Consumer<String> people) {
        return Storage.of(name).telling(line -> people.accept("storage      " + line));
    }

    /** The data of a configuration and what else it names to validate and test with, cut into parts. */
    static Split split(TrainingConfig config, Storage storage) {
        SplitConfig split = config.split();
        DataSource.Loaded data = load(config, storage);
        Dataset dataset = data.training();
        Optional<Dataset> validation =
                split.validationData().map(source -> like(dataset, "--validation-data", source, config, storage));
        Optional<Dataset> test = split.testData().map(source -> like(dataset, "--test-data", source, config, storage));
        return split.of(dataset, validation, test.or(data::test), config.run().seed());
    }

    /** The data of a configuration and the shifted ones, if it names any, cut into parts. */
    static Optional<ShiftedSplit> shifted(TrainingConfig config, Storage storage) {
        SplitConfig split = config.split();
        return split.shifted().map(source -> {
            Dataset dataset = load(config, storage).training();
            Dataset shifted = like(dataset, "--shifted", source, config, storage);
            return split.of(dataset, shifted, config.run().seed());
        });
    }

    /** Data with the features and targets of others; of those with rows of their own for the test, these. */
    private static Dataset like(Dataset dataset, String option, String source, TrainingConfig config, Storage storage) {
        CsvOptions reading = csvOptions(config.input()).withStorage(storage);
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

    private static CsvOptions csvOptions(InputConfig input) {
        CsvOptions options = CsvOptions.DEFAULTS
                .withMissing(array(input.missing()))
                .withCategorical(array(input.categorical()))
                .withIgnored(array(input.ignore()));
        if (input.target().isPresent()) {
            options = options.withTarget(input.target().get());
        }
        for (Map.Entry<Role, String> role : input.roles().entrySet()) {
            options = options.withRole(role.getKey(), role.getValue());
        }
        return input.task().isPresent() ? options.withTask(task(input.task().get())) : options;
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

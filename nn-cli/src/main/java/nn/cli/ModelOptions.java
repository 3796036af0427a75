package nn.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import nn.core.kernel.Compute;
import nn.core.model.Json;
import nn.core.model.Model;
import nn.core.spi.Registry;
import nn.core.spi.Settings;
import nn.core.train.TrainingConfig;
import nn.data.CsvOptions;
import nn.data.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The options of commands that use a model on data, and what they stand for. */
final class ModelOptions {

    /** Under this name a model remembers, as JSON, what stood for missing values in its data. */
    static final String MISSING = "missing";

    private static final Logger LOG = LoggerFactory.getLogger(ModelOptions.class);

    private ModelOptions() {}

    static void addTo(CommandSpec spec) {
        spec.addOption(Help.required("--model", "FILE", "a model that \"nn train\" has saved"));
        spec.addOption(
                Help.required("--data", "SOURCE", "rows like those the model was trained with; see \"nn help train\""));
        spec.addOption(Help.option(
                "--missing",
                "TEXT,…",
                "what stands for a missing value. Default: what it was when the model was trained"));
        TrainingOptions.options("threads", "kernel", "storage").forEach(spec::addOption);
        spec.addOption(plugins());
    }

    static OptionSpec plugins() {
        return Help.option("--plugins", "JAR,…", "jars with further components, such as activations or optimizers");
    }

    static OptionSpec json() {
        return Help.flag("--json", "print one JSON object as the last line; everything else goes to standard error");
    }

    static boolean wantsJson(ParseResult options) {
        return options.hasMatchedOption("--json");
    }

    /** All components, those of plugins included. */
    static Registry registry(ParseResult options) {
        String jars = options.matchedOptionValue("--plugins", "");
        List<Path> paths = Stream.of(jars.split(",", -1))
                .filter(jar -> !jar.isBlank())
                .map(Path::of)
                .toList();
        return Registry.load().withPlugins(paths);
    }

    static Model model(ParseResult options, Registry registry) {
        return Model.load(Path.of(options.matchedOptionValue("--model", "")), registry);
    }

    static DataSource source(ParseResult options) {
        return DataSource.of(options.matchedOptionValue("--data", ""));
    }

    static Compute compute(ParseResult options, Registry registry) {
        Settings.Builder settings = Settings.builder();
        for (String key : List.of("threads", "kernel")) {
            if (options.hasMatchedOption("--" + key)) {
                settings.put(key, options.matchedOptionValue("--" + key, ""));
            }
        }
        TrainingConfig config = TrainingConfig.defaults("").with(settings.build(), registry);
        Compute compute = config.run().compute(registry);
        LOG.info("Kernel: {}", compute.description());
        return compute;
    }

    /** How to read a file for a model: with its target, and with what was missing when it was trained. */
    static CsvOptions reading(ParseResult options, Model model, Console console) {
        String storage = options.matchedOptionValue("--storage", "auto");
        CsvOptions reading = CsvOptions.DEFAULTS.withStorage(Sources.storage(storage, console::note));
        if (!model.targetColumns().isEmpty()) {
            reading = reading.withTarget(String.join(",", model.targetColumns()));
        }
        if (options.hasMatchedOption("--missing")) {
            return reading.withMissing(
                    options.matchedOptionValue("--missing", "").split(",", -1));
        }
        String remembered = model.provenance().getOrDefault(MISSING, "[]");
        List<String> texts = new ArrayList<>();
        if (Json.read(remembered, "missing values in the model") instanceof List<?> list) {
            list.forEach(text -> texts.add(text.toString()));
        }
        return reading.withMissing(Sources.array(texts));
    }
}

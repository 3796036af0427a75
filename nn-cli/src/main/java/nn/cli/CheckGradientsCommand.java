package nn.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import nn.core.NnException;
import nn.core.check.GradientCheck;
import nn.core.check.GradientReport;
import nn.core.check.GradientSample;
import nn.core.data.Dataset;
import nn.core.data.Examples;
import nn.core.data.Split;
import nn.core.kernel.Compute;
import nn.core.model.Model;
import nn.core.network.Network;
import nn.core.spi.Registry;
import nn.core.spi.Settings;
import nn.core.train.TrainingConfig;
import nn.data.DataSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code nn check-gradients}: whether backward passes compute the derivatives of the textbook's formulas. */
final class CheckGradientsCommand implements Command {

    /** The options of a training that mean something for a model, too. */
    private static final List<String> FOR_MODELS = List.of("data", "missing", "seed", "threads", "kernel", "storage");

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Help.command(
                this,
                "check-gradients",
                "Compares the gradients that a network trains with to numeric derivatives of its textbook form.",
                "",
                "Examples:",
                "  ./nn check-gradients --model runs/digits/model.safetensors --data digits",
                "  ./nn check-gradients --data moons --activation squareplus --plugins squareplus.jar",
                "  ./nn check-gradients --config runs/houses/config.yaml --entries 1000",
                "",
                "Without --model, the network is the one that \"nn train\" would begin with: all of its options are understood.",
                "The targets of the rows are moved off (the next class, the value plus 1 in its own scale): where a network",
                "fits, its gradients are mostly rounding. Exit code 1 says that a tensor is further off than "
                        + GradientCheck.BOUND + ".");
        spec.addOption(
                Help.option("--model", "FILE", "a model that \"nn train\" has saved; or a network from options:"));
        spec.addOption(Help.option("--config", "FILE", "a configuration, as for \"nn train\""));
        TrainingOptions.all().forEach(spec::addOption);
        spec.addOption(Help.option("--rows", "N", "rows of the data. Default: " + new GradientSample().rows()));
        spec.addOption(Help.option(
                "--entries",
                "N|all",
                "entries of each tensor at most; the seed chooses them.",
                "Default: all of a small network, of a larger one as many as take some seconds"));
        spec.addOption(ModelOptions.plugins());
        spec.addOption(ModelOptions.json());
        return Help.withDiagnostics(spec);
    }

    @Override
    public int run(ParseResult options, Console console) {
        Registry registry = ModelOptions.registry(options);
        Console talk = console.forPrograms(ModelOptions.wantsJson(options));
        GradientReport report = options.hasMatchedOption("--model")
                ? ofModel(options, registry, talk)
                : ofConfiguration(options, registry, talk);
        talk.say(report.table());
        GradientReport.Tensor worst = report.worst();
        talk.say(String.format(
                Locale.ROOT,
                "%-12s worst error %.3g, in %s; up to %s passes",
                report.passed() ? "passed" : "FAILED",
                worst.error(),
                worst.place(worst.worst()),
                report.bound()));
        if (ModelOptions.wantsJson(options)) {
            console.json(summary(report));
        }
        return report.passed() ? 0 : 1;
    }

    private static GradientReport ofModel(ParseResult options, Registry registry, Console talk) {
        refuseOtherNetworks(options);
        Model model = ModelOptions.model(options, registry);
        DataSource.Loaded data = ModelOptions.source(options)
                .load(
                        ModelOptions.reading(options, model, talk),
                        model.preprocessing().inputs(),
                        model.targets());
        Dataset dataset = data.training();
        tell(talk, dataset, model.network());
        Examples examples = model.preprocessing()
                .passing(dataset, IntStream.range(0, dataset.rows()).toArray());
        long seed = TrainingConfig.defaults("")
                .with(settings(options, "seed"), registry)
                .run()
                .seed();
        try (Compute compute = ModelOptions.compute(options, registry)) {
            return GradientCheck.run(model.network(), model.loss(), examples, sample(options, seed), compute);
        }
    }

    private static void refuseOtherNetworks(ParseResult options) {
        if (options.hasMatchedOption("--config")) {
            throw new NnException.Configuration("Both --model and --config are given; give one of them.");
        }
        if (!options.hasMatchedOption("--data")) {
            throw new NnException.Configuration("Missing --data SOURCE: rows like those the model was trained with.");
        }
        for (String key : TrainingOptions.keys()) {
            if (options.hasMatchedOption("--" + key) && !FOR_MODELS.contains(key)) {
                throw new NnException.Configuration(
                        "--" + key + " means nothing with --model, which brings its own. Leave it out.");
            }
        }
    }

    private static GradientReport ofConfiguration(ParseResult options, Registry registry, Console talk) {
        TrainingConfig config = TrainCommand.config(options, registry);
        config.check(registry);
        Split split = Sources.split(config, Sources.storage(config.run().storage(), talk::say));
        try (Compute compute = config.run().compute(registry)) {
            return config.trainer(split.training(), registry)
                    .compute(compute)
                    .checkGradients(
                            split,
                            sample(options, config.run().seed()),
                            network -> tell(talk, split.training().dataset(), network));
        }
    }

    private static void tell(Console talk, Dataset dataset, Network network) {
        talk.say("data         " + dataset.name() + ": " + Sources.describe(dataset));
        talk.say("network      " + NetworkLine.of(network));
        talk.say("");
    }

    private static GradientSample sample(ParseResult options, long seed) {
        GradientSample defaults = new GradientSample();
        int rows = OptionNumber.of(options, "--rows", defaults.rows(), 1);
        return new GradientSample(rows, entries(options, defaults.entries()), seed);
    }

    private static Settings settings(ParseResult options, String key) {
        Settings.Builder settings = Settings.builder();
        if (options.hasMatchedOption("--" + key)) {
            settings.put(key, options.matchedOptionValue("--" + key, ""));
        }
        return settings.build();
    }

    private static int entries(ParseResult options, int byDefault) {
        return options.matchedOptionValue("--entries", "").equals("all")
                ? GradientSample.ALL
                : OptionNumber.of(options, "--entries", byDefault, 1);
    }

    private static Map<String, Object> summary(GradientReport report) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("passed", report.passed());
        summary.put("bound", report.bound());
        summary.put("rows", report.rows());
        summary.put("worst", report.worst().name());
        summary.put("error", report.worst().error());
        summary.put(
                "tensors", report.tensors().stream().map(t -> tensor(report, t)).toList());
        return summary;
    }

    private static Map<String, Object> tensor(GradientReport report, GradientReport.Tensor tensor) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", tensor.name());
        map.put("passed", report.passed(tensor));
        map.put("shape", tensor.shape().dimensions());
        map.put("checked", tensor.checked());
        map.put("atKinks", tensor.atKinks());
        map.put("error", tensor.error());
        map.put("analyticNorm", tensor.analyticNorm());
        map.put("numericNorm", tensor.numericNorm());
        map.put("worst", tensor.place(tensor.worst()));
        map.put("analytic", tensor.worst().analytic());
        map.put("numeric", tensor.worst().numeric());
        return map;
    }
}

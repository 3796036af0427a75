package nn.cli;

import java.lang.invoke.MethodHandles;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import nn.core.NnException;
import nn.core.data.Dataset;
import nn.core.kernel.Compute;
import nn.core.metric.Bootstrap;
import nn.core.metric.Comparison;
import nn.core.metric.Report;
import nn.core.metric.Scores;
import nn.core.model.Model;
import nn.core.spi.Registry;
import nn.core.spi.Settings;
import nn.data.DataSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code nn evaluate}: how good a model is on data, or which of two is better. */
final class EvaluateCommand implements Command {

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Help.command(
                this,
                "evaluate",
                "Measures a model on data whose targets are known, or compares two models on the same rows.",
                "",
                "Examples:",
                "  ./nn evaluate --model runs/houses/model.safetensors --data new-houses.csv",
                "  ./nn evaluate --model runs/mnist/model.safetensors --data mnist:data/mnist",
                "  ./nn evaluate --model runs/a/model.safetensors --against runs/b/model.safetensors --data new.csv",
                "",
                "Each metric has the interval in which it would be for other rows of the same kind, found by drawing rows",
                "with replacement (BCa bootstrap). --json has all metrics, the ROC, precision-recall and calibration curves,",
                "and the confusion matrix. Of mnist:DIRECTORY the test images are used. The columns may stand in another",
                "order than in training.");
        ModelOptions.addTo(spec);
        spec.addOption(Help.option("--against", "FILE", "a second model for the same targets, to compare with"));
        spec.addOption(Help.option(
                "--resamples",
                "N",
                "how often rows are drawn for the intervals; 0 for none.",
                "Default: " + Bootstrap.DEFAULT.resamples() + "; on more than 20000 rows fewer, 200 at least"));
        spec.addOption(Help.option(
                "--level",
                "SHARE",
                "of the intervals that hold the true figure. Default: " + Bootstrap.DEFAULT.level()));
        spec.addOption(Help.option("--seed", "N", "of the draws. Default: " + Bootstrap.DEFAULT.seed()));
        spec.addOption(ModelOptions.json());
        return Help.withDiagnostics(spec);
    }

    @Override
    public int run(ParseResult options, Console console) {
        Registry registry = ModelOptions.registry(options);
        Bootstrap asked = bootstrap(options, registry);
        Model model = ModelOptions.model(options, registry);
        Console talk = console.forPrograms(ModelOptions.wantsJson(options));
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("model", options.matchedOptionValue("--model", ""));
        try (Compute compute = ModelOptions.compute(options, registry)) {
            Scores scores = scores(options, model, "--model", compute, console);
            Bootstrap bootstrap = options.hasMatchedOption("--resamples")
                    ? asked
                    : asked.within(scores.rows().rows());
            if (options.hasMatchedOption("--against")) {
                String file = options.matchedOptionValue("--against", "");
                Model other = Model.load(Path.of(file), registry);
                refuseOtherTargets(model, other);
                Scores others = scores(options, other, "--against", compute, console);
                if (!scores.rows().hasTargetsOf(others.rows())) {
                    throw new NnException.ModelFormat("The two models find other targets in the data: they were trained"
                            + " for the columns " + model.targetColumns() + " and " + other.targetColumns() + ".");
                }
                Comparison comparison = Comparison.of(scores.rows(), others.rows(), bootstrap);
                talk.say("A is " + options.matchedOptionValue("--model", "") + ", B is " + file + ", on "
                        + comparison.rows() + " rows\n\n" + comparison.table(bootstrap));
                talk.say(comparison.verdict("A", "B"));
                summary.put("against", file);
                summary.put("data", options.matchedOptionValue("--data", ""));
                summary.putAll(ReportJson.of(comparison, bootstrap));
            } else {
                Report report = Report.of(scores, bootstrap);
                talk.say(report.table());
                summary.put("data", options.matchedOptionValue("--data", ""));
                summary.putAll(ReportJson.of(report));
            }
        }
        if (ModelOptions.wantsJson(options)) {
            console.json(summary);
        }
        return 0;
    }

    private static Bootstrap bootstrap(ParseResult options, Registry registry) {
        Settings.Builder settings = Settings.builder();
        for (String key : List.of("resamples", "seed", "level")) {
            if (options.hasMatchedOption("--" + key)) {
                settings.put(key, options.matchedOptionValue("--" + key, ""));
            }
        }
        return settings.build().toRecord(MethodHandles.lookup(), Bootstrap.DEFAULT, registry);
    }

    /** What a model says of the rows, which are read as it expects them. */
    private static Scores scores(ParseResult options, Model model, String option, Compute compute, Console console) {
        DataSource source = ModelOptions.source(options);
        DataSource.Loaded data = source.load(
                ModelOptions.reading(options, model, console),
                model.preprocessing().inputs(),
                model.targets());
        Dataset dataset = data.test().orElse(data.training());
        if (data.test().isEmpty() && source.toString().equals(model.provenance().get("source"))) {
            console.note("Note: the model of " + option
                    + " was trained on most of these rows; on new ones it may do worse.");
        }
        return model.score(dataset, IntStream.range(0, dataset.rows()).toArray(), compute);
    }

    private static void refuseOtherTargets(Model model, Model other) {
        boolean sameKind = model.metrics().equals(other.metrics());
        if (!model.targets().equals(other.targets()) || !sameKind) {
            throw new NnException.ModelFormat("The models cannot be compared: --model predicts " + what(model)
                    + ", --against " + what(other) + ". Use models for the same targets.");
        }
    }

    private static String what(Model model) {
        return Sources.few(model.targets().names()) + " with the loss "
                + model.loss().spec().name();
    }
}

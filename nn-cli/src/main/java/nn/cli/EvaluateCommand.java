package nn.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import nn.core.data.Dataset;
import nn.core.kernel.Compute;
import nn.core.metric.Evaluation;
import nn.core.model.Model;
import nn.core.spi.Registry;
import nn.data.DataSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code nn evaluate}: how good a model is on data. */
final class EvaluateCommand implements Command {

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Help.command(
                this,
                "evaluate",
                "Measures a model on data whose targets are known.",
                "",
                "Examples:",
                "  ./nn evaluate --model runs/houses/model.safetensors --data new-houses.csv",
                "  ./nn evaluate --model runs/mnist/model.safetensors --data mnist:data/mnist",
                "",
                "Of mnist:DIRECTORY the test images are used. The columns may stand in another order than in training.");
        ModelOptions.addTo(spec);
        spec.addOption(ModelOptions.json());
        return Help.withDiagnostics(spec);
    }

    @Override
    public int run(ParseResult options, Console console) {
        Registry registry = ModelOptions.registry(options);
        Model model = ModelOptions.model(options, registry);
        DataSource source = ModelOptions.source(options);
        DataSource.Loaded data = source.load(
                ModelOptions.reading(options, model), model.preprocessing().inputs(), model.targets());
        Dataset dataset = data.test().orElse(data.training());
        Console talk = console.forPrograms(ModelOptions.wantsJson(options));
        try (Compute compute = ModelOptions.compute(options, registry)) {
            Evaluation evaluation =
                    model.evaluate(dataset, IntStream.range(0, dataset.rows()).toArray(), compute);
            talk.say(evaluation.table());
            if (data.test().isEmpty()
                    && source.toString().equals(model.provenance().get("source"))) {
                console.note("Note: the model was trained on most of these rows; on new ones it may do worse.");
            }
            if (ModelOptions.wantsJson(options)) {
                console.json(summary(options, evaluation));
            }
        }
        return 0;
    }

    private static Map<String, Object> summary(ParseResult options, Evaluation evaluation) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("model", options.matchedOptionValue("--model", ""));
        summary.put("data", options.matchedOptionValue("--data", ""));
        summary.put("rows", evaluation.rows());
        summary.put("metrics", evaluation.metrics());
        return summary;
    }
}

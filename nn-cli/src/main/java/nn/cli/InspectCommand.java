package nn.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nn.core.data.Feature;
import nn.core.data.Targets;
import nn.core.model.Model;
import nn.core.model.Sha256;
import nn.core.network.Network;
import nn.core.transform.Preprocessing;
import nn.core.transform.TargetScale;
import nn.core.transform.TargetScaling;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code nn inspect}: what is in a model file. */
final class InspectCommand implements Command {

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Help.command(
                this,
                "inspect",
                "Shows what is in a model file, after checking that it is whole.",
                "",
                "Example:",
                "  ./nn inspect runs/digits/model.safetensors");
        spec.addPositional(PositionalParamSpec.builder()
                .paramLabel("FILE")
                .type(String.class)
                .index("0")
                .arity("1")
                .required(true)
                .description("a model that \"nn train\" has saved")
                .build());
        spec.addOption(ModelOptions.plugins());
        return Help.withDiagnostics(spec);
    }

    @Override
    public int run(ParseResult options, Console console) {
        String file = options.matchedPositionalValue(0, "");
        Model model = Model.load(Path.of(file), ModelOptions.registry(options));
        Network network = model.network();
        Preprocessing preprocessing = model.preprocessing();
        console.result(file + ": whole, the checksum matches");
        console.result("");
        console.result(network.summary());
        console.result("");
        console.result("features     " + features(preprocessing.inputs()));
        console.result("transforms   " + String.join("\n             ", transforms(preprocessing)));
        String kind = model.targets() instanceof Targets.Classes ? "classes      " : "quantities   ";
        console.result(kind + Sources.few(model.targets().names()));
        if (!model.targetColumns().isEmpty()) {
            console.result("target       " + String.join(", ", model.targetColumns()));
        }
        if (model.targets() instanceof Targets.Values values) {
            console.result("target scale " + scale(preprocessing.targetScale(), values.names()));
        }
        console.result("loss         " + model.loss().spec());
        console.result("parameters   SHA-256 " + Sha256.of(network.parameters(), network.state()));
        model.provenance().forEach((key, value) -> console.result(String.format("%-12s %s", key, value)));
        return 0;
    }

    private static String features(List<Feature> features) {
        long categorical = features.stream().filter(Feature::isCategorical).count();
        List<String> names = features.stream()
                .map(f -> f.isCategorical() ? f.name() + " (" + Sources.few(f.categories()) + ")" : f.name())
                .toList();
        return (features.size() - categorical) + " numbers, " + categorical + " with categories: " + Sources.few(names);
    }

    /** A line for each transform: what it applies to, and the features that it makes. */
    private static List<String> transforms(Preprocessing preprocessing) {
        List<String> lines = new ArrayList<>();
        List<Feature> inputs = preprocessing.inputs();
        for (Preprocessing.Step step : preprocessing.steps()) {
            List<Feature> outputs = step.fitted().outputs();
            List<String> applied = names(inputs.stream().filter(step.transform()::appliesTo));
            List<String> made = names(outputs.stream().filter(Predicate.not(inputs::contains)));
            lines.add(step.transform().spec()
                    + (applied.isEmpty() ? " of no feature" : " of " + Sources.few(applied))
                    + (made.isEmpty() ? "" : ", gives " + Sources.few(made)));
            inputs = outputs;
        }
        return lines.isEmpty() ? List.of("none") : lines;
    }

    private static List<String> names(Stream<Feature> features) {
        return features.map(Feature::name).toList();
    }

    /** How predictions come from what the network says. */
    private static String scale(TargetScale scale, List<String> quantities) {
        boolean log = scale.scaling() == TargetScaling.LOG;
        return scale.scaling() + ": "
                + Sources.few(IntStream.range(0, quantities.size())
                        .mapToObj(q -> String.format(
                                Locale.ROOT,
                                "(%s − %.6g)/%.6g",
                                log ? "sign(y)·ln(1 + |y|)" : quantities.get(q),
                                scale.offset()[q],
                                scale.scale()[q]))
                        .toList());
    }
}

package nn.cli;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nn.core.data.Rows;
import nn.core.data.Targets;
import nn.core.kernel.Compute;
import nn.core.model.DurableFile;
import nn.core.model.Model;
import nn.core.model.Predictions;
import nn.core.spi.Registry;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code nn predict}: rows in, predictions out. */
final class PredictCommand implements Command {

    private static final int ROWS_AT_ONCE = 4096;

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Help.command(
                this,
                "predict",
                "Predicts rows and prints a CSV table, one line for each row in the same order.",
                "",
                "Examples:",
                "  ./nn predict --model runs/houses/model.safetensors --data new-houses.csv",
                "  ./nn predict --model runs/digits/model.safetensors --data digits --out predictions.csv",
                "",
                "For classes the columns are \"prediction\" and the probability p(CLASS) of each class; for numbers one",
                "column for each; for several labels one of 0 and 1 and the probability p(LABEL) of each. The data need not have the target's column. Of mnist:DIRECTORY the test images are used.");
        ModelOptions.addTo(spec);
        spec.addOption(Help.option("--out", "FILE", "where to write the table. Default: standard output"));
        return Help.withDiagnostics(spec);
    }

    @Override
    public int run(ParseResult options, Console console) {
        Registry registry = ModelOptions.registry(options);
        Model model = ModelOptions.model(options, registry);
        Rows rows = ModelOptions.source(options)
                .rows(
                        ModelOptions.reading(options, model, console),
                        model.preprocessing().inputs());
        String out = options.matchedOptionValue("--out", "");
        try (Compute compute = ModelOptions.compute(options, registry)) {
            if (out.isEmpty()) {
                blocks(model, rows, compute).forEach(console::raw);
            } else {
                DurableFile.write(
                        Path.of(out),
                        () -> blocks(model, rows, compute)
                                .map(block -> ByteBuffer.wrap(block.getBytes(StandardCharsets.UTF_8)))
                                .iterator());
                console.note(rows.rows() + " predictions written to " + out);
            }
        }
        return 0;
    }

    /** The table as text, many rows at a time, which are predicted when they are asked for. */
    private static Stream<String> blocks(Model model, Rows rows, Compute compute) {
        return IntStream.range(0, Math.ceilDiv(rows.rows(), ROWS_AT_ONCE)).mapToObj(block -> {
            int from = block * ROWS_AT_ONCE;
            Predictions predictions = model.predict(rows, from, Math.min(ROWS_AT_ONCE, rows.rows() - from), compute);
            String lines = IntStream.range(0, predictions.values().rows())
                    .mapToObj(row -> CsvText.line(row(predictions, row)))
                    .collect(Collectors.joining());
            return block == 0 ? CsvText.line(header(predictions)) + lines : lines;
        });
    }

    private static List<String> header(Predictions predictions) {
        List<String> names = predictions.targets().names();
        List<String> header = new ArrayList<>();
        if (predictions.targets() instanceof Targets.Classes) {
            header.add("prediction");
        } else {
            header.addAll(names);
        }
        if (predictions.targets() instanceof Targets.Classes || predictions.isMultiLabel()) {
            names.forEach(name -> header.add("p(" + name + ")"));
        }
        return header;
    }

    private static List<String> row(Predictions predictions, int row) {
        List<String> values = new ArrayList<>();
        if (predictions.targets() instanceof Targets.Classes classes) {
            values.add(classes.names().get(predictions.label(row)));
        } else if (predictions.isMultiLabel()) {
            for (float probability : predictions.values().row(row)) {
                values.add(probability > 0.5f ? "1" : "0");
            }
        }
        for (float value : predictions.values().row(row)) {
            values.add(Float.toString(value));
        }
        return values;
    }
}

package nn.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nn.core.NnException;
import nn.core.diagnose.Finding;
import nn.core.diagnose.Snapshot;
import nn.core.model.DurableFile;
import nn.core.model.Json;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code nn diagnose}: what a training looked like from inside. */
final class DiagnoseCommand implements Command {

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Help.command(
                this,
                "diagnose",
                "Shows what a training looked like from inside: activations, error signals, weights and gradients of each layer,",
                "",
                "Example:",
                "  ./nn diagnose runs/digits",
                "",
                "signal       dL/dZ, what arrives at a layer's weights from behind; where it falls from layer to layer, it vanishes",
                "g/w          size of the gradient relative to the weights",
                "dead         share of the units whose activation has no slope for any row, such as ReLUs that are always off",
                "saturated    share of the values at which a sigmoid-like activation is nearly flat",
                "",
                "The numbers come from up to 1024 rows of the training part, the same ones each time (nn train --diagnostics).");
        spec.addPositional(PositionalParamSpec.builder()
                .paramLabel("RUN")
                .type(String.class)
                .index("0")
                .arity("1")
                .required(true)
                .description("a directory that \"nn train\" has made")
                .build());
        return Help.withDiagnostics(spec);
    }

    @Override
    public int run(ParseResult options, Console console) {
        Path file = Path.of(options.matchedPositionalValue(0, "")).resolve(RunDirectory.HISTORY);
        List<Snapshot> snapshots = new ArrayList<>();
        long clippedSteps = 0;
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            String place = file + ":" + (i + 1);
            Object line = json(lines.get(i), place);
            SnapshotJson.read(line, place).ifPresent(snapshots::add);
            clippedSteps += clippedSteps(line);
        }
        if (snapshots.isEmpty()) {
            throw new NnException.Data(
                    file + ": nobody looked into this training. Train again without --diagnostics 0.");
        }
        console.result(overview(snapshots));
        show(console, "before the first step", snapshots.getFirst());
        if (snapshots.size() > 1) {
            Snapshot last = snapshots.getLast();
            show(console, String.format(Locale.ROOT, "after %,d steps", last.steps()), last);
        }
        if (clippedSteps > 0) {
            console.result(String.format(
                    Locale.ROOT,
                    "clipped      the gradients of %,d of %,d steps",
                    clippedSteps,
                    snapshots.getLast().steps()));
        }
        List<Finding> findings = snapshots.getLast().findings();
        findings.forEach(finding -> console.result("warning      " + finding.message()));
        if (findings.isEmpty()) {
            console.result("no warning   at the last look");
        }
        return 0;
    }

    /** Zero for a line that is not about an epoch or an epoch without a limit for gradients. */
    private static long clippedSteps(Object line) {
        return line instanceof Map<?, ?> map && map.get(History.CLIPPED_STEPS) instanceof Long steps ? steps : 0;
    }

    private static Object json(String line, String place) {
        try {
            return Json.read(line, place);
        } catch (NnException.ModelFormat e) {
            throw new NnException.Data(String.valueOf(e.getMessage()), e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            throw new NnException.Data(
                    file + ": there is no such file. Expected the directory of a run, such as runs/digits.", e);
        } catch (CharacterCodingException e) {
            throw new NnException.Data(file + ": not UTF-8. Is this the history of a run of nn?", e);
        } catch (IOException e) {
            throw new NnException.Data(file + " cannot be read: " + DurableFile.reason(e) + ".", e);
        }
    }

    /** A line for each look. */
    private static String overview(List<Snapshot> snapshots) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("epoch", "steps", "loss", "gradient norm", "warnings"));
        for (Snapshot snapshot : snapshots) {
            rows.add(List.of(
                    Integer.toString(snapshot.epoch()),
                    Long.toString(snapshot.steps()),
                    String.format(Locale.ROOT, "%.4f", snapshot.loss()),
                    String.format(Locale.ROOT, "%.3g", snapshot.gradientNorm()),
                    String.join(
                            ", ",
                            snapshot.findings().stream()
                                    .map(finding -> finding.kind().name().toLowerCase(Locale.ROOT))
                                    .distinct()
                                    .toList())));
        }
        return TextTable.of(rows);
    }

    private static void show(Console console, String when, Snapshot snapshot) {
        console.result("");
        console.result(when);
        console.result(snapshot.table());
    }
}

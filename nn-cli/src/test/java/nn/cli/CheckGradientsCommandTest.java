package nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That a wrong derivative ends with exit code 1 is shown with a plugin that has one: outside.PluginIT. */
class CheckGradientsCommandTest {

    @TempDir
    Path directory;

    @Test
    void checksTheNetworkThatATrainingWouldBeginWith() {
        Cli.Result result = Cli.run(
                "check-gradients", "--data=iris", "--hidden=6,5", "--activation=tanh", "--batch-norm", "--dropout=0.2");
        assertEquals(0, result.exitCode(), result.err());
        List<String> lines = result.out().lines().toList();
        assertTrue(lines.getFirst().startsWith("data         iris: 150 rows"), result.out());
        List.of("dense1.weights", "batchnorm2.scale", "dense3.bias", "input")
                .forEach(tensor -> assertTrue(
                        lines.stream().anyMatch(line -> line.startsWith(tensor + " ") && line.contains("  all ")),
                        () -> tensor + " in " + result.out()));
        assertTrue(lines.getLast().startsWith("passed       worst error "), result.out());
    }

    @Test
    void checksATrainedModelWhoseTargetsItFits() {
        Path run = directory.resolve("run");
        Cli.Result trained = Cli.run(
                "train",
                "--data=iris",
                "--hidden=8",
                "--epochs=300",
                "--learning-rate=0.02",
                "--early-stopping=0",
                "--kernel=scalar",
                "--out=" + run);
        assertEquals(0, trained.exitCode(), trained.err());
        Cli.Result result = Cli.run(
                "check-gradients",
                "--model=" + run.resolve("model.safetensors"),
                "--data=iris",
                "--rows=40",
                "--seed=5",
                "--json");
        assertEquals(0, result.exitCode(), result.out() + result.err());
        Map<String, Object> json = result.json();
        assertEquals(true, json.get("passed"));
        assertEquals(40L, json.get("rows"));
        assertTrue(json.get("error") instanceof Double error && error > 0 && error <= 2e-5, result.out());
        assertTrue(
                json.get("tensors") instanceof List<?> tensors
                        && tensors.size() == 5
                        && tensors.getFirst() instanceof Map<?, ?> first
                        && first.get("name").equals("dense1.weights")
                        && first.get("shape").equals(List.of(4L, 8L))
                        && first.get("checked") instanceof Long checked
                        && first.get("atKinks") instanceof Long kinks
                        && checked + kinks == 32,
                result.out());
    }

    @Test
    void ofALargeNetworkItSaysHowMuchWasChecked() {
        Cli.Result some = Cli.run("check-gradients", "--data=digits", "--entries=7", "--activation=sigmoid");
        assertEquals(0, some.exitCode(), some.err());
        assertTrue(some.out().lines().anyMatch(l -> l.matches("dense1.weights +7 of 8,192 .*")), some.out());
        Cli.Result all = Cli.run("check-gradients", "--data=iris", "--hidden=2", "--entries=all");
        assertTrue(all.out().lines().noneMatch(line -> line.contains(" of ")), all.out());
    }
}

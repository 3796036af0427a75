package nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people and programs are told about how good a model is, and which of two is better. */
class EvaluateCommandTest {

    @TempDir
    static Path directory;

    private static String good;
    private static String poor;
    private static String numbers;

    @BeforeAll
    static void trainModels() {
        good = train("good", "--data", "iris", "--hidden", "8", "--epochs", "30", "--learning-rate", "0.05");
        poor = train("poor", "--data", "iris", "--hidden", "8", "--epochs", "1", "--learning-rate", "0.0001");
        numbers = train("numbers", "--data", "diabetes", "--hidden", "", "--epochs", "20", "--learning-rate", "0.05");
    }

    private static String train(String name, String... options) {
        String[] fixed = {
            "train", "--kernel", "scalar", "--out", directory.resolve(name).toString()
        };
        String[] all = Stream.of(fixed, options).flatMap(Arrays::stream).toArray(String[]::new);
        Cli.Result trained = Cli.run(all);
        assertEquals(0, trained.exitCode(), trained.err());
        assertTrue(trained.out().contains(" % interval "), trained.out());
        return directory.resolve(name).resolve("model.safetensors").toString();
    }

    private static Map<?, ?> map(Map<?, ?> json, String key) {
        return (Map<?, ?>) Objects.requireNonNull(json.get(key), key);
    }

    @Test
    void theTableHasTheMainMetricsWithIntervalsEachClassAndTheConfusionMatrix() {
        Cli.Result result = Cli.run("evaluate", "--model", good, "--data", "iris");
        assertEquals(0, result.exitCode(), result.err());
        List<String> lines = result.out().lines().toList();
        assertTrue(
                lines.getFirst()
                        .matches("accuracy 9[0-9.]+ % \\(95 % interval [0-9.]+ to [0-9.]+\\), loss .* on 150 rows"),
                lines.getFirst());
        for (String start : List.of("balanced-accuracy", "f1-macro", "roc-auc", "log-loss", "calibration-error")) {
            assertTrue(
                    lines.stream().anyMatch(line -> line.matches(start + " +[0-9.]+ +[0-9.e-]+ to [0-9.]+")),
                    start + " in\n" + result.out());
        }
        assertTrue(lines.stream().anyMatch(line -> line.matches("class +rows +precision +recall +F1 +ROC AUC")));
        assertTrue(lines.stream().anyMatch(line -> line.matches("versicolor +50 +[0-9.]+ +[0-9.]+ +[0-9.]+ +[0-9.]+")));
        assertTrue(lines.stream().anyMatch(line -> line.trim().equals("predicted")));
    }

    @Test
    void jsonHasAllMetricsWithIntervalsAndTheCurves() {
        Cli.Result result =
                Cli.run("evaluate", "--model", good, "--data", "iris", "--resamples", "100", "--seed", "7", "--json");
        assertEquals(0, result.exitCode(), result.err());
        Map<String, Object> json = result.json();
        assertTrue(map(json, "metrics").get("cohen-kappa") instanceof Double);
        assertTrue(map(json, "metrics").get("loss") instanceof Double);
        assertEquals(100L, map(json, "intervals").get("resamples"));
        assertEquals(7L, map(json, "intervals").get("seed"));
        assertTrue(map(json, "intervals").get("accuracy") instanceof List<?> ends && ends.size() == 2);
        assertEquals(
                "needs two classes, and a row predicted as the second",
                map(json, "remarks").get("precision"));
        List<?> classes = (List<?>) Objects.requireNonNull(json.get("classes"));
        assertEquals(3, classes.size());
        assertTrue(map((Map<?, ?>) classes.get(1), "roc").get("thresholds") instanceof List<?> t && t.size() > 1);
        assertTrue(map((Map<?, ?>) classes.get(1), "precisionRecall").get("recalls") instanceof List<?>);
        assertTrue(json.get("calibration") instanceof List<?> bins && !bins.isEmpty());
        assertTrue(map(json, "confusion").get("counts") instanceof List<?> counts && counts.size() == 3);
    }

    @Test
    void numbersHaveTheirOwnMetrics() {
        Cli.Result result = Cli.run("evaluate", "--model", numbers, "--data", "diabetes", "--level", "0.9");
        assertEquals(0, result.exitCode(), result.err());
        List<String> lines = result.out().lines().toList();
        assertTrue(lines.getFirst().startsWith("r2 0."), lines.getFirst());
        assertTrue(lines.getFirst().contains("(90 % interval "), lines.getFirst());
        for (String start : List.of("rmse", "mae", "median-absolute-error", "mape", "explained-variance")) {
            assertTrue(lines.stream().anyMatch(line -> line.startsWith(start + " ")), start);
        }
    }

    @Test
    void aBetterModelIsToldFromAPoorOne() {
        Cli.Result result = Cli.run("evaluate", "--model", good, "--against", poor, "--data", "iris");
        assertEquals(0, result.exitCode(), result.err());
        assertTrue(result.out().contains("McNemar's p = "), result.out());
        assertEquals(
                "A is better by accuracy than B, by more than chance explains.",
                result.out().lines().toList().getLast());
        Cli.Result swapped = Cli.run("evaluate", "--model", poor, "--against", good, "--data", "iris", "--json");
        Map<?, ?> accuracy = map(map(swapped.json(), "differences"), "accuracy");
        assertTrue((Double) Objects.requireNonNull(accuracy.get("difference")) < -0.1, accuracy.toString());
        assertTrue(map(swapped.json(), "mcNemar").get("exactP") instanceof Double p && p < 0.001);
        assertTrue(swapped.err().contains("B is better by accuracy than A"), swapped.err());
    }

    @Test
    void aModelIsAsGoodAsItself() {
        Cli.Result result = Cli.run("evaluate", "--model", good, "--against", good, "--data", "iris");
        assertTrue(result.out().contains("McNemar's p = 1.00 "), result.out());
        assertEquals(
                "Both models have the same accuracy on these rows.",
                result.out().lines().toList().getLast());
    }

    @Test
    void modelsForOtherTargetsAreNotCompared() {
        Cli.Result result = Cli.run("evaluate", "--model", good, "--against", numbers, "--data", "iris");
        assertEquals(4, result.exitCode());
        assertEquals(
                1,
                result.errorLines().stream()
                        .filter(line -> !line.startsWith("Note"))
                        .count(),
                result.err());
        assertTrue(result.err().contains("cannot be compared"), result.err());
        assertTrue(result.err().contains("setosa"), result.err());
    }

    @Test
    void withoutResamplesThereAreNoIntervals() {
        Cli.Result result = Cli.run("evaluate", "--model", good, "--data", "iris", "--resamples", "0");
        assertEquals(0, result.exitCode(), result.err());
        assertFalse(result.out().contains("interval"), result.out());
    }

    @Test
    void settingsOfTheIntervalsAreChecked() {
        for (List<String> wrong :
                List.of(List.of("--resamples", "-1"), List.of("--resamples", "many"), List.of("--level", "95"))) {
            Cli.Result result =
                    Cli.run("evaluate", "--model", good, "--data", "iris", wrong.getFirst(), wrong.getLast());
            assertEquals(2, result.exitCode(), result.err());
            assertEquals(1, result.errorLines().size(), result.err());
            assertTrue(result.err().contains(wrong.getFirst().substring(2)), result.err());
        }
    }
}

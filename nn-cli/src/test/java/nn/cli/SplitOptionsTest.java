package nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import nn.core.model.Json;
import nn.core.random.Purpose;
import nn.core.random.RandomKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which rows train, validate and test, as the command line decides it. */
class SplitOptionsTest {

    private static final RandomKey RANDOM = RandomKey.of(8, Purpose.DATA);

    @TempDir
    private Path directory;

    /** Visits of 40 patients on days of 2026; a class that follows from x, which is moved by an offset afterwards. */
    private String visits(String name, int rows, double offset) throws IOException {
        StringBuilder table = new StringBuilder("patient,day,x,z,ill\n");
        for (int i = 0; i < rows; i++) {
            double x = RANDOM.normal(i);
            double z = RANDOM.normal(i + 100_000);
            table.append(String.format(
                    Locale.ROOT,
                    "p%d,2026-%02d-%02d,%.6f,%.6f,%s%n",
                    i % 40,
                    1 + i % 12,
                    1 + i % 28,
                    x + offset,
                    z,
                    x + 0.2 * z > 0 ? "yes" : "no"));
        }
        Path file = directory.resolve(name);
        Files.writeString(file, table);
        return file.toString();
    }

    private Cli.Result train(String out, String... arguments) {
        Stream<String> basics = Stream.of(
                "train",
                "--hidden",
                "8",
                "--epochs",
                "20",
                "--kernel",
                "scalar",
                "--out",
                directory.resolve(out).toString());
        return Cli.run(Stream.concat(basics, Stream.of(arguments)).toArray(String[]::new));
    }

    private Map<?, ?> record(String out) throws IOException {
        return (Map<?, ?>) Json.read(Files.readAllBytes(directory.resolve(out).resolve("run.json")), "run.json");
    }

    private static Object at(Map<?, ?> map, String... keys) {
        Object value = map;
        for (String key : keys) {
            value = Objects.requireNonNull(((Map<?, ?>) value).get(key), key);
        }
        return value;
    }

    @Test
    void theColumnsOfGroupsAndTimesDecideAndAreNoFeatures() throws IOException {
        String data = visits("visits.csv", 600, 0);
        Cli.Result grouped = train("grouped", "--data", data, "--group", "patient", "--ignore", "day");
        assertEquals(0, grouped.exitCode(), grouped.err());
        assertTrue(grouped.out().contains("600 rows, 2 features"), grouped.out());
        // Of 40 patients with 15 visits each, 4 validate and 4 are for the test.
        assertTrue(
                grouped.out().contains("split        grouped: 480 rows to train, 60 to validate, 60 for the test"),
                grouped.out());
        Cli.Result timed = train("timed", "--data", data, "--time", "day", "--ignore", "patient", "--test", "0.25");
        assertEquals(0, timed.exitCode(), timed.err());
        // Three of the twelve months are for the test.
        assertTrue(timed.out().contains("2 features") && timed.out().contains("split        time: "), timed.out());
        assertEquals(150L, at(record("timed"), "rows", "test"));
        Cli.Result chosen = train("chosen", "--data", data, "--time", "day", "--group", "patient", "--split", "random");
        assertTrue(chosen.out().contains("split        random: 480 rows"), chosen.out() + chosen.err());
        Cli.Result again = Cli.run(
                "train",
                "--config",
                directory.resolve("grouped/config.yaml").toString(),
                "--out",
                directory.resolve("again").toString());
        assertEquals(0, again.exitCode(), again.err());
        assertEquals(at(record("grouped"), "parametersSha256"), at(record("again"), "parametersSha256"));
    }

    @Test
    void filesOfTheirOwnValidateAndTest() throws IOException {
        String data = visits("train.csv", 200, 0);
        String validation = visits("validation.csv", 50, 0);
        String test = visits("test.csv", 70, 0);
        Cli.Result result = train(
                "own", "--data", data, "--ignore", "patient,day", "--validation-data", validation, "--test-data", test);
        assertEquals(0, result.exitCode(), result.err());
        assertTrue(
                result.out().contains("stratified: 200 rows to train, 50 to validate from " + validation + ", 70 for"),
                result.out());
        // All three begin with the same rows.
        assertTrue(
                result.out()
                        .contains("duplicates   50 of 50 rows to validate and 70 of 70 for the test have the features"),
                result.out());
        assertEquals(Map.of("validation", 50L, "test", 70L), at(record("own"), "duplicates"));
    }

    @Test
    void withoutCopiesNothingIsSaidOfThem() throws IOException {
        Cli.Result result = train("plain", "--data", visits("plain.csv", 200, 0), "--ignore", "patient,day");
        assertEquals(0, result.exitCode(), result.err());
        assertFalse(result.out().contains("duplicates"), result.out());
        assertEquals(Map.of("validation", 0L, "test", 0L), at(record("plain"), "duplicates"));
        assertEquals(
                List.of(Map.of("what", "evaluate", "models", List.of(at(record("plain"), "parametersSha256")))),
                at(record("plain"), "testUses"));
    }

    @Test
    void shiftedDataGiveATableOfErrorsAndNameTheMismatch() throws IOException {
        String data = visits("clinic.csv", 1000, 0);
        String shifted = visits("home.csv", 400, 1.5);
        String[] arguments = {
            "--data", data, "--ignore", "patient,day", "--shifted", shifted, "--optimal-error", "0.01", "--dropout", "0"
        };
        Cli.Result result = train("shifted", arguments);
        assertEquals(0, result.exitCode(), result.err());
        assertTrue(
                result.out()
                        .contains("900 rows to train, 200 to validate from " + shifted + ", 200 for the test at the end"
                                + " from " + shifted),
                result.out());
        assertTrue(result.out().contains("train-dev    100 rows"), result.out());
        assertTrue(result.out().contains("mismatch  ◀"), result.out());
        assertTrue(result.out().contains("The largest gap is mismatch. "), result.out());
        Map<?, ?> errors = (Map<?, ?>) at(record("shifted"), "errorAnalysis");
        assertEquals("error rate", errors.get("measure"));
        assertEquals(0.01, errors.get("optimal"));
        assertEquals("mismatch", errors.get("dominating"));
        double gap = (Double) at(errors, "gaps", "mismatch");
        assertEquals((Double) at(errors, "dev", "error") - (Double) at(errors, "trainDev", "error"), gap);
        assertTrue(gap > 0.2, errors.toString());
        Cli.Result json = train(
                "json", Stream.concat(Stream.of(arguments), Stream.of("--json")).toArray(String[]::new));
        assertEquals("mismatch", at(json.json(), "errorAnalysis", "dominating"));
    }
}

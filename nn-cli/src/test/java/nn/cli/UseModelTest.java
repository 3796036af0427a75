package nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one can do with a model: evaluate, predict, inspect. */
class UseModelTest {

    private static final String FLOWERS = """
            petal width (cm),note,sepal width (cm),petal length (cm),sepal length (cm)
            0.2,first,3.5,1.4,5.1
            1.4,second,3.2,4.7,7.0
            """;

    @TempDir
    static Path directory;

    private static String model;

    @BeforeAll
    static void trainModel() {
        Cli.Result trained = Cli.run(
                "train",
                "--data",
                "iris",
                "--hidden",
                "8",
                "--epochs",
                "20",
                "--learning-rate",
                "0.05",
                "--kernel",
                "scalar",
                "--out",
                directory.resolve("iris").toString());
        assertEquals(0, trained.exitCode(), trained.err());
        model = directory.resolve("iris/model.safetensors").toString();
    }

    @Test
    void predictsATableWithoutItsTargetAndInAnotherOrder() throws IOException {
        Path flowers = directory.resolve("flowers.csv");
        Files.writeString(flowers, FLOWERS);
        Cli.Result result = Cli.run("predict", "--model", model, "--data", flowers.toString());
        assertEquals(0, result.exitCode(), result.err());
        List<String> lines = result.out().lines().toList();
        assertEquals("prediction,p(setosa),p(versicolor),p(virginica)", lines.getFirst());
        assertEquals(3, lines.size());
        assertTrue(lines.get(1).startsWith("setosa,"), lines.get(1));
        assertTrue(lines.get(2).startsWith("versicolor,"), lines.get(2));
    }

    @Test
    void predictionsGoToAFileOnRequest() throws IOException {
        Path out = directory.resolve("predictions.csv");
        Cli.Result result = Cli.run("predict", "--model", model, "--data", "iris", "--out", out.toString());
        assertEquals(0, result.exitCode(), result.err());
        assertEquals("", result.out());
        assertEquals(151, Files.readAllLines(out).size());
    }

    @Test
    void evaluationIsATableForPeopleAndJsonForPrograms() {
        Cli.Result result = Cli.run("evaluate", "--model", model, "--data", "iris");
        assertEquals(0, result.exitCode(), result.err());
        assertTrue(result.out().startsWith("accuracy "), result.out());
        assertTrue(result.err().contains("was trained on"), result.err());
        Cli.Result json = Cli.run("evaluate", "--model", model, "--data", "iris", "--json");
        assertEquals(150L, json.json().get("rows"));
    }

    @Test
    void whatStoodForMissingValuesIsRemembered() throws IOException {
        Path table = directory.resolve("gaps.csv");
        Files.writeString(table, "x,z,kind\n" + "1,2,a\n?,3,b\n3,,a\n4,1,b\n".repeat(10));
        Path run = directory.resolve("gaps");
        Cli.Result trained = Cli.run(
                "train",
                "--data",
                table.toString(),
                "--missing",
                "?,",
                "--epochs",
                "2",
                "--kernel",
                "scalar",
                "--out",
                run.toString());
        assertEquals(0, trained.exitCode(), trained.err());
        Cli.Result result =
                Cli.run("predict", "--model", run.resolve("model.safetensors").toString(), "--data", table.toString());
        assertEquals(0, result.exitCode(), result.err());
        assertEquals(41, result.out().lines().count());
    }

    @Test
    void numbersArePredictedInTheirOwnUnits() {
        Path run = directory.resolve("sine");
        Cli.Result trained = Cli.run(
                "train",
                "--data",
                "sine",
                "--epochs",
                "3",
                "--kernel",
                "scalar",
                "--hidden",
                "",
                "--out",
                run.toString());
        assertEquals(0, trained.exitCode(), trained.err());
        Cli.Result result =
                Cli.run("predict", "--model", run.resolve("model.safetensors").toString(), "--data", "sine");
        assertEquals("target", result.out().lines().findFirst().orElseThrow());
        assertTrue(
                Double.isFinite(Double.parseDouble(result.out().lines().toList().get(1))));
    }

    @Test
    void inspectionShowsWhatIsInTheFile() {
        Cli.Result result = Cli.run("inspect", model);
        assertEquals(0, result.exitCode(), result.err());
        List.of("checksum matches", "dense1", "standardize", "setosa", "softmax-cross-entropy", "seed", "SHA-256")
                .forEach(part -> assertTrue(result.out().contains(part), part));
    }
}

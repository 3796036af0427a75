package nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
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

    /** Three labels of which any number applies: signs of x, of y, and both positive. */
    @Test
    void severalLabelsArePredictedTogether() throws IOException {
        StringBuilder table = new StringBuilder("x,y,east,north,corner\n");
        for (int i = 0; i < 400; i++) {
            double x = (i * 37 % 400 - 199.5) / 200;
            double y = (i * 151 % 400 - 199.5) / 200;
            table.append(String.format(
                    Locale.ROOT, "%.4f,%.4f,%d,%d,%d%n", x, y, x > 0 ? 1 : 0, y > 0 ? 1 : 0, x > 0 && y > 0 ? 1 : 0));
        }
        Path points = directory.resolve("points.csv");
        Files.writeString(points, table);
        String out = directory.resolve("labels").toString();
        Cli.Result trained = Cli.run(
                "train",
                "--data",
                points.toString(),
                "--target",
                "east,north,corner",
                "--task",
                "classification",
                "--hidden",
                "8",
                "--epochs",
                "40",
                "--learning-rate",
                "0.02",
                "--kernel",
                "scalar",
                "--out",
                out);
        assertEquals(0, trained.exitCode(), trained.err());
        assertTrue(trained.out().contains("binary-cross-entropy"), trained.out());
        String labels = out + "/model.safetensors";
        Cli.Result evaluated = Cli.run("evaluate", "--model", labels, "--data", points.toString(), "--json");
        assertEquals(0, evaluated.exitCode(), evaluated.err());
        Map<?, ?> metrics = (Map<?, ?>) Objects.requireNonNull(evaluated.json().get("metrics"));
        assertTrue((Double) Objects.requireNonNull(metrics.get("exact-match")) > 0.9, metrics.toString());

        Files.writeString(directory.resolve("new.csv"), "x,y\n0.9,0.8\n-0.9,0.8\n");
        Cli.Result predicted = Cli.run(
                "predict",
                "--model",
                labels,
                "--data",
                directory.resolve("new.csv").toString());
        List<String> lines = predicted.out().lines().toList();
        assertEquals("east,north,corner,p(east),p(north),p(corner)", lines.getFirst());
        assertTrue(lines.get(1).startsWith("1,1,1,0.9"), lines.get(1));
        assertTrue(lines.get(2).startsWith("0,1,0,"), lines.get(2));
    }

    /** A sum and a difference, with columns of which one is a weight. */
    @Test
    void severalQuantitiesArePredictedTogetherAndWeightsAreNoFeature() throws IOException {
        StringBuilder table = new StringBuilder("x,y,w,sum,difference\n");
        for (int i = 0; i < 300; i++) {
            double x = (i * 37 % 300 - 149.5) / 150;
            double y = (i * 151 % 300 - 149.5) / 150;
            // Every third row is wrong and has no weight.
            double wrong = i % 3 == 0 ? 50 : 0;
            table.append(String.format(
                    Locale.ROOT, "%.4f,%.4f,%d,%.4f,%.4f%n", x, y, i % 3, 100 + x + y + wrong, x - y - wrong));
        }
        Path points = directory.resolve("sums.csv");
        Files.writeString(points, table);
        String out = directory.resolve("sums").toString();
        Cli.Result trained = Cli.run(
                "train",
                "--data",
                points.toString(),
                "--target",
                "sum,difference",
                "--weights",
                "w",
                "--hidden",
                "",
                "--epochs",
                "200",
                "--early-stopping",
                "0",
                "--validation",
                "0",
                "--learning-rate",
                "0.02",
                "--kernel",
                "scalar",
                "--out",
                out);
        assertEquals(0, trained.exitCode(), trained.err());
        assertTrue(trained.out().contains("2 features, 2 quantities"), trained.out());
        assertTrue(trained.out().contains("weights      column w"), trained.out());
        String sums = out + "/model.safetensors";
        Files.writeString(
                directory.resolve("new-sums.csv"), "y,x,sum,difference\n0.25,0.5,100.75,0.25\n0.5,0,100.5,-0.5\n");
        String rows = directory.resolve("new-sums.csv").toString();
        Cli.Result predicted = Cli.run("predict", "--model", sums, "--data", rows);
        List<String> lines = predicted.out().lines().toList();
        assertEquals("sum,difference", lines.getFirst());
        String[] first = lines.get(1).split(",", -1);
        assertEquals(100.75, Double.parseDouble(first[0]), 0.02);
        assertEquals(0.25, Double.parseDouble(first[1]), 0.02);
        Cli.Result evaluated = Cli.run("evaluate", "--model", sums, "--data", rows, "--json");
        Map<?, ?> metrics = (Map<?, ?>) Objects.requireNonNull(evaluated.json().get("metrics"));
        assertTrue((Double) Objects.requireNonNull(metrics.get("rmse")) < 0.02, metrics.toString());
        Cli.Result again = Cli.run("train", "--config", out + "/config.yaml", "--epochs", "1", "--out", out + "2");
        assertTrue(again.out().contains("weights      column w"), again.out() + again.err());
    }

    /** Nine of ten rows say no wherever they are; only with weights does the model ever say yes. */
    @Test
    void balancedClassesFindTheRareOne() throws IOException {
        Path answers = mostlyNo("answers.csv");
        assertEquals(0, yes(answers, "plain"));
        long balanced = yes(answers, "balanced", "--class-weights", "balanced");
        assertTrue(balanced > 100, balanced + " rows");
        assertTrue(yes(answers, "named", "--class-weights", "yes=9") > 100);
    }

    private static Path mostlyNo(String name) throws IOException {
        StringBuilder table = new StringBuilder("x,answer\n");
        for (int i = 0; i < 500; i++) {
            boolean rare = i % 10 == 0;
            double x = (i * 37 % 500 - 249.5) / 250 + (rare ? 0.5 : 0);
            table.append(String.format(Locale.ROOT, "%.4f,%s%n", x, rare ? "yes" : "no"));
        }
        return Files.writeString(directory.resolve(name), table);
    }

    private static long yes(Path data, String name, String... more) {
        String out = directory.resolve(name).toString();
        Cli.Result trained = Cli.run(Stream.concat(
                        Stream.of(
                                "train",
                                "--data",
                                data.toString(),
                                "--hidden",
                                "",
                                "--epochs",
                                "30",
                                "--learning-rate",
                                "0.05",
                                "--kernel",
                                "scalar",
                                "--out",
                                out),
                        Stream.of(more))
                .toArray(String[]::new));
        assertEquals(0, trained.exitCode(), trained.err());
        Cli.Result predicted = Cli.run("predict", "--model", out + "/model.safetensors", "--data", data.toString());
        return predicted.out().lines().filter(line -> line.startsWith("yes,")).count();
    }

    /** From a table with missing values and a category that only the rows to predict have. */
    @Test
    void transformsOfColumnsAreKeptAndAnUnknownCategoryIsIgnoredWhereAskedFor() throws IOException {
        StringBuilder table = new StringBuilder("income,age,city,price\n");
        for (int i = 0; i < 60; i++) {
            double income = i % 9 == 4 ? Double.NaN : Math.pow(10, i % 5);
            String city = i % 3 == 0 ? "Oslo" : i % 3 == 1 ? "Bergen" : "";
            table.append(Double.isNaN(income) ? "" : income)
                    .append(',')
                    .append(20 + i % 7)
                    .append(',')
                    .append(city)
                    .append(',')
                    .append(1000 + 10 * (i % 5) + i % 7)
                    .append('\n');
        }
        String houses =
                Files.writeString(directory.resolve("houses.csv"), table).toString();
        String out = directory.resolve("houses-run").toString();
        Cli.Result trained = Cli.run(
                "train",
                "--data",
                houses,
                "--missing",
                "",
                "--transforms",
                "columns:names=(income),apply=(missing-flag,impute-median,log,standardize),columns:names=(age),apply=(min-max),"
                        + "missing-flag,one-hot:unknown=ignore",
                "--target-scale",
                "min-max",
                "--epochs",
                "20",
                "--kernel",
                "scalar",
                "--out",
                out);
        assertEquals(0, trained.exitCode(), trained.err());
        assertTrue(trained.out().contains("target scale min-max"), trained.out());
        String model = out + "/model.safetensors";
        String inspected = Cli.run("inspect", model).out();
        assertTrue(
                inspected.contains(
                        "transforms   columns:names=(income),apply=(missing-flag,impute-median,log,standardize) of"
                                + " income, gives income is missing"),
                inspected);
        assertTrue(inspected.contains("one-hot:unknown=ignore of city, gives city=Bergen, city=Oslo"), inspected);
        assertTrue(inspected.contains("target scale min-max: (price − "), inspected);
        Path more = Files.writeString(directory.resolve("more-houses.csv"), "income,age,city\n100,23,Tromsø\n,21,\n");
        List<String> predicted = Cli.run("predict", "--model", model, "--data", more.toString())
                .out()
                .lines()
                .toList();
        assertEquals(3, predicted.size());
        assertEquals(1020, Double.parseDouble(predicted.get(1)), 150);
        Cli.Result again = Cli.run("train", "--config", out + "/config.yaml", "--epochs", "1", "--out", out + "2");
        assertEquals(0, again.exitCode(), again.err());

        String strict = directory.resolve("strict").toString();
        Cli.run("train", "--data", houses, "--missing", "", "--epochs", "1", "--kernel", "scalar", "--out", strict);
        Cli.Result refused = Cli.run("predict", "--model", strict + "/model.safetensors", "--data", more.toString());
        assertEquals(3, refused.exitCode());
        assertTrue(
                refused.err().contains("row 1: column \"city\" is \"Tromsø\", expected one of Bergen, Oslo."),
                refused.err());
    }

    @Test
    void oversamplingFindsTheRareClass() throws IOException {
        Path answers = mostlyNo("rare.csv");
        assertEquals(0, yes(answers, "rare-plain"));
        assertTrue(yes(answers, "rare-repeated", "--oversample", "1") > 100);
    }

    @Test
    void targetsThatTheLossDoesNotTakeAreNamed() throws IOException {
        Path counts = directory.resolve("counts.csv");
        Files.writeString(counts, "x,y\n0.5,3\n0.25,-2\n0.75,1.5\n");
        Cli.Result result =
                Cli.run("train", "--data", counts.toString(), "--loss", "poisson", "--validation", "0", "--test", "0");
        assertEquals(3, result.exitCode(), result.err());
        assertTrue(result.err().contains("counts.csv: row 2: the target is -2.0, expected a count"), result.err());
    }
}

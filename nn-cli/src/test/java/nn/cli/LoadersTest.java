package nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data of every format train a model, are measured, and are predicted. */
class LoadersTest {

    private static final int ROWS = 60;

    @TempDir
    Path directory;

    private static double x1(int row) {
        return (row * 37 % ROWS) / 8.0 - 3;
    }

    private static double x2(int row) {
        return (row * 11 % ROWS) / 4.0;
    }

    private static int label(int row) {
        return 4 * x1(row) + x2(row) > 11 ? 1 : 0;
    }

    private static String text(String head, String row) {
        StringBuilder text = new StringBuilder(head);
        for (int i = 0; i < ROWS; i++) {
            text.append(row.replace("X1", Double.toString(x1(i)))
                    .replace("X2", Double.toString(x2(i)))
                    .replace("Y", Integer.toString(label(i))));
        }
        return text.toString();
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content).toString();
    }

    private String file(String name, byte[] content) throws IOException {
        Files.createDirectories(directory.resolve(name).getParent());
        return Files.write(directory.resolve(name), content).toString();
    }

    /** Trains, and returns the result. */
    private Map<String, Object> train(String source, String out, String... more) {
        Stream<String> arguments = Stream.of(
                "train",
                "--data",
                source,
                "--hidden",
                "8",
                "--epochs",
                "80",
                "--learning-rate",
                "0.02",
                "--validation",
                "0",
                "--kernel",
                "scalar",
                "--out",
                directory.resolve(out).toString(),
                "--json");
        Cli.Result result = Cli.run(Stream.concat(arguments, Stream.of(more)).toArray(String[]::new));
        assertEquals(0, result.exitCode(), result.err());
        return result.json();
    }

    private void measuresAndPredicts(String source, String run, int rows) {
        String model = directory.resolve(run).resolve("model.safetensors").toString();
        Cli.Result evaluated = Cli.run("evaluate", "--model", model, "--data", source, "--json");
        assertEquals(0, evaluated.exitCode(), evaluated.err());
        Map<?, ?> metrics = (Map<?, ?>) Objects.requireNonNull(evaluated.json().get("metrics"));
        assertTrue((Double) Objects.requireNonNull(metrics.get("accuracy")) > 0.85, source + " " + metrics);
        Cli.Result predicted = Cli.run("predict", "--model", model, "--data", source);
        assertEquals(0, predicted.exitCode(), predicted.err());
        assertEquals(rows + 1, predicted.out().lines().count(), source);
    }

    @Test
    void theSameTableInEveryFormatTrainsTheSameNetwork() throws IOException {
        double[] x = new double[2 * ROWS];
        double[] y = new double[ROWS];
        double[] all = new double[3 * ROWS];
        for (int i = 0; i < ROWS; i++) {
            x[2 * i] = x1(i);
            x[2 * i + 1] = x2(i);
            y[i] = label(i);
            all[3 * i] = x1(i);
            all[3 * i + 1] = x2(i);
            all[3 * i + 2] = label(i);
        }
        String csv = file("t.csv", text("x1,x2,y\n", "X1,X2,Y\n"));
        List<String> sources = List.of(
                csv,
                file(
                        "t.arff",
                        text(
                                "@relation t\n@attribute x1 real\n@attribute x2 real\n@attribute y {0,1}\n@data\n",
                                "X1, X2, Y\n")),
                file("t.jsonl", text("", "{\"x1\": X1, \"x2\": X2, \"y\": Y}\n")),
                file("t.svm", text("", "Y 1:X1 2:X2\n")),
                file(
                        "t.npz",
                        NumpyBytes.zip(
                                "X.npy", NumpyBytes.npy("(60, 2)", x), "labels.npy", NumpyBytes.npy("(60,)", y))),
                file("t.npy", NumpyBytes.npy("(60, 3)", all)));
        Object parameters = train(csv, "run0").get("parametersSha256");
        for (int i = 1; i < sources.size(); i++) {
            String source = sources.get(i);
            String[] target = source.endsWith("npy") ? new String[] {"--target", "-1"} : new String[0];
            assertEquals(parameters, train(source, "run" + i, target).get("parametersSha256"), source);
            measuresAndPredicts(source, "run" + i, ROWS);
        }
        // Rows of one format are predicted by the model of another, target or not.
        String bare = file("bare.npy", NumpyBytes.npy("(60, 2)", x));
        String model = directory.resolve("run0/model.safetensors").toString();
        String expected = Cli.run("predict", "--model", model, "--data", csv).out();
        for (String source : Stream.concat(sources.stream(), Stream.of(bare)).toList()) {
            Cli.Result predicted = Cli.run("predict", "--model", model, "--data", source);
            assertEquals(expected, predicted.out(), source + predicted.err());
        }
    }

    @Test
    void directoriesOfImagesTrainAndPredict() throws IOException {
        for (int i = 0; i < 40; i++) {
            byte[] pixels = new byte[20];
            for (int k = 0; k < pixels.length; k++) {
                // Bright in the upper half, or in the lower one.
                pixels[k] = (byte) ((i * 7 + k * 13) % 60 + ((k < 10) == (i % 2 == 0) ? 150 : 20));
            }
            file("pictures/" + (i % 2 == 0 ? "up" : "down") + "/" + i + ".png", Png.gray(5, 4, pixels));
            file("new/" + i + ".png", Png.gray(5, 4, pixels));
        }
        String source = "images:" + directory.resolve("pictures");
        train(source, "run");
        measuresAndPredicts(source, "run", 40);
        Cli.Result predicted = Cli.run(
                "predict",
                "--model",
                directory.resolve("run/model.safetensors").toString(),
                "--data",
                "images:" + directory.resolve("new"));
        assertEquals(0, predicted.exitCode(), predicted.err());
        List<String> lines = predicted.out().lines().toList();
        assertEquals("prediction,p(down),p(up)", lines.getFirst());
        // In the order of the names, as text: 0.png, 1.png, 10.png, …
        assertEquals(
                List.of("up", "down", "up", "down"),
                lines.subList(1, 5).stream().map(line -> line.split(",", -1)[0]).toList());
    }

    @Test
    void imagesInArraysTrainAndTheirTestPartMeasures() throws IOException {
        byte[] pixels = new byte[40 * 6];
        byte[] labels = new byte[40];
        for (int i = 0; i < 40; i++) {
            labels[i] = (byte) (i % 2);
            for (int k = 0; k < 6; k++) {
                pixels[6 * i + k] = (byte) ((i * 7 + k * 13) % 60 + ((k < 3) == (i % 2 == 0) ? 150 : 20));
            }
        }
        String source = file(
                "t.npz",
                NumpyBytes.zip(
                        "x_train.npy", images(30, Arrays.copyOf(pixels, 180)),
                        "y_train.npy", labels(30, Arrays.copyOf(labels, 30)),
                        "x_test.npy", images(10, Arrays.copyOfRange(pixels, 180, 240)),
                        "y_test.npy", labels(10, Arrays.copyOfRange(labels, 30, 40))));
        train(source, "run");
        measuresAndPredicts(source, "run", 10);
    }

    private static byte[] images(int count, byte[] pixels) {
        return NumpyBytes.npy("{'descr': '|u1', 'fortran_order': False, 'shape': (" + count + ", 2, 3), }", pixels);
    }

    private static byte[] labels(int count, byte[] labels) {
        return NumpyBytes.npy("{'descr': '|u1', 'fortran_order': False, 'shape': (" + count + ",), }", labels);
    }

    @Test
    void everyFormIsListed() {
        String list = Cli.run("data", "list").out();
        String help = Cli.run("help", "train").out();
        for (String form : List.of(".csv", ".npz", ".npy", ".arff", ".jsonl", ".svm", "mnist:", "idx:", "images:")) {
            assertTrue(list.contains(form), list);
            assertTrue(help.contains(form), help);
        }
    }
}

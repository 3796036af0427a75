package nn.cli.outside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that {@code jlink} makes from the run-time image, without jmods and without binding services. */
class ImageIT {

    /** The program's image has measured 52 MB, that of nn.core alone 45 MB; more than this is a module too many. */
    private static final double MOST_MEGABYTES = 60;

    private static final String EMBEDDED = """
            package com.example.embedded;

            import java.nio.file.Path;
            import java.util.Arrays;
            import nn.core.kernel.Compute;
            import nn.core.model.Model;
            import nn.core.spi.Registry;

            /** Loads a model and predicts. */
            public final class Main {
                private Main() {}

                /** Takes the model's file. */
                public static void main(String[] arguments) {
                    Model model = Model.load(Path.of(arguments[0]));
                    System.out.println(Arrays.toString(model.predict(5.1f, 3.5f, 1.4f, 0.2f)));
                    try (Compute compute = Compute.choose(Registry.load(), "auto", 1)) {
                        System.out.println(compute.description());
                    }
                }
            }
            """;

    @TempDir
    Path directory;

    @Test
    void theProgramTrainsInAnImageWithTheVectorKernel() throws IOException {
        Path image = directory.resolve("an image"); // The launcher must quote.
        Outside.Result linked =
                Outside.run(directory, Outside.ROOT.resolve("image"), List.of("--link", image.toString()));
        linked.success();
        report("the program", image);

        Path nn = image.resolve("bin").resolve("nn");
        Outside.Result run = Outside.run(
                directory, nn, List.of("train", "--data", "digits", "--epochs", "3", "--out", "run", "--json"));
        assertEquals("3", run.json("epochs"));
        assertTrue(Double.parseDouble(run.json("accuracy")) > 0.85, run.out());
        assertTrue(run.warned());
        // The same program outside is on the same kernel and gives the same bits.
        Outside.Result outside =
                Outside.nn(directory, "train", "--data", "digits", "--epochs", "3", "--out", "again", "--json");
        assertEquals(outside.json("kernel"), run.json("kernel"));
        assertEquals(outside.json("parametersSha256"), run.json("parametersSha256"));

        // Nothing but images needs java.desktop; without it one line says so, and with it the picture itself is looked
        // at.
        Path picture = directory.resolve("pictures/cat/1.png");
        Files.createDirectories(picture.getParent());
        Files.write(picture, new byte[] {1});
        List<String> pictures = List.of("train", "--data", "images:pictures");
        String missing = Outside.run(directory, nn, pictures).failure(2);
        assertTrue(missing.contains("java.desktop, which this Java does not have"), missing);
        String damaged = Outside.nn(directory, pictures.toArray(String[]::new)).failure(3);
        assertTrue(damaged.contains("expected a PNG"), damaged);

        Outside.Result usage = Outside.run(directory, nn, List.of("train", "--kernel", "none", "--data", "iris"));
        assertEquals(2, usage.exitCode(), usage.err());
        assumeTrue(
                run.json("kernel").startsWith("simd, "),
                "NOT SHOWN: the vector kernel in an image; on this machine serves " + run.json("kernel"));
    }

    @Test
    void aModelPredictsInAnImageOfTheCoreAlone() throws IOException {
        Outside.nn(directory, "train", "--data", "iris", "--epochs", "5", "--out", "run", "--json")
                .success();
        Path info = Files.writeString(
                directory.resolve("module-info.java"),
                "/** Embeds. */ module com.example.embedded { requires nn.core; }");
        Path main = Files.writeString(directory.resolve("Main.java"), EMBEDDED);
        String jars = Outside.path(Outside.jars("nn-core", "slf4j-api", "jackson-core"));
        Path classes = Outside.compile(directory.resolve("embedded"), List.of("--module-path", jars), info, main);
        Path image = directory.resolve("image");
        // A process, because jlink refuses to link from a run time with patched modules, such as that of this test.
        Outside.run(
                        directory,
                        Path.of(System.getProperty("java.home"), "bin", "jlink"),
                        List.of(
                                "--module-path",
                                jars + java.io.File.pathSeparator + classes,
                                "--add-modules",
                                "com.example.embedded",
                                "--strip-debug",
                                "--no-header-files",
                                "--no-man-pages",
                                "--compress",
                                "zip-6",
                                "--output",
                                image.toString()))
                .success();
        report("nn.core alone", image);

        Path java = image.resolve("bin").resolve("java");
        assertEquals(
                List.of("com.example.embedded", "java.base", "nn.core", "org.slf4j", "tools.jackson.core"),
                Outside.run(directory, java, List.of("--list-modules"))
                        .success()
                        .lines()
                        .map(line -> line.replaceFirst("@.*", ""))
                        .toList());
        Outside.Result run = Outside.run(
                directory,
                java,
                List.of("-m", "com.example.embedded/com.example.embedded.Main", "run/model.safetensors"));
        // A logger without a provider may say so, but not among the results.
        List<String> lines = run.success().lines().toList();
        assertEquals(2, lines.size(), run.out());
        assertTrue(lines.getFirst().matches("\\[0\\.\\d+, 0\\.\\d+, 0\\.\\d+\\]"), run.out());
        assertEquals("scalar, plain Java, 1 thread (the best one here)", lines.getLast());
    }

    private static void report(String what, Path image) throws IOException {
        double megabytes = Outside.megabytes(image);
        System.out.printf(Locale.ROOT, "Image of %s: %.1f MB%n", what, megabytes);
        assertTrue(megabytes < MOST_MEGABYTES, what + ": " + megabytes + " MB");
    }
}

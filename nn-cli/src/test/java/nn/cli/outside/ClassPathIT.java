package nn.cli.outside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application without modules: everything on the class path. */
class ClassPathIT {

    private static final String APPLICATION = """
            import nn.core.activation.Relu;
            import nn.core.data.Dataset;
            import nn.core.data.Split;
            import nn.core.kernel.Compute;
            import nn.core.model.Sha256;
            import nn.core.network.NetworkSpec;
            import nn.core.spi.Registry;
            import nn.core.train.Trainer;
            import nn.core.train.Training;
            import nn.data.BuiltInData;
            import nn.optimizers.Adam;

            public final class Application {
                private Application() {}

                public static void main(String[] arguments) {
                    if (Application.class.getModule().isNamed() || Registry.class.getModule().isNamed()) {
                        throw new AssertionError("not on the class path");
                    }
                    Dataset digits = BuiltInData.load("digits");
                    NetworkSpec network = NetworkSpec.builder()
                            .dense(32)
                            .activation(new Relu())
                            .dropout(0.1)
                            .dense(10)
                            .spec();
                    try (Compute compute = Compute.choose(Registry.load(), arguments[0], 1)) {
                        Training training = Trainer.of(network)
                                .optimizer(new Adam())
                                .epochs(2)
                                .compute(compute)
                                .fit(Split.stratified(digits, 0.1, 0.1, 1));
                        System.out.println(compute.description());
                        System.out.println(Sha256.of(training.model().network().parameters()));
                    }
                }
            }
            """;

    @TempDir
    static Path directory;

    private static Path classes;

    @BeforeAll
    static void compile() throws IOException {
        Path source = Files.writeString(directory.resolve("Application.java"), APPLICATION);
        classes = Outside.compile(
                directory.resolve("classes"), List.of("--class-path", Outside.path(Outside.allJars())), source);
    }

    private static Outside.Result run(List<String> options, String kernel) {
        List<Path> classPath = new ArrayList<>(Outside.allJars());
        classPath.add(classes);
        List<String> arguments = new ArrayList<>(options);
        arguments.addAll(List.of(
                "-Dlogback.statusListenerClass=ch.qos.logback.core.status.NopStatusListener",
                "--class-path",
                Outside.path(classPath),
                "Application",
                kernel));
        return Outside.java(directory, arguments);
    }

    @Test
    void withoutTheVectorModuleTheScalarKernelServesAndSaysWhyAndTheBitsAreTheSame() {
        Outside.Result without = run(List.of(), "auto");
        List<String> scalar = lastTwoLines(without);
        assertEquals(
                "scalar, plain Java, 1 thread (since simd cannot run: the JVM runs without --add-modules jdk.incubator.vector)",
                scalar.getFirst());
        assertFalse(without.warned());

        Outside.Result with = run(List.of("--add-modules", "jdk.incubator.vector"), "auto");
        List<String> simd = lastTwoLines(with);
        assertFalse(simd.getFirst().contains("--add-modules"), simd.getFirst());
        assertTrue(with.warned());

        assertTrue(scalar.getLast().matches("[0-9a-f]{64}"), scalar.toString());
        assertEquals(scalar.getLast(), simd.getLast());
        assumeTrue(
                simd.getFirst().matches("simd, \\d+-bit vectors, 1 thread \\(the best one here\\)"),
                "NOT SHOWN: the vector kernel on the class path; on this machine serves " + simd.getFirst());
    }

    @Test
    void aKernelThatCannotRunIsRefusedWithTheReason() {
        Outside.Result forced = run(List.of(), "simd");
        assertEquals(1, forced.exitCode());
        assertTrue(
                forced.err()
                        .contains("nn.core.NnException$Configuration: Kernel \"simd\" cannot run here: the JVM runs "
                                + "without --add-modules jdk.incubator.vector. Use --kernel auto or scalar."),
                forced.err());
    }

    @Test
    void theProgramItselfRunsOnTheClassPath() {
        Outside.Result result = Outside.java(
                directory,
                List.of(
                        "--class-path",
                        Outside.path(Outside.allJars()),
                        "nn.cli.Main",
                        "train",
                        "--data",
                        "iris",
                        "--epochs",
                        "1",
                        "--kernel",
                        "simd"));
        String line = result.failure(2);
        assertTrue(line.startsWith("nn: Kernel \"simd\" cannot run here: "), line);
    }

    private static List<String> lastTwoLines(Outside.Result result) {
        List<String> lines = result.success().lines().toList();
        return lines.subList(lines.size() - 2, lines.size());
    }
}

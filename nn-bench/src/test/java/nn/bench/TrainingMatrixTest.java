package nn.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is learned has the same bits for each kernel, vector width, number of threads, locale, and way in which the JVM executes:
 * {@link SmallTrainings} in JVMs with different flags.
 */
class TrainingMatrixTest {

    /**
     * How a JVM executes.
     *
     * @param flags its flags
     * @param repetitions of all trainings, so that it compiles where it may
     * @param proof what its log of compilations says about a micro-kernel
     */
    private record Mode(String name, List<String> flags, int repetitions, String proof) {}

    private static final List<Mode> MODES = List.of(
            new Mode("C2", List.of("-Xbatch", "-XX:+PrintCompilation"), 2, " 4 +nn\\.simd\\.MicroKernel\\w+::"),
            new Mode(
                    "C1",
                    List.of("-Xbatch", "-XX:TieredStopAtLevel=1", "-XX:+PrintCompilation"),
                    1,
                    " 1 +nn\\.simd\\.MicroKernel\\w+::"),
            new Mode("interpreter", List.of("-Xint"), 1, ""));

    /** Bits of a vector for {@code -XX:UseAVX=1}, 2 and 3: without AVX2, integer vectors have 128 bits, hence all do. */
    private static final List<Integer> WIDTHS = List.of(128, 256, 512);

    @TempDir
    Path directory;

    @Test
    void theSameBitsInEveryJvm() throws IOException, InterruptedException {
        List<Run> runs = new ArrayList<>();
        TreeSet<String> digests = new TreeSet<>();
        TreeSet<String> kernels = new TreeSet<>();
        // The slowest first, two at a time.
        for (Mode mode : MODES.reversed()) {
            for (int avx = 1; avx <= WIDTHS.size(); avx++) {
                runs.add(start(mode, avx));
                if (runs.size() == 2) {
                    runs.removeFirst().finish(digests, kernels);
                }
            }
        }
        for (Run run : runs) {
            run.finish(digests, kernels);
        }
        assertEquals(1, digests.size(), digests::toString);
        assertTrue(kernels.contains("simd, 128-bit vectors"), kernels::toString);
        System.out.println("Small trainings on " + kernels + ": SHA-256 " + digests.first());
    }

    private Run start(Mode mode, int avx) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java") + "", "-XX:UseAVX=" + avx));
        command.addAll(mode.flags);
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "--module-path",
                System.getProperty("jdk.module.path"),
                "--patch-module",
                "nn.bench=" + Path.of("target", "test-classes").toAbsolutePath(),
                "--module",
                "nn.bench/" + SmallTrainings.class.getName(),
                Integer.toString(mode.repetitions)));
        Path out = directory.resolve(mode.name + avx + ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "CLASSPATH"));
        return new Run(mode, avx, builder.start(), out);
    }

    private record Run(Mode mode, int avx, Process process, Path out) {

        void finish(TreeSet<String> digests, TreeSet<String> kernels) throws IOException, InterruptedException {
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("Not done after 120 s: " + mode + ", UseAVX=" + avx);
            }
            String text = Files.readString(out);
            assertEquals(0, process.exitValue(), text);
            assertTrue(Pattern.compile(mode.proof).matcher(text).find(), () -> "Not compiled in " + mode);
            String kernel = value(text, "kernel");
            String expected = "simd, " + WIDTHS.get(avx - 1) + "-bit vectors";
            if (!kernel.equals(expected)) {
                System.out.println(
                        "This machine has " + kernel + " with -XX:UseAVX=" + avx + " instead of " + expected);
            }
            kernels.add(kernel);
            List<String> all = values(text, "digest");
            assertEquals(value(text, "trainings"), Integer.toString(all.size()));
            assertTrue(all.size() >= 16 * mode.repetitions, text);
            digests.addAll(all);
        }

        private static String value(String text, String key) {
            List<String> found = values(text, key);
            assertEquals(1, found.size(), () -> key + " in " + text);
            return found.getFirst();
        }

        /** What follows a key; what the JIT compiler prints, such as "digest (9 bytes)", may stand before it in the same line. */
        private static List<String> values(String text, String key) {
            return Pattern.compile(key + " ([^(\\s].*)")
                    .matcher(text)
                    .results()
                    .map(result -> result.group(1))
                    .toList();
        }
    }
}

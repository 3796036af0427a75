package nn.cli.outside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Tables that the heap does not hold: they are learned from all the same, and no temporary file stays. */
class LargeDataIT {

    private static final int NUMBERS = 20;
    private static final List<byte[]> COLORS =
            Stream.of("red,", "green,", "blue,").map(LargeDataIT::ascii).toList();
    private static final Pattern HEAP = Pattern.compile(" (\\d+)M->\\d+M\\(");

    @TempDir
    private Path directory;

    @Test
    void aTableOf64MegabytesTrainsInAHeapOf48() throws IOException, InterruptedException {
        train(64, 48);
    }

    /** Run by the profile "large"; CONTRIBUTING.md has the figures of the last run. */
    @Test
    @EnabledIfSystemProperty(named = "nn.large", matches = "true")
    void aTableOfTwoGigabytesTrainsInAHeapOf512Megabytes() throws IOException, InterruptedException {
        train(2048, 512);
    }

    private void train(int megabytes, int heap) throws IOException, InterruptedException {
        long rows = write(directory.resolve("large.csv"), (long) megabytes << 20);
        Path temporary = Files.createDirectory(directory.resolve("temporary"));
        long start = System.nanoTime();
        Process process = start(
                heap,
                temporary,
                "train",
                "--data=large.csv",
                "--hidden=16",
                "--dropout=0",
                "--epochs=2",
                "--batch-size=256",
                "--out=run",
                "--json");
        long resident = 0;
        long ofHeapAndCode = 0;
        while (process.isAlive()) {
            resident = Math.max(resident, status(process, "VmHWM"));
            ofHeapAndCode = Math.max(ofHeapAndCode, status(process, "RssAnon"));
            Thread.sleep(50);
        }
        Outside.Result result = Outside.finish(directory, process, 1);
        assertTrue(Double.parseDouble(result.json("accuracy")) > 0.97, result.out());
        assertTrue(result.err().contains("storage      the values of large.csv in a temporary file of "), result.err());
        assertTrue(result.err().contains("storage      the network's inputs of "), result.err());
        assertEquals(List.of(), files(temporary));
        System.out.printf(
                Locale.ROOT,
                "%d MB, %,d rows of %d columns: trained under -Xmx%dm in %.0f s (%,.0f samples/s), accuracy %s;"
                        + " peak heap %d MB, resident %d MB, of which %d MB are not pages of files%n",
                megabytes,
                rows,
                NUMBERS + 2,
                heap,
                (System.nanoTime() - start) / 1e9,
                Double.parseDouble(result.json("samplesPerSecond")),
                result.json("accuracy"),
                peakHeap(),
                resident >> 10,
                ofHeapAndCode >> 10);
        start = System.nanoTime();
        process = start(
                heap,
                temporary,
                "predict",
                "--model=run/model.safetensors",
                "--data=large.csv",
                "--out=predictions.csv");
        Outside.finish(directory, process, 600).success();
        try (Stream<String> lines = Files.lines(directory.resolve("predictions.csv"))) {
            assertEquals(rows + 1, lines.count());
        }
        assertEquals(List.of(), files(temporary));
        System.out.printf(
                Locale.ROOT, "predicted in %.0f s, peak heap %d MB%n", (System.nanoTime() - start) / 1e9, peakHeap());
    }

    private Process start(int heap, Path temporary, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                "-Xmx" + heap + "m", "-XX:+UseSerialGC", "-Xlog:gc:file=gc.txt", "-Djava.io.tmpdir=" + temporary));
        command.addAll(program(arguments));
        return Outside.start(directory, Outside.JAVA, command);
    }

    private static List<String> program(String... arguments) {
        List<String> command =
                new ArrayList<>(List.of("--module-path", Outside.MODULES.toString(), "--module", "nn.cli/nn.cli.Main"));
        command.addAll(List.of(arguments));
        return command;
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    /** The shell lets files grow to 1 MB, where a write fails as on a full disk. */
    @Test
    void aDiskThatBecomesFullIsSaidAndNothingStays() throws IOException {
        write(directory.resolve("table.csv"), 2 << 20);
        Path temporary = Files.createDirectory(directory.resolve("temporary"));
        List<String> command = new ArrayList<>(List.of(
                "-c", "ulimit -f 2000 && exec \"$@\"", "sh", Outside.JAVA.toString(), "-Djava.io.tmpdir=" + temporary));
        command.addAll(program("train", "--data=table.csv", "--storage=disk", "--out=run"));
        String failure = Outside.run(directory, Path.of("/bin/sh"), command).failure(5);
        assertTrue(
                failure.startsWith("nn: the values of table.csv: cannot write a temporary file in " + temporary + ": "),
                failure);
        assertTrue(failure.contains("-Djava.io.tmpdir=DIR"), failure);
        assertEquals(List.of(), files(temporary));
        assertFalse(Files.exists(directory.resolve("run")));
    }

    /** A table whose class is a matter of the first six of its numbers; returns the number of rows. */
    private static long write(Path file, long bytes) throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        StringBuilder header = new StringBuilder();
        for (int i = 1; i <= NUMBERS; i++) {
            header.append('x').append(i).append(',');
        }
        byte[] line = new byte[NUMBERS * 7];
        long rows = 0;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            out.write(ascii(header.append("color,class\n").toString()));
            for (long written = 0; written < bytes; rows++) {
                int balance = 0;
                for (int i = 0; i < NUMBERS; i++) {
                    int value = random.nextInt(10_000);
                    balance += i < 3 ? value : i < 6 ? -value : 0;
                    number(value, line, 7 * i);
                }
                byte[] color = COLORS.get(random.nextInt(COLORS.size()));
                out.write(line);
                out.write(color);
                out.write(balance > 0 ? 'a' : 'b');
                out.write('\n');
                written += line.length + color.length + 2;
            }
        }
        return rows;
    }

    /** Writes {@code 0.1234,} from an index on. */
    private static void number(int tenThousandths, byte[] line, int from) {
        line[from] = '0';
        line[from + 1] = '.';
        int rest = tenThousandths;
        for (int digit = 5; digit >= 2; digit--) {
            line[from + digit] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        line[from + 6] = ',';
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** A size in the status of a process, in KiB; 0 where there is none. */
    private static long status(Process process, String key) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith(key + ":"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | java.io.UncheckedIOException e) {
            return 0; // It has ended, or this is another system.
        }
    }

    /** The most that was in the heap before a collection, in MB. */
    private long peakHeap() throws IOException {
        try (Stream<String> lines = Files.lines(directory.resolve("gc.txt"))) {
            LongStream sizes = lines.map(HEAP::matcher)
                    .filter(Matcher::find)
                    .mapToLong(matcher -> Long.parseLong(matcher.group(1)));
            return sizes.max().orElse(0);
        }
    }
}

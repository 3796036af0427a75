package nn.data;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import nn.core.NnException;
import nn.core.data.Dataset;
import nn.core.data.Feature;
import nn.core.data.Rows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that is wrong with a file is refused with one line that says where. */
class CsvBadInputTest {

    private static final CsvOptions PLAIN = CsvOptions.DEFAULTS;

    @TempDir
    private Path directory;

    /** A file, its bytes as Latin-1, what to read it with, and parts of the message. */
    record Bad(String latin, CsvOptions options, List<String> parts) {
        static Bad of(String content, String... parts) {
            return of(PLAIN, content, parts);
        }

        static Bad of(CsvOptions options, String content, String... parts) {
            String latin = new String(content.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            return new Bad(latin, options, List.of(parts));
        }

        static Bad bytes(String latin, String... parts) {
            return new Bad(latin, PLAIN, List.of(parts));
        }

        Path writeTo(Path directory) throws IOException {
            return Files.write(directory.resolve("train.csv"), latin.getBytes(StandardCharsets.ISO_8859_1));
        }

        @Override
        public String toString() {
            return String.join(" ", parts);
        }
    }

    private static Stream<Bad> malformed() {
        String numbers = "1,2\n".repeat(20);
        return Stream.of(
                // Nothing there
                Bad.of("", "train.csv:1:", "empty"),
                Bad.of("\n\n\r\n", "train.csv:1:", "empty"),
                Bad.of("\uFEFF", "train.csv:1:", "empty"),
                Bad.of("a,b\n", "train.csv:1:", "no rows"),
                Bad.of("a,b", "train.csv:1:", "no rows"),
                // Encoding
                Bad.bytes("a,b\n1,caf\u00E9\n", "train.csv:2: byte 9 is 0xE9", "UTF-8"),
                Bad.bytes("a,b\n1,\u00C3", "train.csv:2: byte 6 is 0xC3"),
                Bad.bytes("a,b\r\n1,\u00ED\u00A0\u0080\r\n", "train.csv:2: byte 7 is 0xED"),
                Bad.bytes("\u00FF\u00FEa\u0000", "train.csv:1:", "UTF-16"),
                Bad.bytes("\u00FE\u00FF\u0000a", "train.csv:1:", "UTF-16"),
                // Header
                Bad.of("a,,c\n1,2,3\n", "train.csv:1: column 2 has no name"),
                Bad.of("a,b,a\n1,2,3\n", "train.csv:1: columns 1 and 3", "\"a\""),
                Bad.of("a, a \n1,2\n", "train.csv:1: columns 1 and 2"),
                Bad.of("5.1,3.5\n4.9,3.0\n", "train.csv:1:", "names"),
                Bad.of("1,2,2\n1,2,3\n", "train.csv:1:", "names"),
                Bad.of("a;b\n1;2\n", "train.csv:1:", "\";\""),
                Bad.of("a\tb\n1\t2\n", "train.csv:1:", "\\t"),
                Bad.of("\"a,b\n1,2\n", "train.csv:1:", "never closed"),
                // Shape
                Bad.of("a,b\n1,2\n3\n", "train.csv:3: 1 value, expected 2"),
                Bad.of("a,b\n1,2\n3,4,5\n", "train.csv:3: 3 values, expected 2"),
                Bad.of("a,b\n1,\"x\ny\"\n3\n", "train.csv:4: 1 value, expected 2"),
                Bad.of("a,b\n\n1,2\n  \n", "train.csv:4: column \"a\" is empty"),
                Bad.of(PLAIN.withoutHeader(), "1,2\n3\n", "train.csv:2: 1 value, expected 2", "first line"),
                // Quotes
                Bad.of("a,b\n1,\"x\n2,y\n3,z\n", "train.csv:2:", "value 2", "never closed"),
                Bad.of("a,b,c\n1,\"x\ny\",\"z\n2,y,z\n", "train.csv:3:", "value 3", "never closed"),
                Bad.of("a,b\n1,\"x\"y\n", "train.csv:2:", "value 2", "closing quote"),
                Bad.of("a,b\n1, \"x\"\n", "train.csv:2:", "value 2", "space"),
                // Values
                Bad.of(
                        "age,b\n" + numbers + "n/a,2\n" + numbers,
                        "train.csv:22: column \"age\" is \"n/a\"",
                        "--missing n/a"),
                Bad.of("a,b\n1,2\n2,3\nx,4\n", "train.csv:4: column \"a\" is \"x\", expected a number"),
                Bad.of("a,b\n1,2\n1,x\nx,4\n3,5\n", "train.csv:3: column \"b\" is \"x\""),
                Bad.of("a,b\n\"1,5\",2\n\"2,5\",3\n", "train.csv:2: column \"a\" is \"1,5\"", "decimal point"),
                Bad.of("a,b\n1,2\n,3\n", "train.csv:3: column \"a\" is empty", "--missing"),
                Bad.of("a,b\n1,x\n2,\n", "train.csv:3: column \"b\" is empty"),
                Bad.of("a,b\n1,x\n2,\"\"\n", "train.csv:3: column \"b\" is empty"),
                Bad.of("a,b\n1,2\nNaN,3\n4,5\n", "train.csv:3: column \"a\" is \"NaN\"", "finite"),
                Bad.of("a,b\n1,2\n-inf,3\n4,5\n", "train.csv:3: column \"a\" is \"-inf\"", "finite"),
                Bad.of("a,b\n1,2\nInfinity,3\n4,5\n", "train.csv:3: column \"a\"", "finite"),
                Bad.of("a,b\n1,2\n1e999,3\n4,5\n", "train.csv:3: column \"a\" is \"1e999\"", "finite"),
                Bad.of("a,b\nnan,2\nnan,3\n", "train.csv:2: column \"a\" is \"nan\""),
                Bad.of(PLAIN.withMissing("?"), "a,b\n?,2\n?,3\n", "train.csv:1: column \"a\" has no values"),
                Bad.of(PLAIN.withMissing("?"), "a,b\n1,2\n3,?\n", "train.csv:3: column \"b\" is missing", "target"),
                Bad.of("a,b\n1,2\n\u001B[31m\u202Ered,3\n4,5\n", "train.csv:3:", "\\u001b[31m\\u202ered"),
                Bad.of("a,b\n1,2\n" + "9x".repeat(5000) + ",3\n4,5\n", "train.csv:3: column \"a\"", "…"),
                // Targets and options
                Bad.of("a\n1\n", "train.csv:1: 1 column"),
                Bad.of(PLAIN.withIgnored("a"), "a,b\n1,2\n", "train.csv:1: 1 column"),
                Bad.of(PLAIN.withIgnored("x"), "a,b\n1,2\n", "train.csv:1:", "\"x\"", "a, b"),
                Bad.of(PLAIN.withCategorical("x"), "a,b\n1,2\n", "train.csv:1:", "\"x\"", "a, b"),
                Bad.of(PLAIN.withTarget("x"), "a,b\n1,2\n", "train.csv:1:", "\"x\"", "a, b"),
                Bad.of(PLAIN.withTarget("0"), "a,b\n1,2\n", "train.csv:1:", "1 to 2"),
                Bad.of(PLAIN.withTarget("3"), "a,b\n1,2\n", "train.csv:1:", "1 to 2"),
                Bad.of(PLAIN.withTarget("-3"), "a,b\n1,2\n", "train.csv:1:", "1 to 2"),
                Bad.of(PLAIN.withTarget("b,b"), "a,b\n1,2\n", "train.csv:1:", "twice"),
                Bad.of(PLAIN.withTarget("b,c"), "a,b,c\n1,2,x\n", "train.csv:2: column \"c\" is \"x\""),
                Bad.of(PLAIN.withTask(CsvOptions.Task.REGRESSION), "a,b\n1,x\n", "train.csv:2: column \"b\" is \"x\""),
                Bad.of("a,kind\n1,x\n2,x\n", "train.csv", "1 class, expected at least two"),
                Bad.of("a,kind\n" + identifiers(), "train.csv:1:", "30 different values in 30 rows"));
    }

    private static String identifiers() {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            rows.append("1,name").append(i).append('\n');
        }
        return rows.toString();
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void isRefusedWithItsPosition(Bad bad) throws IOException {
        Path file = bad.writeTo(directory);
        assertOneLine(
                assertThrows(NnException.Data.class, () -> new CsvReader(file, bad.options()).dataset()),
                bad.parts().toArray(String[]::new));
    }

    private static void assertOneLine(NnException e, String... parts) {
        String message = e.getMessage();
        assertAll(Stream.of(parts).map(part -> () -> assertTrue(message.contains(part), message)));
        assertFalse(message.chars().anyMatch(Character::isISOControl), message);
        assertTrue(message.length() <= NnException.MAX_LENGTH, message);
        assertTrue(message.endsWith(".") || message.endsWith("…") || message.endsWith(")"), message);
    }

    private static Stream<Bad> overLimits() {
        CsvOptions small = PLAIN.withLimits(new CsvLimits(4, 100, 300, 5, 100));
        return Stream.of(
                Bad.of(small, "a,b,c,d,e\n1,2,3,4,5\n", "train.csv:1:", "4 columns"),
                Bad.of(small, "a,b\n1,2\n1,2,3,4,5\n", "train.csv:3:", "4 columns"),
                Bad.of(small, "a,b\n1," + "x".repeat(101) + "\n", "train.csv:2:", "value 2", "100 characters"),
                Bad.of(small, "a,b\n1,\"" + "x\n".repeat(40_000), "train.csv:2:", "value 2", "quote"),
                Bad.of(
                        small,
                        "a,b,c,d\n1,2,3,4\n" + ("x".repeat(99) + ",").repeat(3) + "1\n",
                        "train.csv:3:",
                        "300 characters"),
                Bad.of(small, "a,b\nu,1\nv,2\nw,3\nx,4\ny,5\nz,6\n", "train.csv:7: column \"a\"", "5, the limit"),
                Bad.of("a" + ",a".repeat(1_000_000) + "\n", "train.csv:1:", "16384 columns"),
                Bad.of("a,b\n1" + ",1".repeat(1_000_000) + "\n", "train.csv:2:", "16384 columns"),
                Bad.of("a,b\n1,\"" + "x\n".repeat(2_000_000), "train.csv:2:", "1048576 characters"),
                Bad.of("a,b\n1," + "7".repeat(2_000_000), "train.csv:2:", "1048576 characters"),
                Bad.of(
                        "a,b\n" + ("\"" + "x".repeat(1 << 20) + "\",").repeat(17) + "\n",
                        "train.csv:2:",
                        "16777216 characters"));
    }

    @ParameterizedTest
    @MethodSource("overLimits")
    void sizesOverALimitAreRefusedAtOnce(Bad bad) throws IOException {
        Path file = bad.writeTo(directory);
        NnException e = assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThrows(
                        NnException.LimitExceeded.class, () -> new CsvReader(file, bad.options()).dataset()));
        assertOneLine(e, bad.parts().toArray(String[]::new));
        assertTrue(e.getMessage().contains("limit"), e.getMessage());
    }

    @Test
    void filesThatAreNotThereAreNamed() throws IOException {
        Path missing = directory.resolve("none.csv");
        assertOneLine(refused(missing), "none.csv", "no such file");
        assertOneLine(refused(Files.createDirectory(directory.resolve("dir.csv"))), "dir.csv", "directory");
        assertOneLine(refused(directory.resolve("x\u001B[2J\n.csv")), "x\\u001b[2J\\n.csv");
        assertOneLine(refused(directory.resolve("long" + "g".repeat(240) + ".csv")), "longg", "no such file");
        assertOneLine(refused(Path.of("/dev/null")), "/dev/null", "device");
    }

    @Test
    void plainTextIsNotGzip() throws IOException {
        Path file = Files.writeString(directory.resolve("train.csv.gz"), "a,b\n1,2\n");
        assertOneLine(refused(file), "train.csv.gz: byte ", "found 612c, expected 1f8b");
        Path empty = Files.writeString(directory.resolve("empty.csv.gz"), "");
        assertOneLine(refused(empty), "empty.csv.gz: byte 0", "empty");
    }

    private static NnException refused(Path file) {
        return assertThrows(NnException.Data.class, () -> new CsvReader(file, PLAIN).dataset());
    }

    @Test
    void aModelsFeaturesMustBeThere() throws IOException {
        var training = new CsvReader(
                        Files.writeString(directory.resolve("a.csv"), "a,b,c,y\n1,u,2,.5\n2,v,3,.7\n"), PLAIN)
                .dataset();
        Path noB = Files.writeString(directory.resolve("train.csv"), "a,c\n1,2\n");
        NnException missing =
                assertThrows(NnException.ModelFormat.class, () -> new CsvReader(noB, PLAIN).rows(training.features()));
        assertOneLine(missing, "train.csv:1:", "\"b\"", "a, c");
        Path text = Files.writeString(directory.resolve("train.csv"), "a,b,c\n1,u,2\n1,u,x\n");
        assertOneLine(rows(text, training), "train.csv:3: column \"c\" is \"x\"");
        Path unseen = Files.writeString(directory.resolve("train.csv"), "a,b,c\n1,u,2\n1,w,3\n");
        // Whether a row with an unknown category is refused is decided by the transforms.
        Rows rows = new CsvReader(unseen, PLAIN).rows(training.features());
        double[] row = new double[3];
        rows.read(1, row);
        assertArrayEquals(new double[] {1, Feature.UNKNOWN, 3}, row);
        assertEquals("w", rows.unknownCategory(1, 1));
    }

    private static NnException rows(Path file, Dataset training) {
        return assertThrows(NnException.Data.class, () -> new CsvReader(file, PLAIN).rows(training.features()));
    }

    @Test
    void noByteSequenceEscapesTheDocumentedFailures() {
        Random random = new Random(3);
        byte[] alphabet = "aé1.,\"\n\r;\t -eN\u0000\uFEFF".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 50_000; i++) {
            byte[] content = new byte[random.nextInt(40)];
            for (int k = 0; k < content.length; k++) {
                content[k] = alphabet[random.nextInt(alphabet.length)];
            }
            try {
                new CsvReader(new BytesInput("train.csv", content), PLAIN.withMissing("")).dataset();
            } catch (NnException.Data e) {
                assertOneLine(e, "train.csv");
            }
        }
    }
}

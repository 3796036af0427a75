package nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bad input of every loader ends with its exit code and one line that says in which file and where, and leaves nothing behind.
 */
class LoaderErrorsTest {

    @TempDir
    Path directory;

    /**
     * Files from which a training must fail.
     *
     * @param files their contents by name
     * @param source what to train on; @ stands for the directory
     * @param options further options
     * @param exitCode with which code
     * @param expected parts of the message, the first of which is the place
     */
    record Case(Map<String, byte[]> files, String source, List<String> options, int exitCode, List<String> expected) {

        static Case text(String name, String content, String... expected) {
            return bytes(name, content.getBytes(StandardCharsets.UTF_8), expected);
        }

        static Case bytes(String name, byte[] content, String... expected) {
            return new Case(Map.of(name, content), "@/" + name, List.of(), 3, List.of(expected));
        }

        Case and(String name, byte[] content) {
            Map<String, byte[]> more = new TreeMap<>(files);
            more.put(name, content);
            return new Case(more, source, options, exitCode, expected);
        }

        Case from(String newSource) {
            return new Case(files, newSource, options, exitCode, expected);
        }

        Case with(String... newOptions) {
            return new Case(files, source, List.of(newOptions), exitCode, expected);
        }

        Case exits(int code) {
            return new Case(files, source, options, code, expected);
        }

        @Override
        public String toString() {
            return String.join(" ", expected);
        }
    }

    // -- What files are made of

    /** Replaces bytes that stand only once, or all of them. */
    private static byte[] replace(byte[] content, String from, String to) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        return text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] gzip(String text) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
                gzip.write(text.getBytes(StandardCharsets.UTF_8));
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] idx(int type, int[] dimensions, int dataLength) {
        ByteBuffer file = ByteBuffer.allocate(4 + 4 * dimensions.length + dataLength);
        file.putInt(type << 8 | dimensions.length);
        for (int dimension : dimensions) {
            file.putInt(dimension);
        }
        return file.array();
    }

    // -- The table

    private static Stream<Case> csv() {
        return Stream.of(
                Case.text("t.csv", "", "t.csv:1:", "empty"),
                Case.text("t.csv", "a,b\n", "t.csv:1:", "no rows"),
                Case.text("t.csv", "a,b\n1,2\n3\n", "t.csv:3:", "1 value, expected 2"),
                Case.text("t.csv", "a,b\n1,2\nx,3\n4,5\n", "t.csv:3:", "column \"a\" is \"x\"", "--missing"),
                Case.text("t.csv", "a,b\n1,2\n\"3,4\n", "t.csv:3:", "never closed"),
                Case.text("t.csv", "a,a\n1,2\n", "t.csv:1:", "both called \"a\""),
                Case.text("t.csv", "a,b\n1,2\nnan,3\n", "t.csv:3:", "\"nan\"", "finite"),
                Case.bytes(
                        "t.csv", new byte[] {'a', ',', 'b', '\n', '1', ',', (byte) 0xFF}, "t.csv:2: byte 6", "UTF-8"),
                Case.bytes("t.csv.gz", Arrays.copyOf(gzip("a,b\n1,2\n"), 15), "t.csv.gz: byte 15", "ends inside"));
    }

    private static Stream<Case> arff() {
        String head = "@relation r\n@attribute a numeric\n@attribute b {u,v}\n@data\n";
        return Stream.of(
                Case.text("t.arff", "", "t.arff:1:1:", "@data"),
                Case.text("t.arff", "a,b\n1,2\n", "t.arff:1:1:", "\"a\"", "@relation"),
                Case.text("t.arff", "@relation r\n@data\n1\n", "t.arff:2:", "no attributes"),
                Case.text("t.arff", "@attribute a number\n@data\n1\n", "t.arff:1:14:", "\"number\"", "numeric"),
                Case.text("t.arff", "@attribute a relational\n", "t.arff:1:14:", "\"relational\"", "nested"),
                Case.text("t.arff", "@attribute a real\n@attribute a real\n", "t.arff:2:12:", "second attribute \"a\""),
                Case.text("t.arff", "@attribute a {u,v,u}\n", "t.arff:1:19:", "\"u\" is declared twice"),
                Case.text("t.arff", "@attribute a {u,v\n", "t.arff:1:18:", "end of the line", "}"),
                Case.text("t.arff", "@attribute 'a real\n", "t.arff:1:12:", "quote is never closed"),
                Case.text("t.arff", head, "t.arff:", "no rows"),
                Case.text("t.arff", head + "1,u\n2\n", "t.arff:6:2:", "after 1 value", "2 values"),
                Case.text("t.arff", head + "1,u,3\n", "t.arff:5:5:", "more than 2 values"),
                Case.text("t.arff", head + "1,u,{3}\n", "t.arff:5:5:", "weight", "--weights"),
                Case.text("t.arff", head + "x,u\n", "t.arff:5:1:", "\"a\" is \"x\"", "number"),
                Case.text("t.arff", head + "1,w\n", "t.arff:5:3:", "\"b\" is \"w\"", "u, v"),
                Case.text("t.arff", head + "1,u v\n", "t.arff:5:5:", "blanks"),
                Case.text("t.arff", head + "1,?\n", "t.arff:5:3:", "\"b\" is missing", "targets"),
                Case.text("t.arff", head + "{0 1, 5 u}\n", "t.arff:5:7:", "index is \"5\"", "from 0 to 1"),
                Case.text("t.arff", head + "{1 u, 0 1}\n", "t.arff:5:7:", "increase"),
                Case.text("t.arff", head + "{0 1\n", "t.arff:5:5:", "}"),
                Case.text(
                        "t.arff",
                        "@attribute d date yyyy\n@attribute b real\n@data\n2001,1\n",
                        "t.arff:1:12:",
                        "dates",
                        "--ignore"),
                Case.text(
                        "t.arff",
                        "@attribute s string\n@attribute b real\n@data\n{1 2}\n",
                        "t.arff:4:1:",
                        "\"s\" is left out"));
    }

    private static Stream<Case> jsonLines() {
        return Stream.of(
                Case.text("t.jsonl", "\n", "t.jsonl:", "empty"),
                Case.text("t.jsonl", "[1,2]\n", "t.jsonl:1:1:", "object"),
                Case.text("t.jsonl", "{}\n", "t.jsonl:1:", "empty"),
                Case.text("t.jsonl", "{\"a\":1,\"b\":2}\n{\"a\":1}\n", "t.jsonl:2:", "no key \"b\"", "null"),
                Case.text(
                        "t.jsonl",
                        "{\"a\":1,\"b\":2}\n{\"a\":1,\"b\":2,\"c\":3}\n",
                        "t.jsonl:2:14:",
                        "the key \"c\"",
                        "a, b"),
                Case.text("t.jsonl", "{\"a\":1,\"b\":[2]}\n", "t.jsonl:1:12:", "array or object"),
                Case.text("t.jsonl", "{\"a\":1,\"a\":2}\n", "t.jsonl:1:8:", "\"a\" is there twice"),
                Case.text(
                        "t.jsonl",
                        "{\"a\":1,\"b\":2}\n{\"a\":\"x\",\"b\":2}\n",
                        "t.jsonl:2:6:",
                        "a string",
                        "a number"),
                Case.text("t.jsonl", "{\"a\":1,\"b\":2}\n{\"a\":1,\"b\":2}{}\n", "t.jsonl:2:14:", "after the object"),
                Case.text("t.jsonl", "{\"a\":1,\"b\":2}\n{\"a\":1,\"b\":2\n", "t.jsonl:2:13:", "comma or }"),
                Case.text("t.jsonl", "{\"a\":1,\"b\":2}\n{\"a\":1,\"b\":NaN}\n", "t.jsonl:2:12:", "\"NaN\"", "number"),
                Case.text("t.jsonl", "{\"a\":01,\"b\":2}\n", "t.jsonl:1:6:", "\"01\"", "number"),
                Case.text("t.jsonl", "{\"a\":1,}\n", "t.jsonl:1:8:", "after a comma"),
                Case.text("t.jsonl", "{\"a\":\"x\\q\"}\n", "t.jsonl:1:8:", "escape"),
                Case.text("t.jsonl", "{\"a\":\"x}\n", "t.jsonl:1:6:", "never closed"),
                Case.text("t.jsonl", "{\"a\":1,\"b\":1e999}\n", "t.jsonl:1:12:", "\"b\"", "finite"),
                Case.text("t.jsonl", "{\"a\":1,\"b\":null}\n", "t.jsonl:1:12:", "\"b\" is missing", "targets"));
    }

    private static Stream<Case> libsvm() {
        return Stream.of(
                Case.text("t.svm", "# nothing\n", "t.svm:", "no rows"),
                Case.text("t.svm", "1 1:2\n1:2 2:3\n", "t.svm:2:1:", "\"1:2\"", "label"),
                Case.text("t.svm", "1 1:2\nx 2:3\n", "t.svm:2:1:", "label is \"x\""),
                Case.text("t.svm", "1,2 1:2\n", "t.svm:1:1:", "labels \"1,2\""),
                Case.text("t.svm", "1 1:2\n1 2\n", "t.svm:2:3:", "\"2\"", "index:value"),
                Case.text("t.svm", "1 1:2\n1 2:x\n", "t.svm:2:5:", "\"x\"", "number"),
                Case.text("t.svm", "1 1:2\n1 0:1\n", "t.svm:2:3:", "index is 0", "zero_based=False"),
                Case.text("t.svm", "1 a:2\n", "t.svm:1:3:", "\"a\"", "whole number"),
                Case.text("t.svm", "1 3:2 2:1\n", "t.svm:1:7:", "index 2 follows 3"),
                Case.text("t.svm", "1 2:2 2:1\n", "t.svm:1:7:", "index 2 follows 2"),
                Case.text("t.svm", "1 qid:3 1:2\n", "t.svm:1:3:", "qid", "ranking"),
                Case.text("t.svm", "1 1:2\n2 1:nan\n", "t.svm:2:5:", "\"x1\"", "finite"),
                Case.text("t.svm", "1 1:2\n2 20000:1\n", "t.svm:2:3:", "20000", "16384")
                        .exits(8),
                Case.text("t.svm", "1 16000:1\n" + "1\n".repeat(5000), "t.svm:", "80021001", "67108864")
                        .exits(8));
    }

    private static Stream<Case> numpy() {
        byte[] x = NumpyBytes.npy("<f8", "(2, 3)", 48);
        return Stream.of(
                Case.text("t.npy", "hello, world", "t.npy: byte 0", "68656c6c6f2c"),
                Case.bytes("t.npy", replace(x, "NUMPY\1", "NUMPY\7"), "t.npy: byte 6", "version 7.0"),
                Case.bytes("t.npy", Arrays.copyOf(x, 40), "t.npy: byte 40", "ends inside"),
                Case.bytes("t.npy", Arrays.copyOf(x, x.length - 1), "t.npy: byte ", "claims 48 bytes", "there are 47"),
                Case.bytes(
                        "t.npy", NumpyBytes.npy("<f8", "(999999999999999999, 2)", 48), "t.npy: byte ", "2^63 or more"),
                Case.bytes("t.npy", NumpyBytes.npy("|O", "(2,)", 16), "t.npy: byte 20", "pickle", "astype"),
                Case.bytes("t.npy", NumpyBytes.npy("<c16", "(1,)", 16), "t.npy: byte 20", "\"<c16\"", "astype"),
                Case.bytes("t.npy", NumpyBytes.npy("<M8[ns]", "(2,)", 16), "t.npy: byte 20", "\"<M8[ns]\""),
                Case.bytes("t.npy", NumpyBytes.npy("f8", "(2,)", 16), "t.npy: byte 20", "\"f8\""),
                Case.bytes(
                        "t.npy",
                        NumpyBytes.npy(
                                "{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (2,)}", new byte[16]),
                        "t.npy: byte 20",
                        "structured"),
                Case.bytes(
                        "t.npy",
                        NumpyBytes.npy("{'descr': '<f8', 'shape': __import__('os').system('x')}", new byte[16]),
                        "t.npy: byte 36",
                        "expected \"(\""),
                Case.bytes(
                        "t.npy",
                        NumpyBytes.npy("{'descr': '<f8', 'shape': (2,)}", new byte[16]),
                        "t.npy: byte ",
                        "without"),
                Case.bytes(
                        "t.npy",
                        NumpyBytes.npy("{'descr': '<f8', 'descr': '<f8'}", new byte[16]),
                        "t.npy: byte 27",
                        "\"descr\"",
                        "once"),
                Case.bytes("t.npy", NumpyBytes.npy("<f8", "()", 8), "t.npy: byte ", "single value"),
                Case.bytes("t.npy", NumpyBytes.npy("<f8", "(0, 3)", 0), "t.npy: ", "no rows"),
                Case.bytes("t.npy", NumpyBytes.npy("<f8", "(2, 20000)", 320_000), "t.npy: ", "16384")
                        .exits(8),
                Case.bytes(
                        "t.npy",
                        NumpyBytes.npy(
                                "{'descr': '<f8', 'fortran_order': False, 'shape': (1, 2)}",
                                new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xF8, 0x7F}),
                        "t.npy: byte 76",
                        "\"x2\"",
                        "NaN"),
                Case.bytes(
                        "t.npy",
                        NumpyBytes.npy(
                                "{'descr': '<i8', 'fortran_order': False, 'shape': (1, 2)}",
                                new byte[] {1, 0, 0, 0, 0, 0, 0x20, 0, 0, 0, 0, 0, 0, 0, 0, 0}),
                        "t.npy: byte 68",
                        "9007199254740993",
                        "--ignore"),
                Case.bytes("t.npz", new byte[0], "t.npz", "archive"),
                Case.bytes("t.npz", "PK but no archive".getBytes(StandardCharsets.UTF_8), "t.npz", "archive"),
                Case.bytes("t.npz", NumpyBytes.zip(), "t.npz", "no arrays"),
                Case.bytes("t.npz", NumpyBytes.zip("x.txt", x), "t.npz", "\"x.txt\"", ".npy"),
                Case.bytes("t.npz", NumpyBytes.zip("x.npy", x, "X.npy", x), "t.npz", "two arrays", "features"),
                Case.bytes(
                        "t.npz",
                        replace(NumpyBytes.zip("x.npy", x, "z.npy", x), "z.npy", "x.npy"),
                        "t.npz",
                        "\"x\"",
                        "twice"),
                Case.bytes(
                        "t.npz",
                        NumpyBytes.zip("x.npy", x, "y.npy", NumpyBytes.npy("<i8", "(3,)", 24)),
                        "t.npz: y.npy",
                        "array of 3",
                        "2 rows",
                        "--ignore"),
                Case.bytes(
                        "t.npz",
                        NumpyBytes.zip("x.npy", x, "y.npy", NumpyBytes.npy("|O", "(2,)", 16)),
                        "t.npz: y.npy: byte",
                        "pickle"),
                Case.bytes(
                        "t.npz",
                        replace(NumpyBytes.zip("x.npy", x), "'shape': (2, 3)", "'shape': (3, 2)"),
                        "t.npz: x.npy",
                        "checksum"),
                Case.bytes(
                        "t.npz",
                        NumpyBytes.zip(
                                "x.npy",
                                NumpyBytes.npy("|u1", "(2, 2, 2)", 8),
                                "y.npy",
                                NumpyBytes.npy("<i8", "(3,)", 24)),
                        "t.npz: y.npy",
                        "3 labels, expected 2"));
    }

    private static Stream<Case> idx() {
        byte[] images = idx(8, new int[] {2, 2, 2}, 8);
        byte[] labels = idx(8, new int[] {2}, 2);
        return Stream.of(
                Case.bytes("i", idx(8, new int[] {3, 2, 2}, 12), "/l: byte 4", "2 labels, expected 3")
                        .and("l", labels)
                        .from("idx:@/i,@/l"),
                Case.bytes("i", idx(13, new int[] {2, 2, 2}, 8), "/i: byte 2", "0x0d")
                        .and("l", labels)
                        .from("idx:@/i,@/l"),
                Case.bytes("i", idx(8, new int[] {2, 2, Integer.MAX_VALUE}, 8), "/i: byte 4", "claims")
                        .and("l", labels)
                        .from("idx:@/i,@/l"),
                Case.bytes("i", images, "/l: byte 3", "interchanged")
                        .and("l", images)
                        .from("idx:@/i,@/l"),
                Case.bytes("m/train-images-idx3-ubyte", images, "/m: there is no train-labels-idx1-ubyte")
                        .from("mnist:@/m"));
    }

    private static Stream<Case> images() {
        byte[] good = Png.color(4, 3);
        return Stream.of(
                Case.bytes("d/x.png", good, "/d/a", "not a directory").from("images:@/d/a"),
                Case.bytes("d/a/1.png", good, "/d: 1 class", "two").from("images:@/d"),
                Case.bytes("d/a/1.png", good, "/d/b/2.png", "5 × 3 pixels in color", "4 × 3", "/d/a/1.png")
                        .and("d/b/2.png", Png.color(5, 3))
                        .from("images:@/d"),
                Case.bytes("d/a/1.png", good, "/d/b/2.png", "in gray", "in color")
                        .and("d/b/2.png", Png.gray(4, 3))
                        .from("images:@/d"),
                Case.bytes("d/a/1.png", good, "/d/b/notes.txt: byte 0", "PNG")
                        .and("d/b/notes.txt", "notes".getBytes(StandardCharsets.UTF_8))
                        .from("images:@/d"),
                Case.bytes("d/a/1.png", good, "/d/notes.txt", "beside")
                        .and("d/notes.txt", new byte[1])
                        .from("images:@/d"),
                Case.bytes("d/a/1.png", good, "/d/b/2.png: byte", "ends early")
                        .and("d/b/2.png", Arrays.copyOf(good, good.length - 3))
                        .from("images:@/d"),
                Case.bytes(
                                "d/a/1.png",
                                replace(good, "IHDR\0\0\0\4", "IHDR\0\0\0\5"),
                                "/d/a/1.png: byte 29",
                                "checksum")
                        .and("d/b/2.png", good)
                        .from("images:@/d"),
                Case.bytes(
                                "d/a/1.jpg",
                                new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 0, 0, 0, 0, 0},
                                "/d/a/1.jpg",
                                "decoded")
                        .and("d/b/2.png", good)
                        .from("images:@/d"),
                Case.bytes("d/a/1.png", Png.of(6, 8, 4, 3), "/d/a/1.png", "transparent")
                        .and("d/b/2.png", good)
                        .from("images:@/d"),
                Case.bytes("d/a/1.png", Png.of(0, 16, 4, 3), "/d/a/1.png", "16 bits")
                        .and("d/b/2.png", good)
                        .from("images:@/d"),
                Case.bytes("d/a/1.png", good, "images:", "target of its own")
                        .and("d/b/2.png", good)
                        .from("images:@/d")
                        .with("--target", "a")
                        .exits(2));
    }

    private static Stream<Case> cases() {
        return Stream.of(csv(), arff(), jsonLines(), libsvm(), numpy(), idx(), images())
                .flatMap(stream -> stream);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void failsInOneLineWithItsPlaceAndLeavesNothingBehind(Case failing) throws IOException {
        for (Map.Entry<String, byte[]> file : failing.files().entrySet()) {
            Path path = directory.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        List<String> before = Cli.listing(directory);
        Stream<String> arguments = Stream.concat(
                Stream.of(
                        "train",
                        "--data",
                        failing.source(),
                        "--kernel",
                        "scalar",
                        "--epochs",
                        "1",
                        "--out",
                        "@/new/run"),
                failing.options().stream());
        Cli.Result result = Cli.run(
                arguments.map(word -> word.replace("@", directory.toString())).toArray(String[]::new));
        assertEquals(failing.exitCode(), result.exitCode(), result.err());
        assertEquals(1, result.errorLines().size(), result.err());
        String line = result.errorLines().getFirst();
        assertTrue(line.startsWith("nn: ") && line.length() <= 304, line);
        failing.expected().forEach(part -> assertTrue(line.contains(part), () -> "\"" + part + "\" in " + line));
        assertFalse(line.contains("Exception"), line);
        assertEquals(before, Cli.listing(directory));
    }
}

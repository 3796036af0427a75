package nn.data;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import nn.core.NnException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every truncation of a small file, and every byte of it changed into others, gives one of the documented failures or data, and
 * nothing else.
 *
 * <p>With {@code -Dnn.damage=all} every byte becomes every other one, which takes minutes.
 */
class DamagedFilesTest {

    private static final Path GOLDEN = Path.of("..", "golden", "formats");
    private static final boolean ALL = System.getProperty("nn.damage", "").equals("all");

    /** What texts are made of, and bytes that are no text. */
    private static final int[] TEXT =
            " \n\r\t\"'\\,:;{}[]?%#@+-.019eaNnu_".chars().toArray();

    private static final int[] NO_TEXT = {0x00, 0x7F, 0x80, 0xC3, 0xFF};

    /** Reads data to their end. */
    private interface Reading {
        void run() throws IOException;
    }

    @TempDir
    Path directory;

    private int failures;
    private int results;

    private void read(Reading reading) throws IOException {
        try {
            reading.run();
            results++;
        } catch (NnException.Data | NnException.LimitExceeded e) {
            String message = e.getMessage();
            assertFalse(message.chars().anyMatch(Character::isISOControl), message);
            assertFalse(message.contains("Exception"), message);
            failures++;
        }
    }

    /** The bytes that one becomes. */
    private static int[] changes(byte original, int... few) {
        return ALL
                ? IntStream.range(0, 256)
                        .filter(value -> value != (original & 0xFF))
                        .toArray()
                : few;
    }

    @ParameterizedTest
    @ValueSource(strings = {"small.arff", "sparse.arff", "small.svm"})
    void textFiles(String name) throws IOException {
        byte[] original = Files.readAllBytes(GOLDEN.resolve(name));
        everyText(name, Arrays.copyOf(original, Math.min(original.length, 400)));
    }

    @Test
    void jsonLines() throws IOException {
        everyText("t.jsonl", """
                {"x": 1.5, "city": "Osl\\u006f", "b": true, "y": 3}
                {"y": -2e3, "x": null, "city": "", "b": false}
                """.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void csv() throws IOException {
        everyText("t.csv", "x,\"a b\",y\n1.5,\"u\"\"v\",0\n-2e3,w,1\n".getBytes(StandardCharsets.UTF_8));
    }

    private void everyText(String name, byte[] original) throws IOException {
        CsvOptions options = CsvOptions.DEFAULTS.withMissing("");
        for (int length = 0; length < original.length; length++) {
            BytesInput input = new BytesInput(name, Arrays.copyOf(original, length));
            read(() -> input.reader(options).dataset());
        }
        int[] few =
                IntStream.concat(Arrays.stream(TEXT), Arrays.stream(NO_TEXT)).toArray();
        for (int i = 0; i < original.length; i++) {
            for (int value : changes(original[i], few)) {
                byte[] changed = original.clone();
                changed[i] = (byte) value;
                BytesInput input = new BytesInput(name, changed);
                read(() -> input.reader(options).dataset());
            }
        }
        assertTrue(failures > 50 && results > 50, failures + " failures, " + results + " results");
    }

    @ParameterizedTest
    @ValueSource(strings = {"f8-little.npy", "fortran.npy", "u-little.npy", "stored.npz", "deflated.npz"})
    void arrays(String name) throws IOException {
        Path file = directory.resolve(name);
        everyFile(
                Files.readAllBytes(GOLDEN.resolve(name)),
                file,
                () -> new NumpyReader(file, CsvOptions.DEFAULTS).table());
    }

    @Test
    void imagesInArrays() throws IOException {
        Path file = directory.resolve("images.npz");
        everyFile(
                Files.readAllBytes(GOLDEN.resolve("images.npz")),
                file,
                () -> DataSource.of(file.toString()).load());
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg"})
    void imageFiles(String format) throws IOException {
        BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_3BYTE_BGR);
        for (int i = 0; i < 64; i++) {
            image.setRGB(i % 8, i / 8, 0x030507 * i);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertTrue(ImageIO.write(image, format, bytes));
        for (String path : List.of("a/1." + format, "b/1." + format)) {
            Files.createDirectories(directory.resolve(path).getParent());
            Files.write(directory.resolve(path), bytes.toByteArray());
        }
        Path last = directory.resolve("b/1." + format);
        everyFile(
                bytes.toByteArray(),
                last,
                () -> DataSource.of("images:" + directory).load());
    }

    private void everyFile(byte[] original, Path file, Reading reading) throws IOException {
        Files.write(file, original);
        reading.run();
        for (int length = 0; length < original.length; length++) {
            Files.write(file, Arrays.copyOf(original, length));
            read(reading);
        }
        for (int i = 0; i < original.length; i++) {
            for (int value : changes(original[i], original[i] ^ 1, original[i] ^ 0x80)) {
                byte[] changed = original.clone();
                changed[i] = (byte) value;
                Files.write(file, changed);
                read(reading);
            }
        }
        assertTrue(failures > 100, failures + " failures, " + results + " results");
    }
}

package nn.core.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A file of golden values, lines of {@code key=numbers}. How they were made is told in {@code golden/README.md}.
 *
 * @param name the file's name without its ending
 * @param values what stands in it
 */
public record GoldenFile(String name, Properties values) {

    /** The largest accepted difference, relative to the largest number of a tensor. */
    public static final double TOLERANCE = 1e-5;

    private static final Path DIRECTORY = Path.of("..", "golden");
    private static final String ENDING = ".properties";

    /** The files of a folder, in order; each must be listed in {@code SHA256SUMS} and be unchanged. */
    public static List<GoldenFile> all(String folder) throws IOException {
        Map<String, String> sums = new TreeMap<>();
        for (String line : Files.readAllLines(DIRECTORY.resolve("SHA256SUMS"))) {
            String file = line.substring(66);
            if (file.startsWith(folder + "/")) {
                sums.put(file, line.substring(0, 64));
            }
        }
        try (Stream<Path> files = Files.list(DIRECTORY.resolve(folder))) {
            List<String> found = files.map(file -> folder + "/" + file.getFileName())
                    .sorted()
                    .toList();
            assertEquals(List.copyOf(sums.keySet()), found, "files listed in SHA256SUMS and files there");
        }
        return sums.entrySet().stream()
                .map(sum -> read(DIRECTORY.resolve(sum.getKey()), sum.getValue()))
                .toList();
    }

    private static GoldenFile read(Path file, String sha256) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            assertEquals(sha256, HexFormat.of().formatHex(digest), "SHA-256 of " + file);
            Properties values = new Properties();
            values.load(new StringReader(new String(bytes, StandardCharsets.UTF_8)));
            return new GoldenFile(file.getFileName().toString().replace(ENDING, ""), values);
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new AssertionError(file.toString(), e);
        }
    }

    public Set<String> keys() {
        return values.stringPropertyNames();
    }

    public String text(String key) {
        assertTrue(keys().contains(key), () -> name + " has no " + key);
        return values.getProperty(key);
    }

    public double[] numbers(String key) {
        return Arrays.stream(text(key).split(" ", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    /** Numbers that were written as floats. */
    public float[] floats(String key) {
        String[] texts = text(key).split(" ", -1);
        float[] floats = new float[texts.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = Float.parseFloat(texts[i]);
        }
        return floats;
    }

    /** The largest number of some lines, whatever its sign. */
    public double largest(List<String> keys) {
        return keys.stream()
                .flatMapToDouble(key -> Arrays.stream(numbers(key)))
                .map(Math::abs)
                .max()
                .orElseThrow();
    }

    /** Compares all numbers of a line with ours, which start at {@code from}. */
    public void assertClose(String key, float[] actual, int from, double scale) {
        double[] expected = numbers(key);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual[from + i], TOLERANCE * scale, name + ", " + key + ", number " + i);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}

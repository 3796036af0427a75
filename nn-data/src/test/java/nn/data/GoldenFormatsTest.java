package nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nn.core.data.Column;
import nn.core.data.Dataset;
import nn.core.data.ImageDataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that NumPy and scikit-learn have written are read to the last bit; {@code golden/README.md} tells of them. */
class GoldenFormatsTest {

    private static final Path DIRECTORY = Path.of("..", "golden", "formats");

    /** A column as others read it. */
    record Expected(String file, String column, String values) {
        static Expected of(String line) {
            int equals = line.indexOf('=');
            int blank = line.indexOf(' ');
            return new Expected(
                    line.substring(0, blank), line.substring(blank + 1, equals), line.substring(equals + 1));
        }

        double[] numbers() {
            return Stream.of(values.split(" ", -1))
                    .mapToDouble(text -> text.equals("nan") ? Double.NaN : Double.parseDouble(text))
                    .toArray();
        }

        @Override
        public String toString() {
            return file + " " + column;
        }
    }

    private static Stream<Expected> columns() throws IOException {
        return Files.readAllLines(DIRECTORY.resolve("expected.txt")).stream().map(Expected::of);
    }

    private static Stream<Expected> tables() throws IOException {
        return columns().filter(expected -> !expected.file().equals("images.npz"));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void everyColumnIsTheSame(Expected expected) {
        TableReader reader = (TableReader) FileFormat.of(expected.file())
                .orElseThrow()
                .opening()
                .open(DIRECTORY.resolve(expected.file()), CsvOptions.DEFAULTS);
        switch (reader.table().column(expected.column())) {
            case Column.Numeric numbers ->
                assertArrayEquals(
                        bits(expected.numbers()),
                        bits(numbers.values().toArray()),
                        () -> Arrays.toString(numbers.values().toArray()));
            case Column.Categorical texts ->
                assertEquals(
                        expected.values(),
                        String.join(
                                "|",
                                IntStream.range(0, texts.rows())
                                        .mapToDouble(texts.codes()::get)
                                        .mapToObj(code -> Double.isNaN(code)
                                                ? "?"
                                                : texts.categories().get((int) code))
                                        .toList()));
        }
    }

    private static long[] bits(double[] values) {
        return Arrays.stream(values).mapToLong(Double::doubleToLongBits).toArray();
    }

    @Test
    void everyFileHasExpectations() throws IOException {
        List<String> named = columns().map(Expected::file).distinct().sorted().toList();
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            assertEquals(
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> !name.equals("expected.txt"))
                            .sorted()
                            .toList(),
                    named);
        }
        assertTrue(named.size() > 35, named.toString());
    }

    @Test
    void imagesStayBytesAndHaveTheirTestPart() throws IOException {
        DataSource.Loaded loaded =
                DataSource.of(DIRECTORY.resolve("images.npz").toString()).load();
        List<double[]> images = new ArrayList<>();
        List<Double> labels = new ArrayList<>();
        for (Dataset part : List.of(loaded.training(), loaded.test().orElseThrow())) {
            assertEquals("3×4", ((ImageDataset) part).shape().toString());
            for (int row = 0; row < part.rows(); row++) {
                double[] pixels = new double[12];
                part.read(row, pixels);
                images.add(pixels);
                labels.add((double) part.label(row));
            }
        }
        List<Expected> expected =
                columns().filter(column -> column.file().equals("images.npz")).toList();
        for (int i = 0; i < 6; i++) {
            assertArrayEquals(expected.get(i).numbers(), images.get(i));
        }
        assertArrayEquals(
                expected.get(6).numbers(),
                labels.stream().mapToDouble(label -> label).toArray());
    }
}

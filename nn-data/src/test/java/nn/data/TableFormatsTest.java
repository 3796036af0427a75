package nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nn.core.data.Column;
import nn.core.data.Dataset;
import nn.core.data.Feature;
import nn.core.data.Role;
import nn.core.data.Rows;
import nn.core.data.Table;
import nn.core.data.Targets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written in one format or another is the same table, and options mean the same. */
class TableFormatsTest {

    private static final CsvOptions PLAIN = CsvOptions.DEFAULTS;

    private static final BytesInput CSV = BytesInput.of("t.csv", """
            x1,city,w,y
            1.5,Oslo,1,0
            -2e-3,Bergen,2,1
            0,Oslo,0.5,1
            7,Bergen,1,0
            """);
    private static final BytesInput ARFF = BytesInput.of("t.arff", """
            % A comment
            @RELATION 'a table'

            @attribute x1 numeric
            @Attribute 'city' { Bergen, "Oslo" } % sorted
            @attribute w REAL
            @attribute y integer
            @data
            1.5 , Oslo, 1,0
            -2e-3,'Bergen',2,1
            % between
            { 1 Oslo, 2 0.5, 3 1 }
            {0 7, 2 1}
            """);
    private static final BytesInput JSON = BytesInput.of("t.jsonl", """
            {"x1": 1.5, "city": "Oslo", "w": 1, "y": 0}
            {"city": "Bergen", "x1": -2e-3, "y": 1, "w": 2}

              {"x1":0,"city":"\\u004fslo","w":0.5,"y":1}
            {"x1":7,"city":"Bergen","w":1,"y":0}""");

    private static Stream<BytesInput> typed() {
        return Stream.of(ARFF, JSON);
    }

    private static Table table(BytesInput input, CsvOptions options) {
        return input.reader(options).table();
    }

    private static double[] numbers(Column column) {
        return ((Column.Numeric) column).values().toArray();
    }

    private static double[] codes(Column column) {
        return ((Column.Categorical) column).codes().toArray();
    }

    private static List<String> categories(Column column) {
        return ((Column.Categorical) column).categories();
    }

    private static void assertSame(Table expected, Table actual) {
        assertEquals(expected.columns().size(), actual.columns().size());
        for (int i = 0; i < expected.columns().size(); i++) {
            Column column = actual.columns().get(i);
            assertEquals(expected.columns().get(i).name(), column.name());
            switch (expected.columns().get(i)) {
                case Column.Numeric numbers ->
                    assertArrayEquals(numbers.values().toArray(), numbers(column));
                case Column.Categorical texts -> {
                    assertEquals(texts.categories(), categories(column));
                    assertArrayEquals(texts.codes().toArray(), codes(column));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("typed")
    void theSameTableIsRead(BytesInput input) {
        assertSame(table(CSV, PLAIN), table(input, PLAIN));
    }

    @ParameterizedTest
    @MethodSource("typed")
    void optionsMeanTheSame(BytesInput input) {
        for (CsvOptions options : List.of(
                PLAIN,
                PLAIN.withTarget("-1"),
                PLAIN.withTarget("x1"),
                PLAIN.withTarget("x1,w"),
                PLAIN.withTarget("city"),
                PLAIN.withTask(CsvOptions.Task.REGRESSION),
                PLAIN.withTask(CsvOptions.Task.CLASSIFICATION).withIgnored("w"),
                PLAIN.withCategorical("w"),
                PLAIN.withMissing("7").withIgnored("city"),
                PLAIN.withRole(Role.WEIGHT, "w"))) {
            assertEquals(
                    DataDigest.of(CSV.reader(options).dataset()),
                    DataDigest.of(input.reader(options).dataset()),
                    options.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("typed")
    void aModelOfAnotherFormatsDataIsServed(BytesInput input) {
        Dataset training = CSV.reader(PLAIN.withCategorical("w")).dataset();
        assertEquals(
                DataDigest.of(training),
                DataDigest.of(input.reader(PLAIN.withTarget("y")).dataset(training.features(), training.targets())));
        double[] row = new double[3];
        input.reader(PLAIN).rows(training.features()).read(2, row);
        assertArrayEquals(new double[] {0, 1, 0}, row);
    }

    @Test
    void missingValuesOfTheFormatNeedNoDeclaration() {
        BytesInput arff =
                BytesInput.of("t.arff", "@attribute a real\n@attribute b {u,'?'}\n@data\n?,'?'\n2,?\n{1 ?}\n");
        BytesInput json =
                BytesInput.of("t.jsonl", "{\"a\":null,\"b\":\"?\"}\n{\"a\":2,\"b\":null}\n{\"a\":0,\"b\":null}");
        for (BytesInput input : List.of(arff, json)) {
            Table table = table(input, PLAIN);
            assertArrayEquals(new double[] {Double.NaN, 2, 0}, numbers(table.column("a")));
            double[] b = codes(table.column("b"));
            assertEquals("?", categories(table.column("b")).get((int) b[0]));
            assertArrayEquals(new double[] {Double.NaN, Double.NaN}, new double[] {b[1], b[2]});
        }
    }

    @Test
    void declaredCategoriesKeepTheirOrderAndAreThereWithoutRows() {
        BytesInput input = BytesInput.of(
                "t.arff", "@attribute a real\n@attribute size {small,medium,'very large'}\n@data\n1,small\n2,medium\n");
        Dataset data = input.reader(PLAIN).dataset();
        assertEquals(new Targets.Classes(List.of("small", "medium", "very large")), data.targets());
        assertEquals(1, data.label(1));
    }

    @Test
    void stringsAndBooleansAreCategories() {
        Table table = table(BytesInput.of("t.jsonl", "{\"s\":\"10\",\"b\":true}\n{\"s\":\"9\",\"b\":false}\n"), PLAIN);
        assertEquals(List.of("9", "10"), categories(table.column("s")));
        assertEquals(List.of("false", "true"), categories(table.column("b")));
        Table strings = table(BytesInput.of("t.arff", "@attribute s string\n@data\n'it\\'s, so'\nplain\n"), PLAIN);
        assertEquals(List.of("it's, so", "plain"), categories(strings.column("s")));
    }

    @Test
    void datesCanBeLeftOut() {
        BytesInput input = BytesInput.of(
                "t.arff",
                "@attribute a real\n@attribute d date 'yyyy-MM-dd'\n@attribute y real\n@data\n1,'2020-01-01',2\n2,?,3\n");
        Dataset data = input.reader(PLAIN.withIgnored("d")).dataset();
        assertEquals(List.of(Feature.number("a")), data.features());
        assertEquals(2, input.reader(PLAIN).rows(data.features()).rows());
    }

    @Test
    void sparseRowsBecomeDense() {
        BytesInput input =
                BytesInput.of("t.svm", "# written by hand\n+1 1:0.5 3:2 # first\n\n-1 2:-1e2\n-1\n1 4:1\t\n");
        Dataset data = input.reader(PLAIN).dataset();
        assertEquals(new Targets.Classes(List.of("-1", "1")), data.targets());
        assertEquals(Stream.of("x1", "x2", "x3", "x4").map(Feature::number).toList(), data.features());
        double[] row = new double[4];
        data.read(0, row);
        assertArrayEquals(new double[] {0.5, 0, 2, 0}, row);
        data.read(1, row);
        assertArrayEquals(new double[] {0, -100, 0, 0}, row);
        data.read(2, row);
        assertArrayEquals(new double[4], row);
    }

    @Test
    void aModelMayKnowMoreColumnsThanASparseFileMentions() {
        List<Feature> features =
                Stream.of("x1", "x2", "x3", "x4", "x5").map(Feature::number).toList();
        Targets classes = new Targets.Classes(List.of("-1", "1"));
        TableReader reader = BytesInput.of("t.svm", "1 1:3\n-1 2:4\n").reader(PLAIN.withTarget("y"));
        Rows rows = reader.rows(features);
        double[] row = new double[5];
        rows.read(1, row);
        assertArrayEquals(new double[] {0, 4, 0, 0, 0}, row);
        Dataset data = reader.dataset(features, classes);
        assertEquals(0, data.label(1));
        // Fewer columns than the file has are those of their names.
        assertEquals(1, reader.rows(features.subList(0, 1)).features().size());
    }

    @Test
    void everyFormatIsFoundByItsEnding(@TempDir Path directory) throws IOException {
        for (String ending : List.of("jsonl", "NDJSON", "jsonl.gz")) {
            byte[] text = "{\"a\":1,\"y\":0.5}\n{\"a\":2,\"y\":0.7}\n".getBytes(StandardCharsets.UTF_8);
            Path file =
                    Files.write(directory.resolve("t." + ending), ending.endsWith("gz") ? Gzip.compress(text) : text);
            assertEquals(
                    "2 rows, 1 feature, regression of 1 quantity",
                    DataSource.of(file.toString()).load().description());
        }
        for (FileFormat format : FileFormat.ALL) {
            for (String ending : format.endings()) {
                assertEquals(
                        Optional.of(format), FileFormat.of("some/File" + ending.toUpperCase(java.util.Locale.ROOT)));
            }
            assertTrue(
                    DataSource.forms().stream()
                            .anyMatch(form ->
                                    form.name().contains(format.endings().getFirst())),
                    format.description());
        }
    }
}

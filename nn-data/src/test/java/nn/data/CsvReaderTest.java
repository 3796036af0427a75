package nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import nn.core.NnException;
import nn.core.data.Column;
import nn.core.data.Dataset;
import nn.core.data.Feature;
import nn.core.data.Role;
import nn.core.data.Rows;
import nn.core.data.Table;
import nn.core.data.Targets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvReaderTest {

    @TempDir
    private Path directory;

    private CsvReader reader(String text, CsvOptions options) throws IOException {
        return new CsvReader(Files.writeString(directory.resolve("train.csv"), text), options);
    }

    private Table table(String text) throws IOException {
        return reader(text, CsvOptions.DEFAULTS).table();
    }

    private Dataset dataset(String text, CsvOptions options) throws IOException {
        return reader(text, options).dataset();
    }

    private static double[] numbers(Table table, String column) {
        return ((Column.Numeric) table.column(column)).values().toArray();
    }

    private static Column.Categorical categories(Table table, String column) {
        return (Column.Categorical) table.column(column);
    }

    /** The codes of a column of text, −1 where the value is missing. */
    private static int[] codes(Table table, String column) {
        return Arrays.stream(categories(table, column).codes().toArray())
                .mapToInt(code -> Double.isNaN(code) ? -1 : (int) code)
                .toArray();
    }

    @Test
    void readsNumbersAndText() throws IOException {
        Table table = table("age,city\n31,Oslo\n4.5,Bergen\n-1e3,Oslo\n");
        assertArrayEquals(new double[] {31, 4.5, -1000}, numbers(table, "age"));
        assertEquals(List.of("Bergen", "Oslo"), categories(table, "city").categories());
        assertArrayEquals(new int[] {1, 0, 1}, codes(table, "city"));
        assertTrue(table.name().endsWith("train.csv"));
    }

    @Test
    void everyFormOfTheSameTableIsTheSame() throws IOException {
        Table expected = table("a,b\n1,x\n2,y\n");
        for (String form : List.of(
                "a,b\n1,x\n2,y",
                "a,b\r\n1,x\r\n2,y\r\n",
                "a,b\r1,x\r2,y\r",
                "\uFEFFa,b\n1,x\n2,y\n",
                "\uFEFF\"a\",\"b\"\n\"1\",\"x\"\n\"2\",\"y\"\n",
                "a , b\n 1,\tx\n2 ,y\n",
                "\n\na,b\n\n1,x\n\n2,y\n\n")) {
            Table table = table(form);
            assertArrayEquals(numbers(expected, "a"), numbers(table, "a"), form);
            assertArrayEquals(codes(expected, "b"), codes(table, "b"), form);
            assertEquals(
                    categories(expected, "b").categories(),
                    categories(table, "b").categories(),
                    form);
        }
    }

    @Test
    void columnsWithARoleAreNoFeaturesAndAlignedDataMayLackThem() throws IOException {
        CsvOptions options = CsvOptions.DEFAULTS
                .withIgnored("who")
                .withRole(Role.GROUP, "who")
                .withRole(Role.TIME, "when")
                .withRole(Role.WEIGHT, "w");
        Dataset dataset = dataset("who,when,w,x,y\nann,2026-01-31,1,5,no\nbob,2026-02-28,2.5,6,yes\n", options);
        assertEquals(List.of(Feature.number("x")), dataset.features());
        assertEquals(1, dataset.role(Role.GROUP).orElseThrow().get(1));
        assertEquals(
                28 * 86_400,
                dataset.role(Role.TIME).orElseThrow().get(1)
                        - dataset.role(Role.TIME).orElseThrow().get(0));
        assertEquals(2.5, dataset.weight(1));
        CsvReader other = reader("x,when,y\n5,7,no\n", options.withIgnored());
        Dataset aligned = other.dataset(dataset.features(), dataset.targets());
        assertEquals(7, aligned.role(Role.TIME).orElseThrow().get(0));
        assertTrue(aligned.role(Role.GROUP).isEmpty());
        assertEquals(1, aligned.weight(0));
    }

    @Test
    void groupsMayHaveAnyNumberOfTexts() throws IOException {
        StringBuilder text = new StringBuilder("who,x,y\n");
        for (int i = 0; i < 40_000; i++) {
            text.append('p')
                    .append(i)
                    .append(",1,")
                    .append(i % 2 == 0 ? "no" : "yes")
                    .append('\n');
        }
        Dataset dataset = dataset(text.toString(), CsvOptions.DEFAULTS.withRole(Role.GROUP, "who"));
        assertTrue(dataset.role(Role.GROUP).isPresent());
        assertThrows(NnException.LimitExceeded.class, () -> dataset(text.toString(), CsvOptions.DEFAULTS));
    }

    @Test
    void readsQuotesAcrossBufferBoundaries() throws IOException {
        for (int shift = 0; shift < 24; shift++) {
            // Buffers hold 2^13 to 2^14 characters; the quoted value with its line break slides over their ends.
            String padding = "p".repeat((1 << 13) - 12 + shift);
            String padding2 = "q".repeat((1 << 14) - 30 + shift);
            String value = "say \"hi\",\r\nthen ünï € 😀";
            String quoted = '"' + value.replace("\"", "\"\"") + '"';
            Table table = table("a,b\n" + padding + "," + quoted + "\n" + padding2 + "," + quoted + "\nz,last\n");
            assertEquals(List.of("last", value), categories(table, "b").categories());
            assertEquals(List.of(padding, padding2, "z"), categories(table, "a").categories());
        }
    }

    @Test
    void readsGzip() throws IOException {
        Path file = directory.resolve("train.csv.gz");
        byte[] half = Gzip.compress("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
        byte[] rest = Gzip.compress("3,4\n".getBytes(StandardCharsets.UTF_8));
        Files.write(file, Gzip.concat(half, rest));
        assertArrayEquals(new double[] {2, 4}, numbers(new CsvReader(file, CsvOptions.DEFAULTS).table(), "b"));
        byte[] damaged = Gzip.concat(half, rest);
        damaged[half.length + 12] ^= 4;
        Files.write(file, damaged);
        NnException.Data e =
                assertThrows(NnException.Data.class, () -> new CsvReader(file, CsvOptions.DEFAULTS).table());
        assertTrue(e.getMessage().contains(": byte "), e.getMessage());
    }

    @Test
    void withoutHeaderColumnsAreNumbered() throws IOException {
        Table table = reader("1,x\n2,y\n", CsvOptions.DEFAULTS.withoutHeader()).table();
        assertEquals(2, table.rows());
        assertArrayEquals(new double[] {1, 2}, numbers(table, "column1"));
        assertEquals(List.of("x", "y"), categories(table, "column2").categories());
    }

    @Test
    void otherSeparators() throws IOException {
        Table table = reader("a;b\n1;\"x;y\"\n", CsvOptions.DEFAULTS.withSeparator(';'))
                .table();
        assertEquals(List.of("x;y"), categories(table, "b").categories());
    }

    @Test
    void namesThatCountAreNames() throws IOException {
        assertEquals(
                List.of("0", "1", "2"),
                reader("0,1,2\n5,6,7\n", CsvOptions.DEFAULTS).names());
    }

    @Test
    void declaredValuesAreMissing() throws IOException {
        Table table = reader("a,b\n1,x\nn/a,\n,n/a\n2,y\n", CsvOptions.DEFAULTS.withMissing("n/a", ""))
                .table();
        assertArrayEquals(new double[] {1, Double.NaN, Double.NaN, 2}, numbers(table, "a"));
        assertArrayEquals(new int[] {0, -1, -1, 1}, codes(table, "b"));
        Table nan = reader("a,b\nNaN,1\n3,2\n", CsvOptions.DEFAULTS.withMissing("NaN"))
                .table();
        assertArrayEquals(new double[] {Double.NaN, 3}, numbers(nan, "a"));
    }

    @Test
    void categoriesDoNotDependOnTheOrderOfRows() throws IOException {
        Table forth = table("a,b\nx10,1\nx9,2\nÅ,3\nz,4\n");
        Table back = table("a,b\nz,4\nÅ,3\nx9,2\nx10,1\n");
        assertEquals(List.of("x10", "x9", "z", "Å"), categories(forth, "a").categories());
        assertEquals(categories(forth, "a").categories(), categories(back, "a").categories());
    }

    @Test
    void categoriesThatAreWholeNumbersAreOrderedBySize() throws IOException {
        CsvOptions options = CsvOptions.DEFAULTS.withCategorical("zip");
        Table table = reader("zip,b\n10,1\n9,2\n-3,3\n", options).table();
        assertEquals(List.of("-3", "9", "10"), categories(table, "zip").categories());
        // Beyond the basic plane comes after all else, whatever UTF-16 says.
        assertEquals(
                List.of("\uFFFD", "😀"),
                categories(table("a,b\n😀,1\n\uFFFD,2\n"), "a").categories());
    }

    @Test
    void aFewNumbersAmongTextAreText() throws IOException {
        assertEquals(
                List.of("1", "L", "M"),
                categories(table("size,b\nM,1\nL,2\n1,3\nM,4\n"), "size").categories());
    }

    @Test
    void ignoredColumnsAreNotLookedAt() throws IOException {
        Table table = reader("id,a\n,1\nNaN,2\n5,3\n", CsvOptions.DEFAULTS.withIgnored("id"))
                .table();
        assertEquals(List.of("a"), table.columns().stream().map(Column::name).toList());
    }

    @Test
    void theTargetIsFoundByCustomOrPlace() throws IOException {
        assertEquals(List.of("y"), targetNames("y,a,b\n0.5,1,2\n0.7,2,3\n", CsvOptions.DEFAULTS));
        assertEquals(List.of("b"), targetNames("c,a,b\n0.5,1,2.5\n0.7,2,3\n", CsvOptions.DEFAULTS));
        assertEquals(List.of("Target"), targetNames("label,Target,b\n0.5,1.5,2\n0.7,2,3\n", CsvOptions.DEFAULTS));
    }

    @Test
    void theTargetIsFoundByNameOrNumber() throws IOException {
        String text = "c,a,b\n0.5,1.5,2.5\n0.7,2,3\n";
        assertEquals(List.of("a"), targetNames(text, CsvOptions.DEFAULTS.withTarget("a")));
        assertEquals(List.of("c"), targetNames(text, CsvOptions.DEFAULTS.withTarget("1")));
        assertEquals(List.of("b"), targetNames(text, CsvOptions.DEFAULTS.withTarget("-1")));
        assertEquals(List.of("c"), targetNames(text, CsvOptions.DEFAULTS.withTarget("-3")));
        assertEquals(List.of("b", "c"), targetNames(text, CsvOptions.DEFAULTS.withTarget("b, c")));
        assertEquals(List.of("1"), targetNames("a,b,1\n1.5,2,3.5\n2,1,1\n", CsvOptions.DEFAULTS.withTarget("1")));
    }

    private List<String> targetNames(String text, CsvOptions options) throws IOException {
        return assertInstanceOf(Targets.Values.class, dataset(text, options).targets())
                .names();
    }

    @Test
    void textIsClasses() throws IOException {
        Dataset data = dataset("a,kind\n1,no\n2,yes\n3,no\n", CsvOptions.DEFAULTS);
        assertEquals(new Targets.Classes(List.of("no", "yes")), data.targets());
        assertEquals(1, data.label(1));
        assertEquals(List.of(Feature.number("a")), data.features());
    }

    @Test
    void numbersThatAreLabelsAreClasses() throws IOException {
        assertEquals(
                List.of("0", "1"),
                dataset(column(0, 1, 1, 0), CsvOptions.DEFAULTS).targets().names());
        assertEquals(
                List.of("1", "2", "3"),
                dataset(column(3, 1, 2, 1, 2, 3), CsvOptions.DEFAULTS).targets().names());
        Dataset signs = dataset(column(-1, 1, 1, -1), CsvOptions.DEFAULTS);
        assertEquals(new Targets.Classes(List.of("-1", "1")), signs.targets());
        assertEquals(0, signs.label(0));
        // The texts differ, the numbers do not.
        Dataset zeros = dataset("a,y\n1,-0\n2,1.0\n3,0\n4,1\n", CsvOptions.DEFAULTS);
        assertEquals(new Targets.Classes(List.of("0", "1")), zeros.targets());
        assertEquals(0, zeros.label(0));
    }

    @Test
    void otherNumbersAreQuantities() throws IOException {
        for (double[] values : new double[][] {
            {0, 1, 3, 0, 1, 3}, {2, 3, 2, 3}, {0.5, 1, 0.5, 1}, {0, 1, 2, 3, 4}, {1, 1, 1, 1}, {-1, 0, 1, -1, 0, 1}
        }) {
            assertInstanceOf(
                    Targets.Values.class,
                    dataset(column(values), CsvOptions.DEFAULTS).targets());
        }
        double[] many = new double[63];
        for (int i = 0; i < many.length; i++) {
            many[i] = i % 21;
        }
        assertInstanceOf(
                Targets.Values.class, dataset(column(many), CsvOptions.DEFAULTS).targets());
    }

    @Test
    void theTaskCanBeChosen() throws IOException {
        CsvOptions classes = CsvOptions.DEFAULTS.withTask(CsvOptions.Task.CLASSIFICATION);
        CsvOptions numbers = CsvOptions.DEFAULTS.withTask(CsvOptions.Task.REGRESSION);
        assertEquals(
                new Targets.Classes(List.of("3", "7", "10")),
                dataset(column(10, 3, 7), classes).targets());
        assertEquals(
                new Targets.Classes(List.of("0.5", "1")),
                dataset(column(0.5, 1, 1), classes).targets());
        assertEquals(
                new Targets.Values(List.of("y")),
                dataset(column(0, 1, 0, 1), numbers).targets());
        assertEquals(1, dataset(column(0, 1, 0, 1), numbers).value(1, 0));
    }

    private static String column(double... values) {
        StringBuilder text = new StringBuilder("a,y\n");
        for (double value : values) {
            String number = value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
            text.append("0.5,").append(number).append('\n');
        }
        return text.toString();
    }

    @Test
    void rowsToPredictNeedNoTarget() throws IOException {
        Dataset training = dataset("a,city,y\n1,Oslo,0.5\n2,7,0.7\n3,Bergen,1\n", CsvOptions.DEFAULTS);
        // In another order, without target, only numbers in a categorical column, and a column that is nobody's.
        Rows rows = reader("city,id,a\n7,,5\n7,x,6\n", CsvOptions.DEFAULTS).rows(training.features());
        double[] row = new double[2];
        rows.read(1, row);
        assertArrayEquals(new double[] {6, 0}, row);
        assertEquals(training.features(), rows.features());
    }

    @Test
    void oneRowToPredictMayMissValues() throws IOException {
        Dataset training = dataset("a,city,y\n1,Oslo,0.5\n2,Bergen,0.7\n", CsvOptions.DEFAULTS);
        Rows rows =
                reader("a,city\n?,?\n", CsvOptions.DEFAULTS.withMissing("?")).rows(training.features());
        double[] row = new double[2];
        rows.read(0, row);
        assertArrayEquals(new double[] {Double.NaN, Double.NaN}, row);
    }

    @Test
    void classNamesThatLookLikeNumbersStayText() throws IOException {
        CsvOptions options = CsvOptions.DEFAULTS.withCategorical("y");
        Dataset training = dataset("a,y\n1,007\n2,010\n", options);
        assertEquals(List.of("007", "010"), training.targets().names());
        Dataset data = reader("a,y\n1,010\n", CsvOptions.DEFAULTS).dataset(training.features(), training.targets());
        assertEquals(1, data.label(0));
    }

    @Test
    void rowsToEvaluateKnowTheClassesOfTheModel() throws IOException {
        Dataset training = dataset(column(0, 1, 2, 0, 1, 2), CsvOptions.DEFAULTS);
        Dataset data =
                reader("y,a\n2.0,1\n1,2\n", CsvOptions.DEFAULTS).dataset(training.features(), training.targets());
        assertEquals(2, data.label(0));
        assertEquals(1, data.label(1));
        Dataset text = dataset("a,y\n1,no\n2,yes\n", CsvOptions.DEFAULTS);
        Dataset one = reader("a,y\n1,yes\n", CsvOptions.DEFAULTS).dataset(text.features(), text.targets());
        assertEquals(1, one.label(0));
        assertThrows(
                NnException.Data.class,
                () -> reader("a,y\n1,maybe\n", CsvOptions.DEFAULTS).dataset(text.features(), text.targets()));
    }

    @Test
    void memoryFollowsTheFile() throws IOException {
        int rows = 200_000;
        for (String row :
                List.of("1\n", "7,,\n", "a,b\n", "0.8147236863931789,1.5e-3\n", "0.12345678901234567890,1\n")) {
            String header = row.contains(",,") ? "a,b,c\n" : row.contains(",") ? "a,b\n" : "a\n";
            Path file = Files.writeString(directory.resolve("big.csv"), header + row.repeat(rows));
            long bytes = Files.size(file);
            CsvOptions options = CsvOptions.DEFAULTS.withMissing("");
            if (row.contains(",,")) {
                options = options.withIgnored("c", "b");
            }
            CsvOptions chosen = options;
            long allocated = Allocation.of(() -> new CsvReader(file, chosen).table());
            assertTrue(
                    allocated <= 8 * bytes + (4 << 20), row + " allocated " + allocated + " for " + bytes + " bytes");
        }
        StringBuilder different = new StringBuilder("a,b\n");
        for (int i = 0; i < CsvLimits.DEFAULTS.categories(); i++) {
            different.append(Integer.toString(i, 36)).append("x,1\n");
        }
        Path file = Files.writeString(directory.resolve("different.csv"), different);
        long allocated = Allocation.of(() -> new CsvReader(file, CsvOptions.DEFAULTS).table());
        long allowed = 8L * different.length() + (4 << 20);
        assertTrue(allocated <= allowed, "categories allocated " + allocated + " of " + allowed);
    }
}

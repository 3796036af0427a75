package nn.core.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nn.core.data.Column;
import nn.core.data.Split;
import nn.core.data.Table;
import nn.core.data.TableDataset;
import nn.core.network.GoldenFile;
import nn.core.spi.Registry;
import nn.core.spi.Spec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Transforms against scikit-learn. */
class TransformGoldenTest {

    private static final Registry REGISTRY = Registry.load();
    private static final double TOLERANCE = 1e-12;

    static List<GoldenFile> files() throws IOException {
        return GoldenFile.all("transforms");
    }

    private static List<Transform> transforms(GoldenFile file) {
        return Stream.of(file.text("transforms").split(",(?![a-z]+=)"))
                .map(text -> REGISTRY.create(Transform.class, Spec.parse(text)))
                .toList();
    }

    @Tag("module-path")
    @Test
    void everyTransformHasAFile() throws IOException {
        // Of these there is nothing to compare: one divides by a constant, one applies others.
        TreeSet<String> covered = new TreeSet<>(List.of("rescale", "columns"));
        files().forEach(file -> transforms(file)
                .forEach(transform -> covered.add(transform.spec().name())));
        assertEquals(
                REGISTRY.entries().stream()
                        .filter(e -> e.kind().equals("transform") && e.origin().startsWith("nn.core"))
                        .map(Registry.Entry::name)
                        .toList(),
                List.copyOf(covered));
    }

    /** All rows as a training part; where a file has numbers of categories, the columns hold codes. */
    private static TableDataset data(GoldenFile file, double[] values) {
        int width = Integer.parseInt(file.text("columns"));
        List<String> sizes = Stream.of(file.text("categories").split(" "))
                .filter(s -> !s.isEmpty())
                .toList();
        List<Column> columns = new ArrayList<>();
        for (int c = 0; c < width; c++) {
            int column = c;
            double[] cells = IntStream.range(0, values.length / width)
                    .mapToDouble(r -> values[r * width + column])
                    .toArray();
            columns.add(
                    sizes.isEmpty()
                            ? new Column.Numeric("x" + c, cells)
                            : new Column.Categorical("x" + c, names(sizes.get(c)), codes(cells)));
        }
        columns.add(new Column.Numeric("y", new double[values.length / width]));
        return TableDataset.of(new Table(file.name(), columns), List.of("y"));
    }

    private static List<String> names(String count) {
        return IntStream.range(0, Integer.parseInt(count))
                .mapToObj(Integer::toString)
                .toList();
    }

    private static int[] codes(double[] cells) {
        return Arrays.stream(cells)
                .mapToInt(cell -> Double.isNaN(cell) ? -1 : (int) cell)
                .toArray();
    }

    @ParameterizedTest
    @MethodSource("files")
    void outputsMatchScikitLearn(GoldenFile file) {
        TableDataset data = data(file, file.numbers("fit"));
        List<Preprocessing.Step> steps =
                Preprocessing.fit(Split.random(data, 0, 0, 1).training().trainingRows(), transforms(file));
        double[] inputs = file.numbers("inputs");
        double[] expected = file.numbers("outputs");
        int width = data.features().size();
        int outputs = Preprocessing.outputs(data.features(), steps).size();
        assertEquals(inputs.length / width * outputs, expected.length);
        for (int r = 0; r < inputs.length / width; r++) {
            double[] row = Arrays.copyOfRange(inputs, r * width, (r + 1) * width);
            double[] actual = Steps.apply(row, steps);
            for (int i = 0; i < outputs; i++) {
                check(file, data, row, i, expected[r * outputs + i], actual[i]);
            }
        }
    }

    private static void check(GoldenFile file, TableDataset data, double[] row, int i, double expected, double actual) {
        double x = row[Math.min(i, row.length - 1)];
        double constant = i < row.length ? constant(data, i) : Double.NaN;
        boolean quantile = file.name().startsWith("quantile");
        String place = file.name() + ", column " + i + ", x = " + x;
        if (Double.isNaN(expected)) {
            assertTrue(Double.isNaN(actual), place);
        } else if (quantile && x == constant) {
            assertEquals(0, actual, place); // there the smallest number, which is −5.2 where the output is normal
        } else if (quantile && x > constant) {
            assertTrue(actual == 1 || actual > 5, place); // there 0 for a single row and uniform outputs
        } else if (quantile && Math.abs(expected) > 5) {
            // There Φ⁻¹ of 1 − 10⁻⁷ has lost digits, and 10⁻⁷ is a little less.
            assertEquals(expected, actual, 1e-9, place);
        } else {
            // Far from 0 there are fewer digits: x·scale + offset there, (x − offset)/scale here.
            double tolerance = Math.abs(x) > 1e5 ? 1e-9 : TOLERANCE;
            assertEquals(expected, actual, tolerance * Math.max(1, Math.abs(expected)), place);
        }
    }

    /** The value of a column that has only one, else NaN. */
    private static double constant(TableDataset data, int column) {
        double[] row = new double[data.features().size()];
        double[] values = IntStream.range(0, data.rows())
                .mapToDouble(r -> {
                    data.read(r, row);
                    return row[column];
                })
                .distinct()
                .toArray();
        return values.length == 1 ? values[0] : Double.NaN;
    }
}

package nn.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import nn.core.NnException;
import nn.core.data.Dataset;
import nn.core.data.Feature;
import nn.core.data.Targets;
import org.junit.jupiter.api.Test;

/** Facts from scikit-learn's documentation of the sets and from its loaders (version 1.9.1). */
class BuiltInDataTest {

    private static DataReport report(String name, int rows, int features) {
        Dataset data = BuiltInData.load(name);
        DataReport report = DataReport.of(data);
        assertEquals(rows, report.rows());
        assertEquals(features, report.features().size());
        assertEquals(name, data.name());
        assertTrue(report.features().stream().allMatch(column -> column.missing() == 0));
        return report;
    }

    private static ColumnReport.Numbers numbers(DataReport report, int feature) {
        return assertInstanceOf(ColumnReport.Numbers.class, report.features().get(feature));
    }

    private static void assertColumn(String name, double min, double max, double mean, ColumnReport.Numbers column) {
        assertEquals(name, column.name());
        assertEquals(min, column.min());
        assertEquals(max, column.max());
        assertEquals(mean, column.mean(), 1e-9 * Math.abs(mean));
    }

    private static void assertClasses(DataReport report, List<String> classes, int... counts) {
        ColumnReport.Categories target =
                assertInstanceOf(ColumnReport.Categories.class, report.targets().getFirst());
        assertEquals(
                classes,
                target.counts().stream().map(ColumnReport.Count::category).toList());
        assertEquals(
                List.of(Arrays.stream(counts).boxed().toArray()),
                target.counts().stream().map(ColumnReport.Count::rows).toList());
    }

    @Test
    void digits() {
        DataReport report = report("digits", 1797, 64);
        assertClasses(
                report,
                List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
                178,
                182,
                177,
                183,
                181,
                182,
                181,
                179,
                174,
                180);
        assertColumn("pixel_0_2", 0, 16, 5.204785754034502, numbers(report, 2));
        assertEquals("pixel_7_7", numbers(report, 63).name());
        assertEquals(List.of("pixel_0_0", "pixel_4_0", "pixel_4_7"), report.constantFeatures());
        double sum = 0;
        for (int i = 0; i < 64; i++) {
            sum += numbers(report, i).mean() * 1797;
        }
        assertEquals(561718, sum, 1e-6);
    }

    @Test
    void iris() {
        DataReport report = report("iris", 150, 4);
        assertClasses(report, List.of("setosa", "versicolor", "virginica"), 50, 50, 50);
        assertColumn("sepal length (cm)", 4.3, 7.9, 5.843333333333335, numbers(report, 0));
        assertColumn("sepal width (cm)", 2.0, 4.4, 3.057333333333334, numbers(report, 1));
        assertColumn("petal length (cm)", 1.0, 6.9, 3.7580000000000027, numbers(report, 2));
        assertColumn("petal width (cm)", 0.1, 2.5, 1.1993333333333336, numbers(report, 3));
    }

    @Test
    void wine() {
        DataReport report = report("wine", 178, 13);
        assertClasses(report, List.of("class_0", "class_1", "class_2"), 59, 71, 48);
        assertColumn("alcohol", 11.03, 14.83, 13.000617977528083, numbers(report, 0));
        assertColumn("malic_acid", 0.74, 5.8, 2.336348314606741, numbers(report, 1));
        assertColumn("proline", 278, 1680, 746.8932584269663, numbers(report, 12));
    }

    @Test
    void breastCancer() {
        DataReport report = report("breast-cancer", 569, 30);
        assertClasses(report, List.of("benign", "malignant"), 357, 212);
        assertColumn("mean radius", 6.981, 28.11, 14.127291739894563, numbers(report, 0));
        assertColumn("mean texture", 9.71, 39.28, 19.28964850615117, numbers(report, 1));
        assertEquals("worst fractal dimension", numbers(report, 29).name());
        assertEquals("radius error", numbers(report, 10).name());
    }

    @Test
    void diabetes() {
        DataReport report = report("diabetes", 442, 10);
        assertEquals(
                new Targets.Values(List.of("target")),
                BuiltInData.load("diabetes").targets());
        assertEquals(
                List.of("age", "sex", "bmi", "bp", "s1", "s2", "s3", "s4", "s5", "s6"),
                BuiltInData.load("diabetes").features().stream()
                        .map(Feature::name)
                        .toList());
        assertColumn("age", 19, 79, 48.51809954751131, numbers(report, 0));
        assertColumn("sex", 1, 2, 1.4683257918552035, numbers(report, 1));
        assertColumn(
                "target",
                25,
                346,
                152.13348416289594,
                assertInstanceOf(ColumnReport.Numbers.class, report.targets().getFirst()));
    }

    @Test
    void everySetHasItsDigest() {
        List<String> digests = BuiltInData.names().stream()
                .map(name -> name + " " + DataDigest.of(BuiltInData.load(name)))
                .toList();
        assertEquals(
                List.of(
                        "digits 58a020b1fdf5f7919b34f7f767eb7337c4e4244d596e5edd0d9a053c41c302fb",
                        "iris f0e74949642a52c5da37e19db5e2662ff9f16e96bf745c1d233c125b973636fb",
                        "wine fad8aee6cfbe71de6e9d6a75eeec47cf3864edd6ce34423de933d7b2e6ed2cc1",
                        "breast-cancer 61d7fbd91b636e330bd9dea20db570d711f4b258b31b69c43ddbba4c738ccc51",
                        "diabetes 60665fcb3a5c27e14e433b63953e28624fbbdd9908064f5d550af1217311fa9e"),
                digests);
    }

    @Test
    void anUnknownNameListsTheKnownOnes() {
        NnException.Configuration e = assertThrows(NnException.Configuration.class, () -> BuiltInData.load("../iris"));
        assertTrue(e.getMessage().contains("digits, iris, wine, breast-cancer, diabetes"), e.getMessage());
    }
}

package nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import nn.core.NnException;
import nn.core.data.Dataset;
import nn.core.data.Feature;
import nn.core.data.Rows;
import nn.core.data.Targets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataSourceTest {

    private static final CsvOptions OPTIONS = CsvOptions.DEFAULTS;

    @TempDir
    private Path directory;

    @Test
    void listsWhatCanBeNamed() {
        List<DataSource.Entry> entries = DataSource.list();
        assertEquals(13, entries.size());
        assertEquals(
                new DataSource.Entry("digits", "1797 rows, 64 features, classification into 10 classes"),
                entries.getFirst());
        assertEquals(
                new DataSource.Entry("friedman3", "1000 rows, 4 features, regression of 1 quantity"),
                entries.getLast());
    }

    @Test
    void everyNamedSourceServesItsOwnModel() {
        for (DataSource.Entry entry : DataSource.list()) {
            DataSource source = DataSource.of(entry.name());
            Dataset data = source.load().training();
            assertEquals(entry.name(), source.toString());
            assertEquals(
                    DataDigest.of(data),
                    DataDigest.of(source.load(OPTIONS, data.features(), data.targets())
                            .training()));
            assertEquals(data.rows(), source.rows(OPTIONS, data.features()).rows());
        }
    }

    @Test
    void readsCsvFiles() throws IOException {
        Path file = Files.writeString(directory.resolve("Train.CSV"), "a,y,z\n1,0.5,1\n2,0.7,2\n");
        DataSource source = DataSource.of(file.toString());
        DataSource.Loaded loaded = source.load();
        assertEquals("2 rows, 2 features, regression of 1 quantity", loaded.description());
        assertEquals(Optional.empty(), loaded.test());
        assertEquals(
                "2 rows, 1 feature, regression of 2 quantities",
                source.load(OPTIONS.withTarget("a,z")).description());
        Files.writeString(file, "z,a\n3,4\n");
        Rows rows = source.rows(OPTIONS, loaded.training().features());
        double[] row = new double[2];
        rows.read(0, row);
        assertArrayEquals(new double[] {4, 3}, row);
    }

    @Test
    void builtInSetsCanHaveAnotherTarget() {
        Dataset data = DataSource.of("iris").load(OPTIONS.withTarget("1")).training();
        assertEquals(new Targets.Values(List.of("sepal length (cm)")), data.targets());
        assertTrue(data.features().getLast().isCategorical());
    }

    @Test
    void readsIdxFiles() throws IOException {
        Path images = Files.write(directory.resolve("images"), IdxBytes.images(4, 3, 2));
        Path labels = Files.write(directory.resolve("labels"), IdxBytes.labels(0, 1, 2, 1));
        DataSource source = DataSource.of("idx:" + images + "," + labels);
        Dataset data = source.load().training();
        assertEquals(3, data.classCount());
        // A model that knows more classes keeps them; one that knows fewer cannot be measured.
        Targets four = new Targets.Classes(List.of("0", "1", "2", "3"));
        assertEquals(
                four, source.load(OPTIONS, data.features(), four).training().targets());
        Targets two = new Targets.Classes(List.of("0", "1"));
        NnException e = assertThrows(NnException.ModelFormat.class, () -> source.load(OPTIONS, data.features(), two));
        assertTrue(e.getMessage().contains("largest label is 2"), e.getMessage());
        List<Feature> one = List.of(Feature.number("age"));
        NnException f = assertThrows(NnException.ModelFormat.class, () -> source.rows(OPTIONS, one));
        assertTrue(f.getMessage().contains("6 pixels") && f.getMessage().contains("1 feature"), f.getMessage());
        Targets values = new Targets.Values(List.of("v"));
        assertThrows(NnException.ModelFormat.class, () -> source.load(OPTIONS, data.features(), values));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "iriss", "IRIS", "data.txt", "idx:images", "idx:a,b,c", "mnist", "x\u0000.csv"})
    void whatIsNoSourceIsAConfigurationError(String text) {
        NnException e = assertThrows(NnException.Configuration.class, () -> DataSource.of(text));
        assertTrue(e.getMessage().startsWith("Data source \"") || e.getMessage().startsWith("Unknown data source \""));
    }

    @Test
    void anUnknownSourceListsTheKnownOnes() {
        NnException e = assertThrows(NnException.Configuration.class, () -> DataSource.of("nope"));
        assertTrue(
                e.getMessage()
                        .contains("digits, iris, wine, breast-cancer, diabetes, xor, moons, spirals, franke, sine"),
                e.getMessage());
        assertTrue(e.getMessage().contains(".csv, .npz, .arff, .jsonl, .svm"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"none.csv", "none.csv.gz", "mnist:none", "idx:none,none"})
    void missingFilesAreDataErrors(String text) {
        NnException e =
                assertThrows(NnException.Data.class, () -> DataSource.of(text).load());
        assertTrue(e.getMessage().contains("none"), e.getMessage());
    }

    @Test
    void aTargetForFixedTargetsIsRefused() {
        assertThrows(NnException.Configuration.class, () -> DataSource.of("xor").load(OPTIONS.withTarget("x")));
    }
}

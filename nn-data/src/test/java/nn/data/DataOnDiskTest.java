package nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import nn.core.NnException;
import nn.core.activation.Relu;
import nn.core.data.Role;
import nn.core.data.Rows;
import nn.core.data.Split;
import nn.core.data.Storage;
import nn.core.kernel.Compute;
import nn.core.matrix.Matrix;
import nn.core.model.Model;
import nn.core.model.Sha256;
import nn.core.network.NetworkSpec;
import nn.core.random.Purpose;
import nn.core.random.RandomKey;
import nn.core.train.Trainer;
import nn.core.train.Training;
import nn.core.transform.Standardize;
import nn.core.transform.Transform;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data in temporary files give the same bits as data in memory, and leave nothing behind. */
class DataOnDiskTest {

    private static final int ROWS = 430;

    @TempDir
    private Path directory;

    private Path temporary = Path.of("");
    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void makeDirectory() throws IOException {
        temporary = Files.createDirectory(directory.resolve("temporary"));
    }

    private Storage disk() {
        return new Storage(0, temporary, told::add);
    }

    /** All that a training gives, in text. */
    private static List<String> outcome(
            String source, CsvOptions options, List<Transform> transforms, int outputs, Storage storage) {
        CsvOptions reading = options.withStorage(storage);
        DataSource data = DataSource.of(source);
        Split split = Split.random(data.load(reading).training(), 0.2, 0.2, 3);
        Trainer trainer = Trainer.of(NetworkSpec.builder()
                        .dense(7)
                        .activation(new Relu())
                        .dense(outputs)
                        .spec())
                .storage(storage)
                .batchSize(16)
                .epochs(3);
        Training training = (transforms.isEmpty() ? trainer : trainer.transforms(transforms)).fit(split);
        Model model = training.model();
        Rows rows = data.rows(reading, model.preprocessing().inputs());
        try (Compute compute = Compute.scalar()) {
            return List.of(
                    DataDigest.of(split.training().dataset()),
                    Sha256.of(model.network().parameters()),
                    training.history().stream()
                            .map(epoch -> epoch.trainLoss() + " "
                                    + epoch.validation().orElseThrow().metrics())
                            .toList()
                            .toString(),
                    training.test().table(),
                    Sha256.of(values(model.predict(rows, compute).values())));
        }
    }

    private static float[] values(Matrix matrix) {
        float[] values = new float[matrix.rows() * matrix.columns()];
        for (int row = 0; row < matrix.rows(); row++) {
            System.arraycopy(matrix.row(row), 0, values, row * matrix.columns(), matrix.columns());
        }
        return values;
    }

    private void assertSameOnDisk(String source, CsvOptions options, List<Transform> transforms, int outputs, int files)
            throws IOException {
        List<String> inMemory = outcome(source, options, transforms, outputs, Storage.inMemory());
        assertEquals(List.of(), told);
        assertEquals(inMemory, outcome(source, options, transforms, outputs, disk()));
        assertEquals(files, told.size(), told.toString());
        try (Stream<Path> left = Files.list(temporary)) {
            assertEquals(List.of(), left.toList());
        }
    }

    /** Numbers, of which some are missing, and categories likewise, with weights, two quantities and a class. */
    private String table() throws IOException {
        RandomKey random = RandomKey.of(9, Purpose.DATA);
        StringBuilder text = new StringBuilder("x,color,z,w,a,b,kind\n");
        for (int row = 0; row < ROWS; row++) {
            double x = random.with(1).normal(row);
            double z = random.with(2).normal(row);
            int color = random.with(3).below(4, row);
            text.append(row % 11 == 0 ? "?" : String.format(Locale.ROOT, "%.4f", x))
                    .append(',');
            text.append(List.of("red", "blue", "green", "?").get(color)).append(',');
            text.append(String.format(Locale.ROOT, "%.3e,%d,", z, row % 3));
            text.append(String.format(Locale.ROOT, "%.5f,%.5f,", x * z, x - color));
            text.append(x + z > 1 ? "high" : x + z < -1 ? "low" : "middle").append('\n');
        }
        return Files.writeString(directory.resolve("table.csv"), text).toString();
    }

    @Test
    void classesWithMissingValuesCategoriesAndWeights() throws IOException {
        CsvOptions options = CsvOptions.DEFAULTS
                .withMissing("?")
                .withTarget("kind")
                .withIgnored("a", "b")
                .withRole(Role.WEIGHT, "w");
        // Values to train with, inputs for training and validation, and values to predict.
        assertSameOnDisk(table(), options, List.of(), 3, 4);
    }

    @Test
    void severalQuantities() throws IOException {
        CsvOptions options =
                CsvOptions.DEFAULTS.withMissing("?").withTarget("a,b").withIgnored("kind");
        assertSameOnDisk(table(), options, List.of(), 2, 4);
    }

    @Test
    void labelsThatAreWholeNumbers() throws IOException {
        CsvOptions options = CsvOptions.DEFAULTS
                .withMissing("?")
                .withTarget("w")
                .withIgnored("kind", "a")
                .withTask(CsvOptions.Task.CLASSIFICATION);
        assertSameOnDisk(table(), options, List.of(), 3, 4);
    }

    @Test
    void images() throws IOException {
        int[] labels = new int[ROWS];
        for (int i = 0; i < ROWS; i++) {
            labels[i] = i % 4;
        }
        byte[] images = IdxBytes.images(ROWS, 6, 5);
        Path plain = Files.write(directory.resolve("images"), images);
        Path compressed = Files.write(directory.resolve("images.gz"), Gzip.compress(images));
        Path labelFile = Files.write(directory.resolve("labels"), IdxBytes.labels(labels));
        // Pixels are kept once for the training and once for the prediction, and scaled when a batch is gathered.
        assertSameOnDisk("idx:" + plain + "," + labelFile, CsvOptions.DEFAULTS, List.of(), 4, 2);
        told.clear();
        assertSameOnDisk("idx:" + compressed + "," + labelFile, CsvOptions.DEFAULTS, List.of(), 4, 2);
        told.clear();
        assertSameOnDisk("idx:" + plain + "," + labelFile, CsvOptions.DEFAULTS, List.of(new Standardize()), 4, 4);
    }

    @Test
    void aFailureWhileAFileIsWrittenLeavesNothingBehind() throws IOException {
        Path file = Files.writeString(directory.resolve("many.csv"), "x,y\na,1\nb,2\nc,3\n");
        CsvOptions options =
                CsvOptions.DEFAULTS.withLimits(new CsvLimits(9, 9, 99, 2, 99)).withStorage(disk());
        assertThrows(NnException.LimitExceeded.class, () -> new CsvReader(file, options).table());
        assertEquals(1, told.size());
        try (Stream<Path> left = Files.list(temporary)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void somePredictionsAreThoseOfAll() throws IOException {
        CsvOptions options =
                CsvOptions.DEFAULTS.withMissing("?").withTarget("a").withIgnored("b", "kind");
        DataSource source = DataSource.of(table());
        Model model = Trainer.of(NetworkSpec.builder().dense(1).spec())
                .epochs(1)
                .fit(Split.random(source.load(options).training(), 0, 0, 1))
                .model();
        Rows rows = source.rows(options, model.preprocessing().inputs());
        try (Compute compute = Compute.scalar()) {
            Matrix all = model.predict(rows, compute).values();
            Matrix some = model.predict(rows, 100, 300, compute).values();
            assertEquals(ROWS, all.rows());
            for (int row = 0; row < 300; row++) {
                assertArrayEquals(all.row(100 + row), some.row(row));
            }
            assertThrows(IndexOutOfBoundsException.class, () -> model.predict(rows, 400, 31, compute));
        }
        assertTrue(told.isEmpty());
    }
}

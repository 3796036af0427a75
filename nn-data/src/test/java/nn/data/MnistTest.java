package nn.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import nn.core.data.Dataset;
import nn.core.matrix.Shape;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The real files, where they are at hand: in NN_MNIST_DIR, or in ../shared/data/mnist beside the project. */
class MnistTest {

    private static Path directory = Path.of("");

    @BeforeAll
    static void findFiles() {
        Optional<Path> found = Stream.concat(
                        Optional.ofNullable(System.getenv("NN_MNIST_DIR")).map(Path::of).stream(),
                        // Tests run in the module's directory, one below the project's root.
                        Stream.of("../shared/data/mnist", "../../shared/data/mnist")
                                .map(Path::of))
                .filter(Files::isDirectory)
                .findFirst();
        if (found.isEmpty()) {
            String message =
                    "SKIPPED: MNIST is not in NN_MNIST_DIR or ../shared/data/mnist; its reader is not tested on it.";
            System.out.println(message);
            Assumptions.abort(message);
        }
        directory = found.orElseThrow();
    }

    @Test
    void hasSixtyThousandAndTenThousandImages() {
        DataSource.Loaded mnist = DataSource.of("mnist:" + directory).load();
        Dataset training = mnist.training();
        Dataset test = mnist.test().orElseThrow();
        assertEquals(60_000, training.rows());
        assertEquals(10_000, test.rows());
        assertEquals(784, training.features().size());
        assertEquals(10, training.classCount());
        assertEquals(training.targets(), test.targets());
        assertEquals(Shape.of(28, 28), new MnistReader(directory).training().shape());
        assertEquals(
                "60000 rows, 784 features, classification into 10 classes, 10000 rows for the test",
                mnist.description());
        ColumnReport.Categories counts =
                (ColumnReport.Categories) DataReport.of(training).targets().getFirst();
        // Counts of the digits as published with the set.
        int[] expected = {5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949};
        for (int digit = 0; digit < 10; digit++) {
            assertEquals(expected[digit], counts.counts().get(digit).rows());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "train-images-idx3-ubyte, ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
        "train-labels-idx1-ubyte, 65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
        "t10k-images-idx3-ubyte, 0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
        "t10k-labels-idx1-ubyte, ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"
    })
    void inflatesToTheOriginalFiles(String file, String sha256) throws IOException, NoSuchAlgorithmException {
        Path compressed = directory.resolve(file + ".gz");
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (InputStream in = Files.exists(compressed)
                ? new GzipStream(Files.newInputStream(compressed), file, GzipStream.MAX_INFLATED)
                : Files.newInputStream(directory.resolve(file))) {
            byte[] buffer = new byte[1 << 16];
            int n;
            while ((n = in.read(buffer)) >= 0) {
                digest.update(buffer, 0, n);
            }
        }
        assertEquals(sha256, HexFormat.of().formatHex(digest.digest()));
    }
}

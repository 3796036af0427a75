package nn.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import nn.core.NnException;
import nn.core.data.Dataset;
import nn.core.data.Targets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyntheticDataTest {

    @ParameterizedTest
    @CsvSource({
        "xor,800,2,2",
        "moons,1000,2,2",
        "spirals,1000,2,2",
        "franke,2000,2,0",
        "sine,500,1,0",
        "friedman1,1000,10,0",
        "friedman2,1000,4,0",
        "friedman3,1000,4,0"
    })
    void hasItsSize(String name, int rows, int features, int classes) {
        Dataset data = SyntheticData.load(name);
        assertEquals(rows, data.rows());
        assertEquals(features, data.features().size());
        if (classes == 0) {
            assertEquals(new Targets.Values(List.of("target")), data.targets());
        } else {
            assertEquals(classes, data.classCount());
            int ones = 0;
            for (int row = 0; row < rows; row++) {
                ones += data.label(row);
            }
            assertEquals(rows / 2, ones);
        }
    }

    @Test
    void everyProblemHasItsDigest() {
        List<String> digests = SyntheticData.names().stream()
                .map(name -> name + " " + DataDigest.of(SyntheticData.load(name)))
                .toList();
        assertEquals(
                List.of(
                        "xor fd1d2a27958a582852618da7144925e6be1e494eaad00b90cbd5a84100924f7d",
                        "moons 8c6a5707d8fa3cd1a388162635d64f6b3fc353239bc2609e91ff53ac5dae7b83",
                        "spirals 344d888bfbd1989a1c7712e8ba3be992d5a699d3bf0cff8109976aa74dfad7bc",
                        "franke 0ded7f7ac518484565bdb48878618d738601bc9657b38062a7067d60a0bf1752",
                        "sine 7ebe928b1398847fb61670a0cda104b57f46eb84a32c160c6683b38c339ab637",
                        "friedman1 74330844c67430eac3b1d9f756af992db80d1b69ebbc0e4b8ffff3e8ec8c4fed",
                        "friedman2 07fcd4e4826bc5eaf24aab55f826b6913ba79c400231a7fabe71aba8a96b6051",
                        "friedman3 4219df3f79dcda171bce2565bc77e7c1c104fda10022093d49bbee15d2ccd5ea"),
                digests);
    }

    @ParameterizedTest
    @CsvSource({"xor,0.60", "spirals,0.70"})
    void aLinearModelFails(String name, double most) {
        double accuracy = linearAccuracy(SyntheticData.load(name));
        assertTrue(accuracy < most, "accuracy of a linear model: " + accuracy);
    }

    /** So that the classes can be told apart at all: the nearest other row is nearly always of the same class. */
    @ParameterizedTest
    @CsvSource({"xor", "moons", "spirals"})
    void theClassesAreApart(String name) {
        Dataset data = SyntheticData.load(name);
        int same = 0;
        for (int row = 0; row < data.rows(); row++) {
            same += data.label(nearest(data, row)) == data.label(row) ? 1 : 0;
        }
        assertTrue(same >= 0.995 * data.rows(), same + " of " + data.rows());
    }

    private static int nearest(Dataset data, int row) {
        double[] here = new double[2];
        double[] there = new double[2];
        data.read(row, here);
        int best = -1;
        double smallest = Double.POSITIVE_INFINITY;
        for (int other = 0; other < data.rows(); other++) {
            data.read(other, there);
            double distance = (here[0] - there[0]) * (here[0] - there[0]) + (here[1] - there[1]) * (here[1] - there[1]);
            if (other != row && distance < smallest) {
                smallest = distance;
                best = other;
            }
        }
        return best;
    }

    /** Least squares of the sign of the class on x, y and 1, by the normal equations. */
    private static double linearAccuracy(Dataset data) {
        double[][] a = new double[3][4];
        double[] features = new double[2];
        for (int row = 0; row < data.rows(); row++) {
            data.read(row, features);
            double[] x = {features[0], features[1], 1, 2 * data.label(row) - 1};
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 4; j++) {
                    a[i][j] += x[i] * x[j];
                }
            }
        }
        for (int i = 0; i < 3; i++) {
            for (int k = 0; k < 3; k++) {
                double factor = k == i ? 0 : a[k][i] / a[i][i];
                for (int j = 0; j < 4; j++) {
                    a[k][j] -= factor * a[i][j];
                }
            }
        }
        int right = 0;
        for (int row = 0; row < data.rows(); row++) {
            data.read(row, features);
            double z = features[0] * a[0][3] / a[0][0] + features[1] * a[1][3] / a[1][1] + a[2][3] / a[2][2];
            right += z > 0 == (data.label(row) == 1) ? 1 : 0;
        }
        return (double) right / data.rows();
    }

    @Test
    void noiseIsAsStated() {
        assertEquals(0.01, residual("franke"), 0.001);
        assertEquals(0.05, residual("sine"), 0.005);
        assertEquals(1, residual("friedman1"), 0.05);
        assertEquals(125, residual("friedman2"), 6);
        assertEquals(0.1, residual("friedman3"), 0.005);
    }

    private static double residual(String name) {
        Dataset data = SyntheticData.load(name);
        double[] x = new double[data.features().size()];
        double squares = 0;
        for (int row = 0; row < data.rows(); row++) {
            data.read(row, x);
            double difference = data.value(row, 0) - exact(name, x);
            squares += difference * difference;
        }
        return Math.sqrt(squares / data.rows());
    }

    private static double exact(String name, double[] x) {
        return switch (name) {
            case "franke" -> SyntheticData.franke(x[0], x[1]);
            case "sine" -> StrictMath.sin(2 * Math.PI * x[0]);
            case "friedman1" ->
                10 * StrictMath.sin(Math.PI * x[0] * x[1]) + 20 * (x[2] - 0.5) * (x[2] - 0.5) + 10 * x[3] + 5 * x[4];
            case "friedman2" -> StrictMath.hypot(x[0], x[1] * x[2] - 1 / (x[1] * x[3]));
            case "friedman3" -> StrictMath.atan((x[1] * x[2] - 1 / (x[1] * x[3])) / x[0]);
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** From the formula in arithmetic of 30 decimal digits. */
    @Test
    void frankesFunctionHasItsValues() {
        assertEquals(0.7664205912849231, SyntheticData.franke(0, 0), 1e-15);
        assertEquals(0.3257620892806841, SyntheticData.franke(0.5, 0.5), 1e-15);
        assertEquals(0.03586959238610449, SyntheticData.franke(1, 1), 1e-15);
    }

    @Test
    void anUnknownNameListsTheKnownOnes() {
        NnException.Configuration e =
                assertThrows(NnException.Configuration.class, () -> SyntheticData.load("circles"));
        assertTrue(e.getMessage().contains("xor, moons, spirals, franke, sine, friedman1"), e.getMessage());
    }
}

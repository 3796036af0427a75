package nn.core.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import nn.core.random.Purpose;
import nn.core.random.RandomKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ComputeTest {

    private final MatrixKernel kernel = new ScalarKernel();
    private final Compute whole = Compute.of(kernel, 3);
    private final Compute compute = whole.withBlocksOf(1);

    @AfterEach
    void close() {
        compute.close();
        whole.close();
    }

    /** Rows and columns of C: cut along rows, along columns, into two or three blocks, ragged, or not at all. */
    static Stream<int[]> shapes() {
        return Stream.of(
                new int[] {1, 1},
                new int[] {0, 100},
                new int[] {3, 97},
                new int[] {97, 3},
                new int[] {150, 149},
                new int[] {144, 200},
                new int[] {47, 95});
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void aCutProductHasTheBitsOfTheWhole(int[] shape) {
        int m = shape[0];
        int n = shape[1];
        int k = 7;
        int gap = 5; // elements between the rows of C, which nobody may touch
        for (Transpose opA : Transpose.values()) {
            for (Transpose opB : Transpose.values()) {
                for (Store store : Store.values()) {
                    float[] a = random(2 + (m + 1) * (k + 1), 1);
                    float[] b = random(3 + (n + 1) * (k + 1), 2);
                    int lda = opA == Transpose.NO ? k + 1 : m + 1;
                    int ldb = opB == Transpose.NO ? n + 1 : k + 1;
                    float[] expected = random(4 + m * (n + gap), 3);
                    float[] actual = expected.clone();
                    kernel.gemm(opA, opB, m, n, k, a, 2, lda, b, 3, ldb, expected, 4, n + gap, store);
                    compute.gemm(opA, opB, m, n, k, a, 2, lda, b, 3, ldb, actual, 4, n + gap, store);
                    assertArrayEquals(expected, actual);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void aCutAffineProductHasTheBitsOfTheWhole(int[] shape) {
        int m = shape[0];
        int n = shape[1];
        int k = 7;
        float[] a = random(2 + m * k, 1);
        float[] w = random(3 + n * k, 2);
        float[] bias = random(6 + n, 3);
        float[] expected = random(4 + m * (n + 5), 4);
        float[] actual = expected.clone();
        kernel.affine(m, n, k, a, 2, k, w, 3, n, bias, 6, expected, 4, n + 5);
        compute.affine(m, n, k, a, 2, k, w, 3, n, bias, 6, actual, 4, n + 5);
        assertArrayEquals(expected, actual);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void cutColumnSumsHaveTheBitsOfTheWhole(int[] shape) {
        int rows = shape[0];
        int columns = shape[1];
        for (Store store : Store.values()) {
            float[] x = random(2 + rows * (columns + 1) + 1, 1);
            float[] expected = random(3 + columns + 2, 2);
            float[] actual = expected.clone();
            kernel.columnSums(rows, columns, x, 2, columns + 1, expected, 3, store);
            compute.columnSums(rows, columns, x, 2, columns + 1, actual, 3, store);
            assertArrayEquals(expected, actual);
        }
    }

    @Test
    void rangesCoverEveryItemOnce() {
        for (int n = 0; n < 40; n++) {
            int[] done = new int[n];
            compute.ranges(n, (from, count) -> {
                for (int i = from; i < from + count; i++) {
                    done[i]++;
                }
            });
            for (int i = 0; i < n; i++) {
                assertEquals(1, done[i]);
            }
        }
    }

    @Test
    void severalCallersGetTheSameBitsAsOne() throws InterruptedException {
        int size = 100;
        float[] a = random(size * size, 1);
        float[] expected = new float[size * size];
        multiply(size, a, expected);
        Set<String> wrong = new ConcurrentSkipListSet<>();
        Thread[] callers = new Thread[4];
        for (int t = 0; t < callers.length; t++) {
            callers[t] = Thread.ofPlatform().start(() -> {
                float[] c = new float[size * size];
                for (int i = 0; i < 30; i++) {
                    multiply(size, a, c);
                    if (!java.util.Arrays.equals(expected, c)) {
                        wrong.add(Thread.currentThread().toString());
                    }
                }
            });
        }
        for (Thread caller : callers) {
            caller.join();
        }
        assertTrue(wrong.isEmpty(), wrong.toString());
    }

    private void multiply(int n, float[] a, float[] c) {
        compute.gemm(Transpose.NO, Transpose.YES, n, n, n, a, 0, n, a, 0, n, c, 0, n, Store.OVERWRITE);
    }

    private static float[] random(int count, int part) {
        RandomKey key = RandomKey.of(1, Purpose.DATA).with(part);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) key.normal(i);
        }
        return values;
    }
}

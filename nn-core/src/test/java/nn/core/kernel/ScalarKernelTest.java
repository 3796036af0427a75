package nn.core.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScalarKernelTest {

    private static final int[] SIZES = {0, 1, 2, 3, 7, 17, 31};
    /** A NaN that no arithmetic makes: it shows what was never written. */
    private static final int UNTOUCHED = 0x7fc12345;

    private static final double UNIT_ROUNDOFF = 0x1p-24;

    private final ScalarKernel kernel = new ScalarKernel();
    private final Random random = new Random(1);

    @ParameterizedTest
    @CsvSource({"NO, NO", "NO, YES", "YES, NO", "YES, YES"})
    void gemmIsOneChainPerElementAndAgreesWithADoubleReference(Transpose opA, Transpose opB) {
        int products = 0;
        for (int m : SIZES) {
            for (int n : SIZES) {
                for (int k : SIZES) {
                    for (Store store : Store.values()) {
                        checkGemm(opA, opB, m, n, k, store);
                        products++;
                    }
                }
            }
        }
        assertEquals(2 * 7 * 7 * 7, products);
        // More columns and steps than the product takes at once.
        checkGemm(opA, opB, 5, 1029, 135, Store.ACCUMULATE);
    }

    private void checkGemm(Transpose opA, Transpose opB, int m, int n, int k, Store store) {
        Matrix a = opA == Transpose.NO ? random(m, k) : random(k, m);
        Matrix b = opB == Transpose.NO ? random(k, n) : random(n, k);
        Matrix c = store == Store.ACCUMULATE ? random(m, n) : untouched(m, n);
        Matrix before = c.copy();
        kernel.gemm(opA, opB, m, n, k, a.array, a.from, a.ld, b.array, b.from, b.ld, c.array, c.from, c.ld, store);
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                float chain = store == Store.ACCUMULATE ? before.at(i, j) : 0;
                double expected = chain;
                double magnitude = Math.abs(chain);
                for (int p = 0; p < k; p++) {
                    float factor = opA == Transpose.NO ? a.at(i, p) : a.at(p, i);
                    float other = opB == Transpose.NO ? b.at(p, j) : b.at(j, p);
                    chain = Math.fma(factor, other, chain);
                    double product = (double) factor * other;
                    expected += product;
                    magnitude += Math.abs(product);
                }
                assertEquals(chain, c.at(i, j));
                assertEquals(expected, c.at(i, j), k * UNIT_ROUNDOFF * magnitude);
            }
        }
        c.assertTheRestEquals(before);
    }

    @Test
    void affineStartsEveryRowFromTheBias() {
        for (int m : SIZES) {
            for (int n : SIZES) {
                for (int k : SIZES) {
                    checkAffine(m, n, k);
                }
            }
        }
    }

    private void checkAffine(int m, int n, int k) {
        Matrix a = random(m, k);
        Matrix w = random(k, n);
        Matrix bias = random(1, n);
        Matrix z = untouched(m, n);
        Matrix before = z.copy();
        kernel.affine(
                m, n, k, a.array, a.from, a.ld, w.array, w.from, w.ld, bias.array, bias.from, z.array, z.from, z.ld);
        Matrix product = new Matrix(m, n);
        for (int i = 0; i < m; i++) {
            System.arraycopy(bias.array, bias.from, product.array, product.from + i * product.ld, n);
        }
        kernel.gemm(
                Transpose.NO,
                Transpose.NO,
                m,
                n,
                k,
                a.array,
                a.from,
                a.ld,
                w.array,
                w.from,
                w.ld,
                product.array,
                product.from,
                product.ld,
                Store.ACCUMULATE);
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                assertEquals(product.at(i, j), z.at(i, j));
            }
        }
        z.assertTheRestEquals(before);
    }

    @Test
    void columnSumsAddRowsInOrder() {
        for (int rows : SIZES) {
            for (int columns : SIZES) {
                for (Store store : Store.values()) {
                    Matrix x = random(rows, columns);
                    Matrix sums = store == Store.ACCUMULATE ? random(1, columns) : untouched(1, columns);
                    Matrix before = sums.copy();
                    kernel.columnSums(rows, columns, x.array, x.from, x.ld, sums.array, sums.from, store);
                    for (int j = 0; j < columns; j++) {
                        float expected = store == Store.ACCUMULATE ? before.at(0, j) : 0;
                        for (int i = 0; i < rows; i++) {
                            expected += x.at(i, j);
                        }
                        assertEquals(expected, sums.at(0, j));
                    }
                    sums.assertTheRestEquals(before);
                }
            }
        }
    }

    /** 16 lanes, halved: distinct powers of two would hide a wrong order, rounding shows it. */
    @Test
    void dotAddsSixteenLanesByHalving() {
        for (int n : new int[] {0, 1, 15, 16, 17, 33, 1000, 4096, 4097, 9000}) {
            Matrix x = random(1, n);
            Matrix y = random(1, n);
            double expected = 0;
            for (int block = 0; block < n; block += 4096) {
                float[] lanes = new float[16];
                for (int i = block; i < Math.min(n, block + 4096); i++) {
                    lanes[i % 16] = Math.fma(x.at(0, i), y.at(0, i), lanes[i % 16]);
                }
                for (int width = 8; width > 0; width /= 2) {
                    for (int lane = 0; lane < width; lane++) {
                        lanes[lane] += lanes[lane + width];
                    }
                }
                expected += lanes[0];
            }
            assertEquals(expected, kernel.dot(x.array, x.from, y.array, y.from, n));
        }
    }

    @Test
    void maxAbsIsTheLargestMagnitudeInTheRange() {
        float[] x = {9, -0f, 2, -3, Float.MIN_VALUE, 9};
        assertEquals(3, kernel.maxAbs(x, 1, 4));
        assertEquals(2, kernel.maxAbs(x, 1, 2));
        assertEquals(0, kernel.maxAbs(x, 1, 1));
        assertEquals(0, kernel.maxAbs(x, 6, 0));
        assertEquals(Float.POSITIVE_INFINITY, kernel.maxAbs(new float[] {1, Float.NEGATIVE_INFINITY}, 0, 2));
        for (int where = 0; where < 4; where++) {
            float[] y = {1, Float.POSITIVE_INFINITY, 2, 3};
            y[where] = -Float.NaN;
            assertEquals(Float.NaN, kernel.maxAbs(y, 0, 4));
        }
    }

    @Test
    void functionsWorkInPlaceAndOnlyOnTheirRange() {
        float[] x = {7, -2, -0.5f, 0, 0.5f, 2, 7};
        float[] y = x.clone();
        kernel.tanh(y, 1, y, 1, 5);
        assertEquals(7, y[0]);
        assertEquals(7, y[6]);
        for (int i = 1; i < 6; i++) {
            assertEquals(StrictMath.tanh(x[i]), y[i], 1e-6);
        }
    }

    @Test
    void softmaxRowsAreProbabilities() {
        float[] z = {1, 2, 3, 1001, 1002, 1003, -1000, 0, 1000};
        float[] p = new float[9];
        kernel.softmaxRows(3, 3, z, 0, p, 0);
        double total = StrictMath.exp(-2) + StrictMath.exp(-1) + 1;
        for (int row = 0; row < 2; row++) {
            assertEquals(StrictMath.exp(-2) / total, p[3 * row], 1e-7);
            assertEquals(StrictMath.exp(-1) / total, p[3 * row + 1], 1e-7);
            assertEquals(1 / total, p[3 * row + 2], 1e-7);
        }
        assertEquals(0f, p[6]);
        assertEquals(1f, p[8]);
    }

    @Test
    void logSumExpRowsDoNotOverflow() {
        float[] z = {1, 2, 3, 1001, 1002, 1003};
        float[] sums = new float[2];
        kernel.logSumExpRows(2, 3, z, 0, sums, 0);
        double expected = StrictMath.log(StrictMath.exp(1) + StrictMath.exp(2) + StrictMath.exp(3));
        assertEquals(expected, sums[0], 1e-6);
        assertEquals(expected + 1000, sums[1], 1e-4);
    }

    @Test
    void nanInARowMakesTheWholeRowNan() {
        for (int where = 0; where < 20; where++) {
            float[] z = new float[40];
            z[where] = Float.NaN;
            float[] p = new float[40];
            kernel.softmaxRows(2, 20, z, 0, p, 0);
            float[] sums = new float[2];
            kernel.logSumExpRows(2, 20, z, 0, sums, 0);
            for (int j = 0; j < 20; j++) {
                assertEquals(Float.NaN, p[j]);
                assertEquals(0.05f, p[20 + j]);
            }
            assertEquals(Float.NaN, sums[0]);
            assertEquals(StrictMath.log(20), sums[1], 1e-6);
        }
    }

    @Test
    void providerMakesTheKernelEverywhere() {
        ScalarKernel.Provider provider = new ScalarKernel.Provider();
        assertEquals(provider.name(), kernel.name());
        assertTrue(provider.unavailableBecause().isEmpty());
        assertEquals(0, provider.rank());
    }

    private Matrix random(int rows, int columns) {
        Matrix matrix = new Matrix(rows, columns);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                matrix.array[matrix.from + i * matrix.ld + j] = (float) random.nextGaussian();
            }
        }
        return matrix;
    }

    private static Matrix untouched(int rows, int columns) {
        return new Matrix(rows, columns);
    }

    /** A matrix somewhere inside an array, with gaps between its rows. */
    private static final class Matrix {
        final int rows;
        final int columns;
        final int from = 5;
        final int ld;
        final float[] array;

        Matrix(int rows, int columns) {
            this.rows = rows;
            this.columns = columns;
            ld = columns + 3;
            array = new float[from + rows * ld + 2];
            Arrays.fill(array, Float.intBitsToFloat(UNTOUCHED));
        }

        Matrix copy() {
            Matrix copy = new Matrix(rows, columns);
            System.arraycopy(array, 0, copy.array, 0, array.length);
            return copy;
        }

        float at(int row, int column) {
            return array[from + row * ld + column];
        }

        void assertTheRestEquals(Matrix before) {
            for (int i = 0; i < array.length; i++) {
                boolean inside = i >= from && (i - from) / ld < rows && (i - from) % ld < columns;
                if (!inside) {
                    assertEquals(Float.floatToRawIntBits(before.array[i]), Float.floatToRawIntBits(array[i]));
                }
            }
        }
    }
}

package nn.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import nn.core.kernel.MatrixKernel;
import nn.core.kernel.ScalarKernel;
import nn.core.kernel.Store;
import nn.core.kernel.Transpose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The vector kernel has the bits of the scalar kernel, on vectors of every width. */
class VectorKernelTwinTest {

    private static final int LONGEST = 1025;
    private static final int LENGTHS = LONGEST + 1;

    /** Blocks so small that little matrices have several of each kind: 2 tiles of rows and of columns, 16 steps. */
    private static final int MC = 24;

    private static final int KC = 16;
    private static final int NC = 64;

    private static final int[] ROWS = {0, 1, 5, 6, 7, 11, 12, 13, MC - 1, MC, MC + 1, 37};
    private static final int[] COLUMNS = {0, 1, 7, 8, 9, 15, 16, 17, 31, 32, 33, NC - 1, NC, NC + 1};
    private static final int[] DEPTHS = {0, 1, 2, MicroKernelTenSteps.STEPS, KC - 1, KC, KC + 1, 2 * KC + 1, 4 * KC + 1
    };

    private final long seed = Long.getLong("nn.seed", 20);
    private final Random random = new Random(seed);
    private final MatrixKernel scalar = new ScalarKernel();
    private long comparisons;
    private boolean zeros;

    @FunctionalInterface
    private interface Elementwise {
        void apply(MatrixKernel kernel, float[] x, int xFrom, float[] y, int yFrom, int n);
    }

    private record Function(String name, Elementwise elementwise) {}

    private static final List<Function> FUNCTIONS = List.of(
            new Function("exp", MatrixKernel::exp),
            new Function("expm1", MatrixKernel::expm1),
            new Function("log", MatrixKernel::log),
            new Function("tanh", MatrixKernel::tanh),
            new Function("sigmoid", MatrixKernel::sigmoid),
            new Function("softplus", MatrixKernel::softplus),
            new Function("erf", MatrixKernel::erf),
            new Function("sin", MatrixKernel::sin),
            new Function("cos", MatrixKernel::cos));

    @ParameterizedTest
    @ValueSource(ints = {128, 256, 512})
    void functions(int bits) {
        MatrixKernel vector = VectorKernel.ofBits(bits);
        for (Function function : FUNCTIONS) {
            for (int n = 0; n <= LONGEST; n++) {
                int xFrom = random.nextInt(20);
                int yFrom = random.nextInt(20);
                float[] x = anyFloats(xFrom + n);
                float[] expected = anyFloats(yFrom + n + 20);
                float[] actual = expected.clone();
                function.elementwise().apply(scalar, x, xFrom, expected, yFrom, n);
                function.elementwise().apply(vector, x, xFrom, actual, yFrom, n);
                assertSameBits(expected, actual, function.name(), bits, n);
                function.elementwise().apply(vector, x, xFrom, x, xFrom, n);
                System.arraycopy(x, xFrom, actual, yFrom, n);
                assertSameBits(expected, actual, function.name() + " in place", bits, n);
            }
        }
        assertTrue(comparisons >= 2L * FUNCTIONS.size() * LENGTHS * LONGEST / 2, "only " + comparisons);
    }

    @ParameterizedTest
    @ValueSource(ints = {128, 256, 512})
    void scaledBytes(int bits) {
        MatrixKernel vector = VectorKernel.ofBits(bits);
        for (int n = 0; n <= LONGEST; n++) {
            int xFrom = random.nextInt(20);
            int yFrom = random.nextInt(20);
            byte[] x = new byte[xFrom + n];
            random.nextBytes(x);
            float factor = random.nextFloat() / 255;
            float[] expected = anyFloats(yFrom + n + 20);
            float[] actual = expected.clone();
            scalar.scaleBytes(x, xFrom, factor, expected, yFrom, n);
            vector.scaleBytes(x, xFrom, factor, actual, yFrom, n);
            assertSameBits(expected, actual, "scaleBytes", bits, n);
        }
        assertTrue(comparisons >= (long) LENGTHS * LONGEST / 2, "only " + comparisons);
    }

    @ParameterizedTest
    @ValueSource(ints = {128, 256, 512})
    void rowReductions(int bits) {
        MatrixKernel vector = VectorKernel.ofBits(bits);
        for (int n = 1; n <= LONGEST; n++) {
            compareRowReductions(vector, bits, 3, n);
        }
        for (int n = 1; n <= ShortRows.LONGEST + 1; n++) {
            for (int rows : new int[] {1, 2, 15, 16, 17, 64, 65, 150}) { // turned together are 64
                compareRowReductions(vector, bits, rows, n);
            }
        }
        assertTrue(comparisons >= 2L * 3 * LENGTHS * LONGEST / 2, "only " + comparisons);
    }

    private void compareRowReductions(MatrixKernel vector, int bits, int rows, int n) {
        int from = random.nextInt(20);
        float[] z = n % 4 == 0 ? anyFloats(from + rows * n) : logits(from + rows * n);
        float[] expected = anyFloats(from + rows * n + 20);
        float[] actual = expected.clone();
        scalar.softmaxRows(rows, n, z, from, expected, from);
        vector.softmaxRows(rows, n, z, from, actual, from);
        assertSameBits(expected, actual, "softmaxRows", bits, n);
        scalar.logSumExpRows(rows, n, z, from, expected, 1);
        vector.logSumExpRows(rows, n, z, from, actual, 1);
        assertSameBits(expected, actual, "logSumExpRows", bits, n);
        System.arraycopy(z, from, actual, from, rows * n);
        System.arraycopy(z, from, expected, from, rows * n);
        scalar.softmaxRows(rows, n, expected, from, expected, from);
        vector.softmaxRows(rows, n, actual, from, actual, from);
        assertSameBits(expected, actual, "softmaxRows in place", bits, n);
    }

    @ParameterizedTest
    @ValueSource(ints = {128, 256, 512})
    void dot(int bits) {
        MatrixKernel vector = VectorKernel.ofBits(bits);
        for (int n = 0; n <= LONGEST; n++) {
            checkDot(vector, bits, n);
        }
        for (int n : new int[] {4095, 4096, 4097, 4113, 8192, 9999}) {
            checkDot(vector, bits, n);
        }
        assertEquals(2 * (LENGTHS + 6), comparisons);
    }

    private void checkDot(MatrixKernel vector, int bits, int n) {
        int xFrom = random.nextInt(20);
        int yFrom = random.nextInt(20);
        float[] x = logits(xFrom + n);
        float[] y = logits(yFrom + n);
        double[] expected = {scalar.dot(x, xFrom, y, yFrom, n), scalar.dot(x, xFrom, x, xFrom, n)};
        double[] actual = {vector.dot(x, xFrom, y, yFrom, n), vector.dot(x, xFrom, x, xFrom, n)};
        for (int i = 0; i < 2; i++) {
            assertEquals(expected[i], actual[i], () -> context("dot", bits, n));
            comparisons++;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {128, 256, 512})
    void columnSums(int bits) {
        MatrixKernel vector = VectorKernel.ofBits(bits);
        for (int columns = 0; columns <= LONGEST; columns += columns < 140 ? 1 : 59) {
            for (int rows : new int[] {0, 1, 2, 7}) {
                for (Store store : Store.values()) {
                    int ldx = columns + random.nextInt(5);
                    int from = random.nextInt(20);
                    float[] x = anyFloats(from + rows * ldx + columns);
                    float[] expected = anyFloats(from + columns + 20);
                    float[] actual = expected.clone();
                    scalar.columnSums(rows, columns, x, from, ldx, expected, from, store);
                    vector.columnSums(rows, columns, x, from, ldx, actual, from, store);
                    assertSameBits(expected, actual, "columnSums", bits, columns);
                }
            }
        }
        assertTrue(comparisons > 100_000, "only " + comparisons);
    }

    @ParameterizedTest
    @ValueSource(ints = {128, 256, 512})
    void productsOfManyShapesInSmallBlocks(int bits) {
        MatrixKernel vector = VectorKernel.ofBits(bits, MC, KC, NC);
        int products = 0;
        for (int m : ROWS) {
            for (int n : COLUMNS) {
                for (int k : DEPTHS) {
                    for (Transpose opA : Transpose.values()) {
                        for (Transpose opB : Transpose.values()) {
                            checkGemm(vector, bits, opA, opB, m, n, k);
                            products++;
                        }
                    }
                    checkAffine(vector, bits, m, n, k);
                }
            }
        }
        assertEquals(4 * ROWS.length * COLUMNS.length * DEPTHS.length, products);
        assertTrue(comparisons > 3_000_000, "only " + comparisons);
    }

    @ParameterizedTest
    @ValueSource(ints = {128, 256, 512})
    void productsThatExceedTheDefaultBlocks(int bits) {
        MatrixKernel vector = VectorKernel.ofBits(bits);
        BlockSizes sizes = BlockSizes.DEFAULT;
        checkGemm(vector, bits, Transpose.NO, Transpose.NO, sizes.mc() + 1, 70, sizes.kc() + 1);
        checkGemm(vector, bits, Transpose.NO, Transpose.NO, 30, sizes.nc() + 1, sizes.kc() + 1);
        BlockSizes large = sizes.forLarge();
        int m = large.mc() + 1;
        int n = 4 * large.nc() + 33;
        assertTrue(sizes.isLarge(m, n));
        checkGemm(vector, bits, Transpose.NO, Transpose.NO, m, n, large.kc() + 1);
        assertTrue(comparisons > 2L * large.mc() * large.nc(), "only " + comparisons);
    }

    @ParameterizedTest
    @ValueSource(ints = {128, 256, 512})
    void productsWithManyZeros(int bits) {
        productsWithManyZeros(VectorKernel.ofBits(bits), bits);
        assertTrue(new BlockSizes(16, 48, 128).isLarge(21, 130));
        productsWithManyZeros(VectorKernel.ofBits(bits, 16, 48, 128), bits);
        BlockSizes sizes = new BlockSizes(4, 48, 1024);
        assertTrue(sizes.isLarge(64, 96) && sizes.forLarge().nc() >= 2 * BlockSizes.NR);
        productsWithManyZeros(VectorKernel.ofBits(bits, sizes.mc(), sizes.kc(), sizes.nc()), bits);
    }

    private void productsWithManyZeros(MatrixKernel vector, int bits) {
        zeros = true;
        int products = 0;
        for (int m : new int[] {5, 20, 21, 64, 300}) {
            for (int n : new int[] {96, 130}) {
                for (int k : new int[] {31, 32, 40, 100, 300}) {
                    for (Transpose opA : Transpose.values()) {
                        for (Transpose opB : Transpose.values()) {
                            checkGemm(vector, bits, opA, opB, m, n, k);
                            products++;
                        }
                    }
                    checkAffine(vector, bits, m, n, k);
                }
            }
        }
        assertEquals(4 * 5 * 2 * 5, products);
        assertTrue(comparisons > 3_000_000, "only " + comparisons);
    }

    private void checkGemm(MatrixKernel vector, int bits, Transpose opA, Transpose opB, int m, int n, int k) {
        boolean straightA = opA == Transpose.NO;
        boolean straightB = opB == Transpose.NO;
        int from = random.nextInt(5);
        int lda = (straightA ? k : m) + random.nextInt(3);
        int ldb = (straightB ? n : k) + random.nextInt(3);
        int ldc = n + random.nextInt(3);
        float[] a = factors(from + lda * (straightA ? m : k));
        if (zeros) {
            clearSteps(a, from, straightA ? lda : 1, straightA ? 1 : lda, m, k);
        }
        float[] b = factors(from + ldb * (straightB ? k : n));
        for (Store store : Store.values()) {
            float[] expected = factors(from + ldc * m + 2);
            float[] actual = expected.clone();
            if (store == Store.OVERWRITE) {
                fillRows(expected, from, ldc, m, n, Float.NaN);
                fillRows(actual, from, ldc, m, n, -1);
            }
            scalar.gemm(opA, opB, m, n, k, a, from, lda, b, from, ldb, expected, from, ldc, store);
            vector.gemm(opA, opB, m, n, k, a, from, lda, b, from, ldb, actual, from, ldc, store);
            assertSameBits(expected, actual, "gemm " + opA + " " + opB + " " + store + " " + m + "×" + n, bits, k);
        }
    }

    private void checkAffine(MatrixKernel vector, int bits, int m, int n, int k) {
        int from = random.nextInt(5);
        int lda = k + random.nextInt(3);
        int ldw = n + random.nextInt(3);
        int ldz = n + random.nextInt(3);
        float[] a = factors(from + lda * m);
        if (zeros) {
            clearSteps(a, from, lda, 1, m, k);
        }
        float[] w = factors(from + ldw * k);
        float[] bias = factors(from + n);
        float[] expected = factors(from + ldz * m + 2);
        float[] actual = expected.clone();
        scalar.affine(m, n, k, a, from, lda, w, from, ldw, bias, from, expected, from, ldz);
        vector.affine(m, n, k, a, from, lda, w, from, ldw, bias, from, actual, from, ldz);
        assertSameBits(expected, actual, "affine " + m + "×" + n, bits, k);
    }

    @ParameterizedTest
    @ValueSource(ints = {128, 256, 512})
    void singleRowsWithZeros(int bits) {
        MatrixKernel vector = VectorKernel.ofBits(bits);
        for (int n : new int[] {1, 3, 4, 7, 8, 9, 15, 16, 17, 33, 64, 70, 130}) {
            for (int k : new int[] {0, 1, 2, 3, 4, 5, 9, 40, 131}) {
                for (double share : new double[] {0, 0.5, 0.9, 1}) {
                    checkAffineRow(vector, bits, n, k, share);
                }
            }
        }
        assertTrue(comparisons > 15_000, "only " + comparisons);
    }

    private void checkAffineRow(MatrixKernel vector, int bits, int n, int k, double zerosAmong) {
        int from = random.nextInt(5);
        int ldw = n + random.nextInt(3);
        float[] a = factors(from + k);
        for (int p = 0; p < k; p++) {
            if (random.nextDouble() < zerosAmong) {
                a[from + p] = random.nextBoolean() ? 0 : -0f;
            }
        }
        float[] w = factors(from + ldw * Math.max(0, k - 1) + n);
        for (int i = 0; i < w.length; i++) {
            w[i] = Float.isFinite(w[i]) ? w[i] : -0f;
        }
        float[] bias = factors(from + n);
        float[] expected = factors(from + n + 2);
        float[] actual = expected.clone();
        scalar.affine(1, n, k, a, from, k, w, from, ldw, bias, from, expected, from, n);
        vector.affineRow(n, k, a, from, w, from, ldw, bias, from, actual, from);
        assertSameBits(expected, actual, "affineRow " + n, bits, k);
    }

    @Test
    void everyWidthIsOfItsOwn() {
        for (int bits : new int[] {128, 256, 512}) {
            assertEquals(
                    "simd, " + bits + "-bit vectors", VectorKernel.ofBits(bits).description());
        }
    }

    /**
     * Makes two of three steps zero in every eight rows, some of them −0, which is another number to start from; sometimes only in the
     * lower half, so that a block of rows with zeros follows one without.
     */
    private void clearSteps(float[] a, int from, int row, int column, int m, int k) {
        int first = random.nextInt(3) == 0 ? m / 16 * 8 + 8 : 0;
        for (int i = first; i < m; i += 8) {
            for (int p = 0; p < k; p++) {
                if (random.nextInt(3) > 0) {
                    for (int j = i; j < Math.min(m, i + 8); j++) {
                        a[from + j * row + p * column] = random.nextInt(500) == 0 ? -0f : 0;
                    }
                }
            }
        }
    }

    private static void fillRows(float[] c, int from, int ldc, int m, int n, float value) {
        for (int i = 0; i < m; i++) {
            Arrays.fill(c, from + i * ldc, from + i * ldc + n, value);
        }
    }

    /** All kinds of floats: every other one with arbitrary bits, the others of everyday size. */
    private float[] anyFloats(int n) {
        float[] x = logits(n);
        for (int i = 0; i < n; i++) {
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> x[i] = Float.intBitsToFloat(random.nextInt());
                case 3 -> x[i] = SPECIAL[random.nextInt(SPECIAL.length)];
                default -> {}
            }
        }
        return x;
    }

    private static final float[] SPECIAL = {
        0,
        -0f,
        Float.NaN,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        Float.MIN_NORMAL,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        -87.5f,
        -100,
        -104,
        88.7f
    };

    /** Everyday numbers of mixed sizes. */
    private float[] logits(int n) {
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = (float) random.nextGaussian() * (random.nextInt(4) == 0 ? 30 : 1);
        }
        return x;
    }

    /** Factors of products: everyday numbers, and a few zeros, infinities and subnormals. */
    private float[] factors(int n) {
        float[] x = new float[n];
        int rarity = zeros && random.nextBoolean() ? Integer.MAX_VALUE : 4000; // what is not finite needs every step
        for (int i = 0; i < n; i++) {
            int kind = random.nextInt(rarity);
            x[i] = kind < SPECIAL.length ? SPECIAL[kind] : random.nextFloat() - 0.5f;
        }
        return x;
    }

    private void assertSameBits(float[] expected, float[] actual, String what, int bits, int n) {
        for (int i = 0; i < expected.length; i++) {
            // floatToIntBits makes all NaN equal
            if (Float.floatToIntBits(expected[i]) != Float.floatToIntBits(actual[i])) {
                fail(context(what, bits, n) + ": element " + i + " is " + actual[i] + ", expected " + expected[i]);
            }
        }
        comparisons += expected.length;
    }

    private String context(String what, int bits, int n) {
        return what + ", " + bits + " bits, length " + n + ", -Dnn.seed=" + seed;
    }
}

package nn.core.activation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import nn.core.kernel.MatrixKernel;
import nn.core.kernel.ScalarKernel;
import nn.core.random.Purpose;
import nn.core.random.RandomKey;
import nn.core.spi.Registry;
import nn.core.spi.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every activation promises; run on all that are registered. */
class ActivationContractTest {

    private static final Registry REGISTRY = Registry.load();
    private static final MatrixKernel KERNEL = new ScalarKernel();

    /** Units in the last place of the result: 4 of the elementary function, 1 of a factor, 1 of a product. */
    private static final int ULPS = 6;

    /** What tests write where nothing may be written. */
    private static final float UNTOUCHED = -77.5f;

    static List<Activation> all() {
        return REGISTRY.providers(Activation.class).stream()
                .map(p -> p.create(Settings.EMPTY, REGISTRY))
                .toList();
    }

    static List<ElementwiseActivation> elementwise() {
        return all().stream()
                .filter(ElementwiseActivation.class::isInstance)
                .map(ElementwiseActivation.class::cast)
                .toList();
    }

    static List<RowwiseActivation> rowwise() {
        return all().stream()
                .filter(RowwiseActivation.class::isInstance)
                .map(RowwiseActivation.class::cast)
                .toList();
    }

    @Test
    void thereAreActivationsOfBothKinds() {
        assertFalse(elementwise().isEmpty());
        assertFalse(rowwise().isEmpty());
        assertEquals(all().size(), elementwise().size() + rowwise().size());
    }

    @ParameterizedTest
    @MethodSource("all")
    void theSpecMakesAnEqualOne(Activation f) {
        assertEquals(f, REGISTRY.create(Activation.class, f.spec()));
    }

    /**
     * The magnitude to which the result at z is exact: its own, but where 1 is subtracted from nearly 1, that of the factor z, and
     * where a factor is smaller than the smallest normal number and has lost digits, what these are times z.
     */
    private static double magnitude(ElementwiseActivation f, float z, double expected) {
        double lost = switch (f) {
            case Gelu _, GeluTanh _ -> z < 0 && z > -15 ? z : 0;
            case Silu _, Mish _ -> z < -80 && z > -110 ? z * Float.MIN_NORMAL : 0;
            default -> 0;
        };
        return Math.max(Math.abs(expected), Math.abs(lost));
    }

    /** From tiny to huge, both signs, zeros and subnormal numbers included. */
    private static float[] range() {
        double[] magnitudes = DoubleStream.concat(
                        DoubleStream.iterate(Float.MIN_VALUE, m -> m < Float.MAX_VALUE, m -> m * 1.37),
                        DoubleStream.iterate(0, m -> m < 30, m -> m + 0.0173))
                .toArray();
        float[] range = new float[2 * magnitudes.length];
        for (int i = 0; i < magnitudes.length; i++) {
            range[2 * i] = (float) magnitudes[i];
            range[2 * i + 1] = (float) -magnitudes[i];
        }
        return range;
    }

    @ParameterizedTest
    @MethodSource("elementwise")
    void forwardIsTheTextbookFunction(ElementwiseActivation f) {
        float[] z = range();
        float[] before = z.clone();
        float[] a = new float[z.length];
        f.forward(KERNEL, z, a, 0, z.length);
        assertArrayEquals(before, z);
        for (int i = 0; i < z.length; i++) {
            double expected = f.reference(z[i]);
            double ulp = Math.ulp((float) magnitude(f, z[i], expected));
            assertEquals(expected, a[i], ULPS * ulp, "z = " + z[i]);
        }
    }

    @ParameterizedTest
    @MethodSource("elementwise")
    void infinitiesAreThoseOfTheTextbookAndNanStays(ElementwiseActivation f) {
        float[] z = {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN, 1};
        float[] a = new float[4];
        f.forward(KERNEL, z, a, 0, 4);
        assertEquals((float) f.reference(Double.POSITIVE_INFINITY), a[0]);
        assertEquals((float) f.reference(Double.NEGATIVE_INFINITY), a[1]);
        assertTrue(Float.isNaN(a[2]), "NaN became " + a[2]);
        assertEquals(f.reference(1), a[3], 1e-6); // beside a NaN as without it
    }

    @ParameterizedTest
    @MethodSource("elementwise")
    void backwardIsTheDerivativeOfTheTextbookFunction(ElementwiseActivation f) {
        float[] z = new float[401];
        for (int i = 0; i < z.length; i++) {
            z[i] = (i - 200) * 0.0625f + 0.01f;
        }
        float[] a = new float[z.length];
        f.forward(KERNEL, z, a, 0, z.length);
        float[] da = new float[z.length];
        for (int i = 0; i < z.length; i++) {
            da[i] = i % 2 == 0 ? 1 : -2.5f;
        }
        float[] dz = new float[z.length];
        f.backward(KERNEL, z, a, da, dz, 0, z.length);
        int compared = 0;
        for (int i = 0; i < z.length; i++) {
            double h = 0x1p-14;
            double left = (f.reference(z[i]) - f.reference(z[i] - h)) / h;
            double right = (f.reference(z[i] + h) - f.reference(z[i])) / h;
            if (Math.abs(right - left) < 1e-3) { // no kink nearby
                double expected = da[i] * (left + right) / 2;
                assertEquals(expected, dz[i], 2e-6 * (1 + Math.abs(expected)), "z = " + z[i]);
                compared++;
            }
        }
        assertTrue(compared > 0.95 * z.length, compared + " points without a kink");
    }

    @ParameterizedTest
    @MethodSource("elementwise")
    void cuttingARangeChangesNothingAndNothingElseIsTouched(ElementwiseActivation f) {
        int n = 53;
        float[] z = random(n);
        z[5] = Float.NaN;
        float[] da = random(2 * n);
        float[] whole = new float[n];
        f.forward(KERNEL, z, whole, 0, n);
        float[] wholeGradient = new float[n];
        f.backward(KERNEL, z, whole, da, wholeGradient, 0, n);
        for (int cut : new int[] {0, 1, 7, 16, 31, n - 1, n}) {
            float[] shiftedInput = new float[n + 9];
            System.arraycopy(z, 0, shiftedInput, 4, n);
            float[] shifted = new float[n + 9];
            Arrays.fill(shifted, UNTOUCHED);
            f.forward(KERNEL, shiftedInput, shifted, 4, cut);
            assertEquals(UNTOUCHED, shifted[4 + cut]);
            f.forward(KERNEL, shiftedInput, shifted, 4 + cut, n - cut);
            assertEquals(UNTOUCHED, shifted[3]);
            assertEquals(UNTOUCHED, shifted[4 + n]);
            assertArrayEquals(whole, Arrays.copyOfRange(shifted, 4, 4 + n));

            float[] gradient = new float[n];
            Arrays.fill(gradient, UNTOUCHED);
            f.backward(KERNEL, z, whole, da, gradient, cut, n - cut);
            for (int i = 0; i < cut; i++) {
                assertEquals(UNTOUCHED, gradient[i]);
            }
            f.backward(KERNEL, z, whole, da, gradient, 0, cut);
            assertArrayEquals(wholeGradient, gradient);
        }
    }

    @ParameterizedTest
    @MethodSource("elementwise")
    void theGradientMayReplaceThatOfTheOutputsAndInputsStay(ElementwiseActivation f) {
        float[] z = random(37);
        float[] a = new float[z.length];
        f.forward(KERNEL, z, a, 0, z.length);
        float[] zBefore = z.clone();
        float[] aBefore = a.clone();
        float[] dz = new float[z.length];
        float[] da = random(3 * z.length);
        float[] gradients = Arrays.copyOf(da, z.length);
        f.backward(KERNEL, z, a, gradients.clone(), dz, 0, z.length);
        f.backward(KERNEL, z, a, gradients, gradients, 0, z.length);
        assertArrayEquals(dz, gradients);
        assertArrayEquals(zBefore, z);
        assertArrayEquals(aBefore, a);
    }

    @ParameterizedTest
    @MethodSource("rowwise")
    void forwardIsTheTextbookFunctionOfEachRow(RowwiseActivation f) {
        for (int columns : new int[] {1, 2, 3, 17, 40}) {
            int rows = 5;
            float[] z = random(3 + rows * columns);
            for (int i = 0; i < z.length; i++) {
                z[i] *= 10;
            }
            float[] before = z.clone();
            float[] a = new float[rows * columns + 4];
            Arrays.fill(a, UNTOUCHED);
            f.forward(KERNEL, rows, columns, z, 3, a, 2);
            assertArrayEquals(before, z);
            assertEquals(UNTOUCHED, a[1]);
            assertEquals(UNTOUCHED, a[2 + rows * columns]);
            for (int r = 0; r < rows; r++) {
                double[] expected = f.reference(row(z, 3 + r * columns, columns));
                // A logarithm near 0 is as exact as the number near 1 that it belongs to.
                double atLeast = f instanceof LogSoftmax ? 1 : 1e-31;
                for (int j = 0; j < columns; j++) {
                    double magnitude = Math.max(Math.abs(expected[j]), atLeast);
                    assertEquals(expected[j], a[2 + r * columns + j], 4e-6 * magnitude);
                }
                float[] alone = new float[columns];
                f.forward(KERNEL, 1, columns, z, 3 + r * columns, alone, 0);
                assertArrayEquals(alone, Arrays.copyOfRange(a, 2 + r * columns, 2 + (r + 1) * columns));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("rowwise")
    void rowsWithInfinitiesAreThoseOfTheTextbookAndNanSpreads(RowwiseActivation f) {
        float inf = Float.POSITIVE_INFINITY;
        float[] z = {1, inf, 0, 1, -inf, 0, -inf, -inf, -inf, 1, Float.NaN, 2, 1, 2, 3};
        float[] a = new float[z.length];
        f.forward(KERNEL, 5, 3, z, 0, a, 0);
        for (int r = 0; r < 5; r++) {
            double[] expected = f.reference(row(z, 3 * r, 3));
            for (int j = 0; j < 3; j++) {
                assertEquals((float) expected[j], a[3 * r + j], 1e-6f, "row " + r);
            }
        }
        assertTrue(Float.isNaN(a[9]) && Float.isNaN(a[10]) && Float.isNaN(a[11]));
    }

    @ParameterizedTest
    @MethodSource("rowwise")
    void backwardIsTheDerivativeOfEachRow(RowwiseActivation f) {
        int rows = 4;
        int columns = 7;
        float[] z = random(rows * columns);
        float[] da = Arrays.copyOfRange(random(2 * z.length), z.length, 2 * z.length);
        float[] a = new float[z.length];
        f.forward(KERNEL, rows, columns, z, 0, a, 0);
        float[] zBefore = z.clone();
        float[] aBefore = a.clone();
        float[] dz = new float[z.length];
        f.backward(KERNEL, rows, columns, z, a, da, dz, 0);
        for (int i = 0; i < z.length; i++) {
            int from = i / columns * columns;
            double[] row = row(z, from, columns);
            double h = 0x1p-14;
            row[i - from] = z[i] + h;
            double[] above = f.reference(row);
            row[i - from] = z[i] - h;
            double[] below = f.reference(row);
            double expected = 0;
            for (int j = 0; j < columns; j++) {
                expected += da[from + j] * (above[j] - below[j]) / (2 * h);
            }
            assertEquals(expected, dz[i], 1e-6);
        }
        f.backward(KERNEL, rows, columns, z, a, da, da, 0);
        assertArrayEquals(dz, da);
        assertArrayEquals(zBefore, z);
        assertArrayEquals(aBefore, a);
    }

    private static double[] row(float[] z, int from, int columns) {
        double[] row = new double[columns];
        for (int j = 0; j < columns; j++) {
            row[j] = z[from + j];
        }
        return row;
    }

    private static float[] random(int n) {
        RandomKey random = RandomKey.of(n, Purpose.DATA);
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) (2 * random.normal(i));
        }
        return values;
    }
}

package nn.core.layer;

import java.util.Arrays;
import nn.core.activation.Activation;
import nn.core.activation.ElementwiseActivation;
import nn.core.activation.RowwiseActivation;
import nn.core.kernel.MatrixKernel;
import nn.core.kernel.ScalarKernel;
import nn.core.spi.Plugins;

/**
 * Tries an activation that is not the platform's on a few numbers before it is used: whether it writes what it should and
 * nothing else, and keeps finite numbers finite. In training such a mistake would damage other rows without a trace. Whether the
 * derivative is right is the business of the gradient check.
 */
final class ActivationProbe {

    private static final int ROWS = 3;
    private static final int COLUMNS = 13;
    private static final int N = ROWS * COLUMNS;
    /** Elements before and after the range that must not change. */
    private static final int MARGIN = 16;
    /** What stands where nothing may be written; no result of small numbers. */
    private static final float UNTOUCHED = 0x1.234566p77f;

    private final Activation activation;
    private final MatrixKernel kernel = new ScalarKernel();
    private final float[] z = filled();
    private final float[] a = filled();
    private final float[] da = filled();
    private final float[] dz = filled();

    private ActivationProbe(Activation activation) {
        this.activation = activation;
        for (int i = 0; i < N; i++) {
            z[MARGIN + i] = (i - N / 2) / 8f; // from -2.4 to 2.4, with 0
            da[MARGIN + i] = 1 + i / 64f;
        }
    }

    /**
     * Tries an activation; nothing happens with those of the platform, which are tested.
     *
     * @throws nn.core.NnException.Plugin if it breaks its contract
     */
    static void check(Activation activation) {
        if (!Plugins.isBuiltIn(activation.getClass())) {
            new ActivationProbe(activation).check();
        }
    }

    private void check() {
        float[] zBefore = z.clone();
        call("forward");
        expectUnchanged("forward", "z", zBefore, z);
        expectResult("forward", "a", a);
        float[] aBefore = a.clone();
        float[] daBefore = da.clone();
        call("backward");
        expectUnchanged("backward", "z", zBefore, z);
        expectUnchanged("backward", "a", aBefore, a);
        expectUnchanged("backward", "da", daBefore, da);
        expectResult("backward", "dz", dz);
    }

    private void call(String method) {
        boolean forward = method.equals("forward");
        try {
            switch (activation) {
                case ElementwiseActivation f when forward -> f.forward(kernel, z, a, MARGIN, N);
                case ElementwiseActivation f -> f.backward(kernel, z, a, da, dz, MARGIN, N);
                case RowwiseActivation f when forward -> f.forward(kernel, ROWS, COLUMNS, z, MARGIN, a, MARGIN);
                case RowwiseActivation f -> f.backward(kernel, ROWS, COLUMNS, z, a, da, dz, MARGIN);
            }
        } catch (RuntimeException | Error e) {
            throw Plugins.failure("an activation layer", activation, method, e);
        }
    }

    private void expectUnchanged(String method, String name, float[] before, float[] now) {
        int i = Arrays.mismatch(before, now);
        if (i >= 0) {
            throw broken(method + " changed " + at(name, i) + ", which it may only read");
        }
    }

    private void expectResult(String method, String name, float[] result) {
        for (int i = 0; i < result.length; i++) {
            boolean inRange = i >= MARGIN && i < MARGIN + N;
            boolean written = result[i] != UNTOUCHED;
            if (written && !inRange) {
                throw broken(method + " wrote " + at(name, i) + ", outside the range of " + N + " that it was given");
            } else if (!written && inRange) {
                throw broken(method + " left out " + at(name, i) + " of the range of " + N + " that it was given");
            } else if (inRange && !Float.isFinite(result[i])) {
                throw broken(method + " made " + result[i] + " from " + z[i]);
            }
        }
    }

    private static String at(String name, int i) {
        return name + "[from + " + (i - MARGIN) + "]";
    }

    private RuntimeException broken(String complaint) {
        return Plugins.broken("an activation layer", activation, complaint);
    }

    private static float[] filled() {
        float[] array = new float[MARGIN + N + MARGIN];
        Arrays.fill(array, UNTOUCHED);
        return array;
    }
}

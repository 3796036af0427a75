package nn.core.train;

import nn.core.kernel.MatrixKernel;
import nn.core.layer.ParameterLayout;
import nn.core.layer.Segment;
import nn.core.spi.Require;

/**
 * Limits of the gradient, against explosions. What exceeds a limit is brought down to it, in this order; an infinite limit limits
 * nothing.
 *
 * <pre>
 * by value         each g ← min(max(g, −value), value)
 * by norm          each tensor's g ← g · min(1, norm / ‖g‖)
 * by global norm   all g ← g · min(1, globalNorm / ‖g‖)      the direction stays
 * </pre>
 *
 * <p>A gradient that is not a number stays so.
 *
 * <p>Source: Hjorth-Jensen, "Gradient Clipping"; Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural networks",
 * ICML 2013, algorithm 1, for the norm.
 *
 * @param value limit of each derivative's magnitude, greater than 0
 * @param norm limit of the Euclidean norm of each tensor's gradient, greater than 0
 * @param globalNorm limit of the Euclidean norm of all gradients together, greater than 0
 */
public record Clipping(double value, double norm, double globalNorm) {

    /** No limit. */
    public static final Clipping NONE =
            new Clipping(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

    /** Checks the limits. */
    public Clipping {
        requireLimit("clipValue", value);
        requireLimit("clipNorm", norm);
        requireLimit("clipGlobalNorm", globalNorm);
    }

    private static void requireLimit(String name, double limit) {
        if (limit != Double.POSITIVE_INFINITY) {
            Require.positive(name, limit);
        }
    }

    /** Limits each derivative. */
    public static Clipping byValue(double limit) {
        return new Clipping(limit, NONE.norm, NONE.globalNorm);
    }

    /** Limits the norm of each tensor's gradient. */
    public static Clipping byNorm(double limit) {
        return new Clipping(NONE.value, limit, NONE.globalNorm);
    }

    /** Limits the norm of all gradients together. */
    public static Clipping byGlobalNorm(double limit) {
        return new Clipping(NONE.value, NONE.norm, limit);
    }

    /** Whether there is no limit. */
    public boolean isNone() {
        return equals(NONE);
    }

    /** Whether nothing can be clipped before all gradients are there. */
    boolean needsAllGradients() {
        return globalNorm != Double.POSITIVE_INFINITY;
    }

    /**
     * Limits a tensor's gradient by value and norm.
     *
     * @return whether it was beyond a limit
     */
    boolean clipTensor(MatrixKernel kernel, Segment segment, float[] gradients) {
        boolean clipped = false;
        // Not "greater than": NaN goes on to the loop, which keeps it.
        if (value != Double.POSITIVE_INFINITY
                && !(kernel.maxAbs(gradients, segment.from(), segment.size()) <= (float) value)) {
            limit(gradients, segment.from(), segment.to(), (float) value);
            clipped = true;
        }
        if (norm != Double.POSITIVE_INFINITY) {
            double length = kernel.norm(gradients, segment.from(), segment.size());
            clipped |= shorten(gradients, segment.from(), segment.to(), norm / length);
        }
        return clipped;
    }

    /**
     * Limits all gradients by their norm.
     *
     * @return whether they were beyond it
     */
    boolean clipAll(MatrixKernel kernel, ParameterLayout layout, float[] gradients) {
        double squares = 0;
        for (Segment segment : layout.segments()) {
            double length = kernel.norm(gradients, segment.from(), segment.size());
            squares += length * length;
        }
        return shorten(gradients, 0, layout.size(), globalNorm / Math.sqrt(squares));
    }

    private static void limit(float[] gradients, int from, int to, float limit) {
        for (int i = from; i < to; i++) {
            gradients[i] = Math.max(-limit, Math.min(limit, gradients[i]));
        }
    }

    private static boolean shorten(float[] gradients, int from, int to, double factor) {
        if (factor >= 1) {
            return false;
        }
        float scale = (float) factor;
        for (int i = from; i < to; i++) {
            gradients[i] *= scale;
        }
        return true;
    }
}

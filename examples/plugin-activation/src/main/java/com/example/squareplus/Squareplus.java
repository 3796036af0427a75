package com.example.squareplus;

import java.lang.invoke.MethodHandles;
import nn.core.activation.Activation;
import nn.core.activation.ElementwiseActivation;
import nn.core.init.HeNormal;
import nn.core.init.Initializer;
import nn.core.kernel.MatrixKernel;
import nn.core.spi.RecordProvider;
import nn.core.spi.Require;
import nn.core.spi.Spec;

/**
 * A smooth rectifier without exponentials (Barron, "Squareplus: a softplus-like algebraic rectifier", 2021).
 *
 * <pre>
 * f(z)  = (z + s) / 2        s = √(z² + b)
 * f'(z) = (1 + z/s) / 2 = f(z) / s
 * </pre>
 *
 * <p>For z &lt; 0 the sum z + s cancels; there the same value is computed as b / (2 (s − z)). The root is taken in {@code
 * double}, where the square of no {@code float} overflows. Sums, products, quotients and {@link Math#sqrt} give the same
 * bits on every machine, {@link Math#exp} and its relatives do not; for those, call the kernel.
 *
 * @param b the width of the bend, greater than 0; f(0) = √b / 2
 */
public record Squareplus(double b) implements ElementwiseActivation {

    // Stands in saved models, so it never changes.
    private static final String NAME = "squareplus";

    /** Checks b. A record's components are its settings: {@code squareplus:b=2}. */
    public Squareplus {
        Require.positive("b", b);
    }

    /** The default b = 4, for which f(0) = 1. */
    public Squareplus() {
        this(4);
    }

    @Override
    public void forward(MatrixKernel kernel, float[] z, float[] a, int from, int n) {
        for (int i = from; i < from + n; i++) {
            a[i] = (float) value(z[i]);
        }
    }

    @Override
    public void backward(MatrixKernel kernel, float[] z, float[] a, float[] da, float[] dz, int from, int n) {
        for (int i = from; i < from + n; i++) {
            dz[i] = (float) (da[i] * (value(z[i]) / root(z[i])));
        }
    }

    private double value(double z) {
        double s = root(z);
        return z < 0 ? b / (2 * (s - z)) : (z + s) / 2;
    }

    private double root(double z) {
        return Math.sqrt(z * z + b);
    }

    @Override
    public double reference(double z) {
        return (z + Math.sqrt(z * z + b)) / 2;
    }

    @Override
    public Initializer initializer() {
        return new HeNormal();
    }

    @Override
    public Spec spec() {
        return Spec.of(NAME, this, MethodHandles.lookup());
    }

    /** What the platform finds. */
    public static final class Provider extends RecordProvider<Activation> {
        /** For the service loader. */
        public Provider() {
            super(Activation.class, NAME, new Squareplus(), MethodHandles.lookup());
        }
    }
}

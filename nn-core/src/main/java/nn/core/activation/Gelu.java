package nn.core.activation;

import java.lang.invoke.MethodHandles;
import nn.core.init.HeNormal;
import nn.core.init.Initializer;
import nn.core.kernel.MatrixKernel;
import nn.core.spi.RecordProvider;
import nn.core.spi.Spec;

/**
 * The Gaussian error linear unit {@code f(z) = z Φ(z)}, where {@code Φ(z) = ½(1 + erf(z/√2))} is the normal distribution
 * (Hendrycks and Gimpel, "Gaussian error linear units", 2016). {@link GeluTanh} is its approximation.
 */
public record Gelu() implements ElementwiseActivation {

    private static final String NAME = "gelu";

    private static final float SQRT_HALF = (float) Math.sqrt(0.5);

    /** 1/√(2π), the density of the normal distribution at 0. */
    private static final float DENSITY = (float) (1 / Math.sqrt(2 * Math.PI));

    @Override
    public void forward(MatrixKernel kernel, float[] z, float[] a, int from, int n) {
        for (int i = from; i < from + n; i++) {
            a[i] = z[i] * SQRT_HALF;
        }
        kernel.erf(a, from, a, from, n);
        for (int i = from; i < from + n; i++) {
            a[i] = Math.max(z[i], -Float.MAX_VALUE) * (0.5f + 0.5f * a[i]); // no ∞·0
        }
    }

    /** {@code dz = da · (Φ(z) + z exp(−z²/2)/√(2π))}. */
    @Override
    public void backward(MatrixKernel kernel, float[] z, float[] a, float[] da, float[] dz, int from, int n) {
        Scratch scratch = Scratch.ofThread();
        float[] erf = scratch.first();
        float[] exp = scratch.second();
        float[] x = scratch.third();
        float[] d = scratch.fourth();
        for (int block = from; block < from + n; block += Scratch.BLOCK) {
            int count = Math.min(Scratch.BLOCK, from + n - block);
            System.arraycopy(z, block, x, 0, count);
            for (int i = 0; i < count; i++) {
                erf[i] = x[i] * SQRT_HALF;
                exp[i] = -0.5f * (x[i] * x[i]);
            }
            kernel.erf(erf, 0, erf, 0, count);
            kernel.exp(exp, 0, exp, 0, count);
            System.arraycopy(da, block, d, 0, count);
            for (int i = 0; i < count; i++) {
                d[i] *= (0.5f + 0.5f * erf[i]) + x[i] * (DENSITY * exp[i]);
            }
            System.arraycopy(d, 0, dz, block, count);
        }
    }

    @Override
    public double reference(double z) {
        return z == Double.NEGATIVE_INFINITY ? -0.0 : z * (1 + erf(z / Math.sqrt(2))) / 2;
    }

    /** {@code erf x = 2/√π · exp(−x²) · Σ 2^i·x^(2i+1) / (1·3·…·(2i+1))}, a series without cancellation. */
    private static double erf(double x) {
        if (Math.abs(x) > 6) {
            return Math.signum(x); // to 10⁻¹⁶
        }
        double term = x;
        double sum = x;
        for (int odd = 3; Math.abs(term) > 1e-17 * Math.abs(sum); odd += 2) {
            term *= 2 * x * x / odd;
            sum += term;
        }
        return 2 / Math.sqrt(Math.PI) * StrictMath.exp(-x * x) * sum;
    }

    @Override
    public Initializer initializer() {
        return new HeNormal();
    }

    @Override
    public Spec spec() {
        return Spec.of(NAME, this, MethodHandles.lookup());
    }

    /** Makes it by name. */
    public static final class Provider extends RecordProvider<Activation> {
        /** For the service loader. */
        public Provider() {
            super(Activation.class, NAME, new Gelu(), MethodHandles.lookup());
        }
    }
}

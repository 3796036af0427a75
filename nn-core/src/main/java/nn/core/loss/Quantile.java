package nn.core.loss;

import java.lang.invoke.MethodHandles;
import nn.core.spi.RecordProvider;
import nn.core.spi.Require;
import nn.core.spi.Spec;

/**
 * The loss whose minimum is a quantile: {@code ρ = τ(y − a)} where the output is too low, {@code (1 − τ)(a − y)} where it is too
 * high (Koenker and Bassett, "Regression quantiles", 1978). Its slope at 0 is taken as 0.
 *
 * @param tau τ, the share of targets that should be below the output, in (0, 1); 0.5 by default, the median
 */
public record Quantile(double tau) implements ValueLoss, DistributionalLoss {

    private static final String NAME = "quantile";

    /** Checks τ. */
    public Quantile {
        Require.inOpenUnitInterval("tau", tau);
    }

    /** The median. */
    public Quantile() {
        this(0.5);
    }

    @Override
    public double cost(float output, float target) {
        double error = output - target;
        return Math.max((1 - tau) * error, -tau * error);
    }

    @Override
    public float slope(float output, float target) {
        float error = output - target;
        float tooHigh = Math.signum(Math.max(error, 0)); // 1 or 0
        float tooLow = -Math.signum(Math.min(error, 0));
        return (float) (1 - tau) * tooHigh - (float) tau * tooLow;
    }

    @Override
    public double textbook(double output, double target) {
        return output >= target ? (1 - tau) * (output - target) : tau * (target - output);
    }

    @Override
    public double[] quantiles() {
        return new double[] {tau};
    }

    @Override
    public double quantile(double share, float[] logits, int row, int quantity, int quantities) {
        return logits[row * quantities + quantity];
    }

    @Override
    public Spec spec() {
        return Spec.of(NAME, this, MethodHandles.lookup());
    }

    /** Makes it by name. */
    public static final class Provider extends RecordProvider<Loss> {
        /** For the service loader. */
        public Provider() {
            super(Loss.class, NAME, new Quantile(), MethodHandles.lookup());
        }
    }
}

package nn.core.loss;

import java.lang.invoke.MethodHandles;
import nn.core.spi.RecordProvider;
import nn.core.spi.Require;
import nn.core.spi.Spec;

/**
 * Squared near the target and straight beyond: {@code ρ = ½e²} for {@code |e| ≤ δ} and {@code δ(|e| − ½δ)} beyond, where {@code e
 * = a − y} (Huber, "Robust estimation of a location parameter", 1964). Target values are standardized unless one says otherwise,
 * so that δ is in standard deviations.
 *
 * @param delta δ, greater than 0; 1 by default
 */
public record Huber(double delta) implements ValueLoss {

    private static final String NAME = "huber";

    /** Checks δ. */
    public Huber {
        Require.positive("delta", delta);
    }

    /** With δ = 1. */
    public Huber() {
        this(1);
    }

    @Override
    public double cost(float output, float target) {
        double error = Math.abs(output - target);
        double inside = Math.min(error, delta);
        return inside * (error - inside / 2);
    }

    @Override
    public float slope(float output, float target) {
        float limit = (float) delta;
        return Math.max(-limit, Math.min(output - target, limit));
    }

    @Override
    public double textbook(double output, double target) {
        double error = output - target;
        return Math.abs(error) <= delta ? error * error / 2 : delta * (Math.abs(error) - delta / 2);
    }

    @Override
    public Spec spec() {
        return Spec.of(NAME, this, MethodHandles.lookup());
    }

    /** Makes it by name. */
    public static final class Provider extends RecordProvider<Loss> {
        /** For the service loader. */
        public Provider() {
            super(Loss.class, NAME, new Huber(), MethodHandles.lookup());
        }
    }
}

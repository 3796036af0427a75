package nn.core.loss;

import java.lang.invoke.MethodHandles;
import nn.core.spi.RecordProvider;
import nn.core.spi.Spec;

/**
 * The absolute error, averaged over rows and outputs: {@code ρ = |a − y|}. Its minimum is the median, so that outliers pull less
 * than at a squared error. Its slope at 0 is taken as 0.
 */
public record MeanAbsoluteError() implements ValueLoss {

    private static final String NAME = "mean-absolute-error";

    @Override
    public double cost(float output, float target) {
        return Math.abs(output - target);
    }

    @Override
    public float slope(float output, float target) {
        return Math.signum(output - target);
    }

    @Override
    public double textbook(double output, double target) {
        return Math.abs(output - target);
    }

    @Override
    public Spec spec() {
        return Spec.of(NAME, this, MethodHandles.lookup());
    }

    /** Makes it by name. */
    public static final class Provider extends RecordProvider<Loss> {
        /** For the service loader. */
        public Provider() {
            super(Loss.class, NAME, new MeanAbsoluteError(), MethodHandles.lookup());
        }
    }
}

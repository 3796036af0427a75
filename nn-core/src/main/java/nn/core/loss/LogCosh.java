package nn.core.loss;

import java.lang.invoke.MethodHandles;
import nn.core.kernel.ElementaryFunctions;
import nn.core.spi.RecordProvider;
import nn.core.spi.Spec;

/**
 * The smooth sibling of the absolute error: {@code ρ = ln cosh(a − y)}, about ½e² near 0 and {@code |e| − ln 2} far away.
 */
public record LogCosh() implements ValueLoss {

    private static final String NAME = "log-cosh";

    private static final double LN_2 = StrictMath.log(2);

    @Override
    public double cost(float output, float target) {
        float error = Math.abs(output - target);
        return error + ElementaryFunctions.softplus(-2 * error) - LN_2;
    }

    @Override
    public float slope(float output, float target) {
        return ElementaryFunctions.tanh(output - target);
    }

    @Override
    public double textbook(double output, double target) {
        double error = Math.abs(output - target);
        return error + StrictMath.log1p(StrictMath.exp(-2 * error)) - LN_2;
    }

    @Override
    public Spec spec() {
        return Spec.of(NAME, this, MethodHandles.lookup());
    }

    /** Makes it by name. */
    public static final class Provider extends RecordProvider<Loss> {
        /** For the service loader. */
        public Provider() {
            super(Loss.class, NAME, new LogCosh(), MethodHandles.lookup());
        }
    }
}

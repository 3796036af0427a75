package nn.core.optim;

import java.lang.invoke.MethodHandles;
import nn.core.spi.RecordProvider;
import nn.core.spi.Require;
import nn.core.spi.Spec;

/**
 * The learning rate falls over the whole training as a power of the steps that are left, with power 1 along a straight line,
 *
 * <pre>factor = end + (1 − end) (1 − t/T)^power      t steps done, T steps in all</pre>
 *
 * <p>Source: PolynomialDecay of Keras, PolynomialLR of PyTorch.
 *
 * @param power greater than 0
 * @param end the factor towards which it falls, 0 or more
 */
public record PolynomialDecay(double power, double end) implements Schedule {

    private static final String NAME = "polynomial";

    /** Checks the settings. */
    public PolynomialDecay {
        Require.positive("power", power);
        Require.notNegative("end", end);
    }

    /** Along a straight line to 0. */
    public PolynomialDecay() {
        this(1, 0);
    }

    @Override
    public double factor(long step, long stepsPerEpoch, long totalSteps) {
        double left = Math.max(0, 1 - (step - 1.0) / totalSteps);
        return end + (1 - end) * StrictMath.pow(left, power);
    }

    @Override
    public Spec spec() {
        return Spec.of(NAME, this, MethodHandles.lookup());
    }

    /** Makes it by name. */
    public static final class Provider extends RecordProvider<Schedule> {
        /** For the service loader. */
        public Provider() {
            super(Schedule.class, NAME, new PolynomialDecay(), MethodHandles.lookup());
        }
    }
}

package nn.core.optim;

import java.lang.invoke.MethodHandles;
import nn.core.spi.RecordProvider;
import nn.core.spi.Require;
import nn.core.spi.Spec;

/**
 * The learning rate falls quickly at first and ever more slowly,
 *
 * <pre>factor = 1 / (1 + decay · e)      e = epochs done, counted in fractions</pre>
 *
 * <p>Source: Robbins and Monro, "A stochastic approximation method", 1951, for steps in proportion to 1/t; in this form InverseTimeDecay
 * of Keras.
 *
 * @param decay how fast, 0 or more: after 1/decay epochs half is left
 */
public record InverseTimeDecay(double decay) implements Schedule {

    private static final String NAME = "inverse-time";

    /** Checks the setting. */
    public InverseTimeDecay {
        Require.notNegative("decay", decay);
    }

    /** Half is left after 20 epochs. */
    public InverseTimeDecay() {
        this(0.05);
    }

    @Override
    public double factor(long step, long stepsPerEpoch, long totalSteps) {
        return 1 / (1 + decay * (step - 1.0) / stepsPerEpoch);
    }

    @Override
    public Spec spec() {
        return Spec.of(NAME, this, MethodHandles.lookup());
    }

    /** Makes it by name. */
    public static final class Provider extends RecordProvider<Schedule> {
        /** For the service loader. */
        public Provider() {
            super(Schedule.class, NAME, new InverseTimeDecay(), MethodHandles.lookup());
        }
    }
}

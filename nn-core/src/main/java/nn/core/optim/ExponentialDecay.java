package nn.core.optim;

import java.lang.invoke.MethodHandles;
import nn.core.spi.RecordProvider;
import nn.core.spi.Require;
import nn.core.spi.Spec;

/**
 * The learning rate falls by the same share in each epoch, a little in each step,
 *
 * <pre>factor = γ^e      e = epochs done, counted in fractions</pre>
 *
 * <p>Source: ExponentialDecay of Keras and, at whole epochs, ExponentialLR of PyTorch.
 *
 * @param gamma γ, what is left after an epoch, greater than 0
 */
public record ExponentialDecay(double gamma) implements Schedule {

    private static final String NAME = "exponential";

    /** Checks the setting. */
    public ExponentialDecay {
        Require.positive("gamma", gamma);
    }

    /** γ = 0.97: about a half after 23 epochs. */
    public ExponentialDecay() {
        this(0.97);
    }

    @Override
    public double factor(long step, long stepsPerEpoch, long totalSteps) {
        return StrictMath.pow(gamma, (step - 1.0) / stepsPerEpoch);
    }

    @Override
    public Spec spec() {
        return Spec.of(NAME, this, MethodHandles.lookup());
    }

    /** Makes it by name. */
    public static final class Provider extends RecordProvider<Schedule> {
        /** For the service loader. */
        public Provider() {
            super(Schedule.class, NAME, new ExponentialDecay(), MethodHandles.lookup());
        }
    }
}

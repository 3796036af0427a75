package nn.core.optim;

import java.lang.invoke.MethodHandles;
import nn.core.spi.RecordProvider;
import nn.core.spi.Require;
import nn.core.spi.Spec;

/**
 * The learning rate falls in steps: after every so many epochs it is multiplied by γ,
 *
 * <pre>factor = γ^⌊e / epochs⌋      e = epochs done</pre>
 *
 * <p>Source: the usual schedule of deep networks, as in He et al., "Deep residual learning for image recognition", 2015, and StepLR
 * of PyTorch.
 *
 * @param epochs from one fall to the next, 1 or more
 * @param gamma γ, greater than 0
 */
public record StepDecay(int epochs, double gamma) implements Schedule {

    private static final String NAME = "step";

    /** Checks the settings. */
    public StepDecay {
        Require.atLeast(1, "epochs", epochs);
        Require.positive("gamma", gamma);
    }

    /** A tenth after every 30 epochs. */
    public StepDecay() {
        this(30, 0.1);
    }

    @Override
    public double factor(long step, long stepsPerEpoch, long totalSteps) {
        long falls = (step - 1) / stepsPerEpoch / epochs;
        return StrictMath.pow(gamma, (double) falls);
    }

    @Override
    public Spec spec() {
        return Spec.of(NAME, this, MethodHandles.lookup());
    }

    /** Makes it by name. */
    public static final class Provider extends RecordProvider<Schedule> {
        /** For the service loader. */
        public Provider() {
            super(Schedule.class, NAME, new StepDecay(), MethodHandles.lookup());
        }
    }
}

package nn.core.optim;

import java.lang.invoke.MethodHandles;
import java.util.List;
import nn.core.spi.RecordProvider;
import nn.core.spi.Require;
import nn.core.spi.Spec;

/**
 * The learning rate rises along a straight line before another schedule begins,
 *
 * <pre>
 * factor of step k = k/W · then's first factor      k = 1 … W, the warm-up's steps
 * factor of step k = then's factor of step k − W    later; for it the training is W steps shorter
 * </pre>
 *
 * <p>Source: Goyal et al., "Accurate, large minibatch SGD: training ImageNet in 1 hour", 2017, section 2.2.
 *
 * @param epochs how long it rises, greater than 0; a part of an epoch, such as 0.5, is possible
 * @param then the schedule afterwards
 */
public record WarmUp(double epochs, Schedule then) implements Schedule {

    private static final String NAME = "warm-up";

    /** Checks the length. */
    public WarmUp {
        Require.positive("epochs", epochs);
    }

    /** The paper's 5 epochs, then a constant rate. */
    public WarmUp() {
        this(5, new ConstantRate());
    }

    @Override
    public double factor(long step, long stepsPerEpoch, long totalSteps) {
        long rising = Math.max(1, Math.round(epochs * stepsPerEpoch));
        long rest = Math.max(1, totalSteps - rising);
        if (step <= rising) {
            return (double) step / rising * then.factor(1, stepsPerEpoch, rest);
        }
        return then.factor(step - rising, stepsPerEpoch, rest);
    }

    @Override
    public double factorAfter(List<Double> losses) {
        return then.factorAfter(losses);
    }

    @Override
    public Spec spec() {
        return Spec.of(NAME, this, MethodHandles.lookup());
    }

    /** Makes it by name. */
    public static final class Provider extends RecordProvider<Schedule> {
        /** For the service loader. */
        public Provider() {
            super(Schedule.class, NAME, new WarmUp(), MethodHandles.lookup());
        }
    }
}

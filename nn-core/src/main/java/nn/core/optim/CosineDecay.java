package nn.core.optim;

import java.lang.invoke.MethodHandles;
import nn.core.spi.RecordProvider;
import nn.core.spi.Require;
import nn.core.spi.Spec;

/**
 * The learning rate falls like half a cosine, over the whole training or again and again,
 *
 * <pre>factor = end + (1 − end) ½ (1 + cos(π t/T))      t steps of the period done, T its steps</pre>
 *
 * <p>With restarts the first period is as long as said, and each further one {@code growth} times as long as the one before.
 *
 * <p>Source: Loshchilov and Hutter, "SGDR: stochastic gradient descent with warm restarts", ICLR 2017, equation 5.
 *
 * @param end the factor towards which it falls, 0 or more
 * @param restart epochs of the first period; 0 for a single period as long as the training
 * @param growth by what the periods grow, 1 or more
 */
public record CosineDecay(double end, int restart, double growth) implements Schedule {

    private static final String NAME = "cosine";

    /** Checks the settings. */
    public CosineDecay {
        Require.notNegative("end", end);
        Require.atLeast(0, "restart", restart);
        Require.notLess(1, "growth", growth);
    }

    /** To 0 over the whole training; with restarts, in periods of the same length. */
    public CosineDecay() {
        this(0, 0, 1);
    }

    @Override
    public double factor(long step, long stepsPerEpoch, long totalSteps) {
        double done = step - 1.0;
        double period = restart == 0 ? totalSteps : (double) restart * stepsPerEpoch;
        if (growth == 1) {
            done %= period;
        }
        while (done >= period) {
            done -= period;
            period *= growth;
        }
        return end + (1 - end) * 0.5 * (1 + StrictMath.cos(StrictMath.PI * done / period));
    }

    @Override
    public Spec spec() {
        return Spec.of(NAME, this, MethodHandles.lookup());
    }

    /** Makes it by name. */
    public static final class Provider extends RecordProvider<Schedule> {
        /** For the service loader. */
        public Provider() {
            super(Schedule.class, NAME, new CosineDecay(), MethodHandles.lookup());
        }
    }
}

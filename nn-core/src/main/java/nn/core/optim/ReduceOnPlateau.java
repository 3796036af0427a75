package nn.core.optim;

import java.lang.invoke.MethodHandles;
import java.util.List;
import nn.core.spi.RecordProvider;
import nn.core.spi.Require;
import nn.core.spi.Spec;

/**
 * The learning rate is multiplied by γ whenever the loss has not become lower for some epochs. The loss is that of the validation
 * part or, without one, of training.
 *
 * <pre>lower: loss &lt; best − threshold · |best|</pre>
 *
 * <p>Source: ReduceLROnPlateau of Keras and PyTorch.
 *
 * @param gamma γ, greater than 0 and less than 1
 * @param patience epochs without a lower loss after which the rate falls, 1 or more
 * @param threshold the relative difference that counts as lower, in [0, 1)
 * @param cooldown epochs after a fall that are not counted, 0 or more
 * @param minimum the factor below which it does not fall, 0 or more
 */
public record ReduceOnPlateau(double gamma, int patience, double threshold, int cooldown, double minimum)
        implements Schedule {

    private static final String NAME = "reduce-on-plateau";

    /** Checks the settings. */
    public ReduceOnPlateau {
        Require.positive("gamma", gamma);
        Require.inHalfOpenUnitInterval("gamma", gamma);
        Require.atLeast(1, "patience", patience);
        Require.inHalfOpenUnitInterval("threshold", threshold);
        Require.atLeast(0, "cooldown", cooldown);
        Require.notNegative("minimum", minimum);
    }

    /** A tenth after 10 epochs that are not lower by 10⁻⁴, at once counting again, and without a limit. */
    public ReduceOnPlateau() {
        this(0.1, 10, 1e-4, 0, 0);
    }

    @Override
    public double factor(long step, long stepsPerEpoch, long totalSteps) {
        return 1;
    }

    @Override
    public double factorAfter(List<Double> losses) {
        double factor = 1;
        double best = Double.POSITIVE_INFINITY;
        int waited = 0;
        int cooling = 0;
        for (double loss : losses) {
            boolean lower = best == Double.POSITIVE_INFINITY || loss < best - threshold * Math.abs(best);
            if (lower) {
                best = loss;
            }
            waited = lower || cooling > 0 ? 0 : waited + 1;
            cooling = Math.max(0, cooling - 1);
            if (waited >= patience) {
                factor = Math.max(minimum, factor * gamma);
                waited = 0;
                cooling = cooldown;
            }
        }
        return factor;
    }

    @Override
    public Spec spec() {
        return Spec.of(NAME, this, MethodHandles.lookup());
    }

    /** Makes it by name. */
    public static final class Provider extends RecordProvider<Schedule> {
        /** For the service loader. */
        public Provider() {
            super(Schedule.class, NAME, new ReduceOnPlateau(), MethodHandles.lookup());
        }
    }
}

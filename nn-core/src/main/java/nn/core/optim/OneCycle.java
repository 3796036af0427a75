package nn.core.optim;

import java.lang.invoke.MethodHandles;
import nn.core.spi.RecordProvider;
import nn.core.spi.Require;
import nn.core.spi.Spec;

/**
 * The learning rate rises to its peak and falls far below where it began, both like half a cosine, once in the whole training.
 * The optimizer's rate is that of the peak and may be larger than one that is kept throughout.
 *
 * <pre>
 * factor = start → 1 over the first steps       rise · T steps
 * factor = 1 → end over the others              from a to b: b + (a − b) ½ (1 + cos(π · share done))
 * </pre>
 *
 * <p>Source: Smith and Topin, "Super-convergence: very fast training of neural networks using large learning rates", 2018, in the form
 * of PyTorch's OneCycleLR; the momentum stays as it is.
 *
 * @param rise share of the steps before the peak, greater than 0 and less than 1
 * @param start the first factor, 0 or more
 * @param end the last factor, 0 or more
 */
public record OneCycle(double rise, double start, double end) implements Schedule {

    private static final String NAME = "one-cycle";

    /** Checks the settings. */
    public OneCycle {
        Require.positive("rise", rise);
        Require.inHalfOpenUnitInterval("rise", rise);
        Require.notNegative("start", start);
        Require.notNegative("end", end);
    }

    /** As in PyTorch: three tenths of the steps from 1/25 to the peak, then to 1/250 000. */
    public OneCycle() {
        this(0.3, 0.04, 4e-6);
    }

    @Override
    public double factor(long step, long stepsPerEpoch, long totalSteps) {
        double done = Math.min(step, totalSteps) - 1.0;
        double peak = rise * totalSteps - 1;
        return done < peak ? between(start, 1, done / peak) : between(1, end, (done - peak) / (totalSteps - 1 - peak));
    }

    private static double between(double from, double to, double share) {
        return to + (from - to) * 0.5 * (1 + StrictMath.cos(StrictMath.PI * share));
    }

    @Override
    public Spec spec() {
        return Spec.of(NAME, this, MethodHandles.lookup());
    }

    /** Makes it by name. */
    public static final class Provider extends RecordProvider<Schedule> {
        /** For the service loader. */
        public Provider() {
            super(Schedule.class, NAME, new OneCycle(), MethodHandles.lookup());
        }
    }
}

package nn.core.diagnose;

import java.util.Optional;
import nn.core.spi.Require;

/**
 * How often a training is looked into, and on how many rows. The first look comes before the first step, the last one after the
 * last step.
 *
 * @param everySteps steps from one look to the next, 1 or more; empty leaves it to the cost
 * @param probeRows rows of the {@link Probe}, at most
 */
public record Diagnostics(Optional<Integer> everySteps, int probeRows) {

    /**
     * The share of the training's rows that may go through the probe. A look also makes statistics of all weights and gradients,
     * which takes about as long again as its rows.
     */
    private static final double COST = 0.02;

    private static final int PROBE_ROWS = 1024;

    /** Checks the numbers. */
    public Diagnostics {
        everySteps.ifPresent(steps -> Require.atLeast(1, "everySteps", steps));
        Require.atLeast(1, "probeRows", probeRows);
    }

    /** As often as it costs little, on 1024 rows. */
    public Diagnostics() {
        this(Optional.empty(), PROBE_ROWS);
    }

    /** On 1024 rows. */
    public Diagnostics(int everySteps) {
        this(Optional.of(everySteps), PROBE_ROWS);
    }

    /**
     * Whether it is time for another look.
     *
     * @param steps steps since the last one
     * @param rows rows that went through them
     * @param rowsOfProbe rows that a look takes
     */
    public boolean isDue(long steps, long rows, int rowsOfProbe) {
        return everySteps.isPresent() ? steps >= everySteps.get() : COST * rows >= rowsOfProbe;
    }
}

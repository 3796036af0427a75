package nn.core.train;

import nn.core.diagnose.Diagnostics;
import nn.core.diagnose.Probe;
import nn.core.diagnose.Snapshot;

/** Decides when to look into a training: before the first step, every so many steps, and at the end. */
final class Watch {

    private final Probe probe;
    private final Diagnostics diagnostics;
    private int epoch = 1;
    private long steps;
    private long stepsSinceLook;
    private long rowsSinceLook;

    Watch(Probe probe, Diagnostics diagnostics) {
        this.probe = probe;
        this.diagnostics = diagnostics;
    }

    /** Whether it is time for a {@link #look}. */
    boolean isDue() {
        return steps == 0 || diagnostics.isDue(stepsSinceLook, rowsSinceLook, probe.rows());
    }

    /** Whether there were steps after the last look. */
    boolean isBehind() {
        return stepsSinceLook > 0;
    }

    Snapshot look() {
        stepsSinceLook = 0;
        rowsSinceLook = 0;
        return probe.look(epoch, steps);
    }

    /** Notes a step that is about to be made. */
    void count(int itsEpoch, int itsRows) {
        epoch = itsEpoch;
        steps++;
        stepsSinceLook++;
        rowsSinceLook += itsRows;
    }
}

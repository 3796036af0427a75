package nn.cli;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import nn.core.diagnose.Finding;
import nn.core.diagnose.Snapshot;
import nn.core.metric.Evaluation;
import nn.core.network.Transfer;
import nn.core.train.EpochRecord;
import nn.core.train.Phase;
import nn.core.train.TrainingEvent;
import nn.core.train.TrainingListener;

/**
 * Shows how a training goes: on a terminal one line that is rewritten about ten times a second, elsewhere a plain line now and
 * then.
 */
final class Progress implements TrainingListener {

    private static final long TERMINAL_NANOS = 100_000_000L;
    private static final long EPOCH_NANOS = 2_000_000_000L;
    private static final long STEP_NANOS = 10_000_000_000L;
    private static final int PLAIN_LINES = 10;

    private final Console console;
    private final ProgressLine line;
    private int rows;
    private int epochs = 1;
    private int stepsPerEpoch = 1;
    private String lastEpoch = "";
    private long start;
    private long shownAt;
    private int tenth;
    private final Set<Finding.Kind> warned = EnumSet.noneOf(Finding.Kind.class);

    Progress(Console console) {
        this.console = console;
        line = new ProgressLine(console);
    }

    @Override
    public boolean wantsSteps() {
        return true;
    }

    @Override
    public boolean wantsToStop() {
        return console.stop().isRequested();
    }

    @Override
    public void on(TrainingEvent event) {
        long now = System.nanoTime();
        switch (event) {
            case TrainingEvent.Transferred(Transfer transfer) -> console.say("taken over   " + describe(transfer));
            case TrainingEvent.Started s -> start(s, now);
            case TrainingEvent.PhaseStarted(int number, Phase phase, int firstEpoch)
            when number > 1 -> {
                clear();
                console.note("from epoch " + firstEpoch + " on with "
                        + phase.optimizer().spec());
            }
            case TrainingEvent.PhaseStarted _ -> {}
            case TrainingEvent.StepDone step -> {
                long interval = console.terminal() ? TERMINAL_NANOS : STEP_NANOS;
                if (now - shownAt >= interval) {
                    show(line(step), now);
                }
            }
            case TrainingEvent.Diagnosed(Snapshot snapshot) -> warn(snapshot);
            case TrainingEvent.EpochDone(EpochRecord record, boolean _) -> epochDone(record, now);
            case TrainingEvent.Finished _ -> clear();
        }
    }

    private void start(TrainingEvent.Started event, long now) {
        rows = event.rows();
        epochs = event.epochs();
        stepsPerEpoch = event.stepsPerEpoch();
        start = now;
        // On a terminal something is to be seen at once.
        shownAt = console.terminal() ? now - TERMINAL_NANOS : now;
        console.say("network      " + NetworkLine.of(event.network()));
    }

    private static String describe(Transfer transfer) {
        return Sources.few(transfer.taken())
                + (transfer.left().isEmpty() ? "" : "; new weights: " + Sources.few(transfer.left()));
    }

    private String line(TrainingEvent.StepDone step) {
        int percent = (int) (100L * step.stepInEpoch() / stepsPerEpoch);
        double done = step.epoch() - 1 + (double) step.stepInEpoch() / stepsPerEpoch;
        long samples = (long) (done * rows);
        return String.format(
                Locale.ROOT,
                "epoch %d/%d %3d %%  loss %.4f%s  %,.0f samples/s%s",
                step.epoch(),
                epochs,
                percent,
                step.loss(),
                lastEpoch,
                samples / seconds(),
                left(done));
    }

    private void epochDone(EpochRecord record, long now) {
        lastEpoch = record.validation().map(Progress::validation).orElse("");
        int tenthNow = PLAIN_LINES * record.epoch() / epochs;
        boolean due =
                console.terminal() ? now - shownAt >= TERMINAL_NANOS : tenthNow > tenth || now - shownAt >= EPOCH_NANOS;
        if (due) {
            tenth = tenthNow;
            show(
                    String.format(
                            Locale.ROOT,
                            "epoch %d/%d  loss %.4f%s  %,.0f samples/s%s",
                            record.epoch(),
                            epochs,
                            record.trainLoss(),
                            lastEpoch,
                            record.samplesPerSecond(),
                            left(record.epoch())),
                    now);
        }
    }

    /** Says what is wrong inside the network, each kind of thing once. */
    private void warn(Snapshot snapshot) {
        List<Finding> fresh = snapshot.findings().stream()
                .filter(finding -> !warned.contains(finding.kind()))
                .toList();
        for (Finding finding : fresh) {
            clear();
            console.say("warning      " + finding.message());
            warned.add(finding.kind());
        }
    }

    private static String validation(Evaluation validation) {
        return "  validation " + validation.headline();
    }

    private double seconds() {
        return Math.max(1e-9, (System.nanoTime() - start) / 1e9);
    }

    /** The time that the rest takes if training does not stop early. */
    private String left(double epochsDone) {
        if (epochsDone >= epochs) {
            return "";
        }
        return "  at most " + ProgressLine.time(seconds() / epochsDone * (epochs - epochsDone)) + " left";
    }

    private void show(String text, long now) {
        shownAt = now;
        line.show(text);
    }

    /** Leaves the terminal's line empty for what follows; also after a failure. */
    void clear() {
        line.clear();
    }
}

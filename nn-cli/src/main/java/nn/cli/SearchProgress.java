package nn.cli;

import java.util.Locale;
import java.util.Optional;
import nn.core.search.SearchEvent;
import nn.core.search.SearchListener;
import nn.core.search.Trial;

/** Shows how a search goes: a line for each trial, with the best so far and the time that is left. */
final class SearchProgress implements SearchListener {

    private final Console console;
    private final ProgressLine line;
    private String prefix = "";
    private int trials;
    private int done;
    private int recorded;
    private long start;
    private Optional<Trial> best = Optional.empty();

    SearchProgress(Console console) {
        this.console = console;
        line = new ProgressLine(console);
    }

    /** Sets what each line begins with. */
    void label(String text) {
        prefix = text;
    }

    @Override
    public boolean wantsToStop() {
        return console.stop().isRequested();
    }

    @Override
    public void on(SearchEvent event) {
        switch (event) {
            case SearchEvent.Started started -> start(started);
            case SearchEvent.FoldDone _ -> {}
            case SearchEvent.TrialDone(Trial trial, boolean fromJournal) -> trialDone(trial, fromJournal);
        }
    }

    private void start(SearchEvent.Started event) {
        trials = event.trials();
        done = 0;
        recorded = 0;
        best = Optional.empty();
        start = System.nanoTime();
        if (event.recorded() > 0) {
            console.say(String.format(
                    Locale.ROOT,
                    "going on     the journal has %,d trainings of this search already",
                    event.recorded()));
        }
    }

    private void trialDone(Trial trial, boolean fromJournal) {
        done++;
        if (trial.isComplete() && best.stream().noneMatch(other -> Trial.BEST_FIRST.compare(other, trial) < 0)) {
            best = Optional.of(trial);
        }
        if (fromJournal) {
            recorded++;
        } else {
            line.show(prefix
                    + String.format(
                            Locale.ROOT, "trial %d/%d  %s%s%s", done, trials, result(trial), bestSoFar(), left()));
        }
    }

    private static String result(Trial trial) {
        String score = String.format(Locale.ROOT, "score %.4f", trial.score());
        return trial.failure().map(why -> "failed: " + why).orElse(trial.isPruned() ? score + " (pruned)" : score);
    }

    private String bestSoFar() {
        return best.map(trial -> String.format(Locale.ROOT, "  best %.4f (trial %d)", trial.score(), trial.number()))
                .orElse("");
    }

    private String left() {
        if (done == trials) {
            return "";
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return "  about " + ProgressLine.time(seconds / (done - recorded) * (trials - done)) + " left";
    }

    /** Leaves the terminal's line empty for what follows; also after a failure. */
    void clear() {
        line.clear();
    }
}

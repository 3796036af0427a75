package nn.core.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Trains the trials of a round, several at a time, and takes from the journal what it has. */
final class TrialRunner implements AutoCloseable {

    /** Trains a trial in a fold. */
    @FunctionalInterface
    interface Task {
        /**
         * Trains.
         *
         * @param proposal the trial
         * @param fold the number of the fold, from 0
         * @param finished the trials of the rounds before
         */
        FoldResult train(Proposal proposal, int fold, List<Trial> finished);
    }

    private final Task task;
    private final int folds;
    private final Optional<SearchJournal> journal;
    private final SearchListener listener;
    private final ExecutorService workers;
    private volatile boolean ending;

    /**
     * @param task what to do
     * @param folds how often for each trial
     * @param threads how many at a time
     * @param journal what was done before, and where to write what is done; closed with this
     * @param listener hears of it
     */
    TrialRunner(Task task, int folds, int threads, Optional<SearchJournal> journal, SearchListener listener) {
        this.task = task;
        this.folds = folds;
        this.journal = journal;
        this.listener = listener;
        workers = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name("search-", 1).factory());
    }

    /** A trial whose folds come in one by one. */
    private static final class Pending {
        private final Proposal proposal;
        private final List<Optional<FoldResult>> results = new ArrayList<>();
        private boolean recorded = true;

        Pending(Proposal proposal, int folds) {
            this.proposal = proposal;
            for (int fold = 0; fold < folds; fold++) {
                results.add(Optional.empty());
            }
        }

        boolean isDone() {
            return results.stream().allMatch(Optional::isPresent);
        }

        Trial trial() {
            return new Trial(
                    proposal, results.stream().flatMap(Optional::stream).toList());
        }
    }

    /**
     * Trains a round.
     *
     * @param round what to try
     * @param finished the trials of the rounds before
     * @return the trials in the order of the round, up to the first that was not begun since somebody wants to stop
     */
    List<Trial> run(List<Proposal> round, List<Trial> finished) {
        List<Trial> before = List.copyOf(finished);
        List<Pending> trials =
                round.stream().map(proposal -> new Pending(proposal, folds)).toList();
        List<Future<?>> trainings = new ArrayList<>();
        for (Pending trial : trials) {
            for (int i = 0; i < folds; i++) {
                int fold = i;
                trainings.add(workers.submit(() -> train(trial, fold, before)));
            }
        }
        await(trainings);
        return trials.stream().takeWhile(Pending::isDone).map(Pending::trial).toList();
    }

    private void train(Pending trial, int fold, List<Trial> finished) {
        Optional<FoldResult> known = journal.flatMap(file -> file.find(trial.proposal, fold));
        if (ending || (known.isEmpty() && listener.wantsToStop())) {
            return;
        }
        FoldResult result = known.orElseGet(() -> {
            FoldResult trained = task.train(trial.proposal, fold, finished);
            journal.ifPresent(file -> file.add(trial.proposal, fold, trained));
            return trained;
        });
        synchronized (this) {
            trial.results.set(fold, Optional.of(result));
            if (known.isEmpty()) {
                trial.recorded = false;
                listener.on(new SearchEvent.FoldDone(trial.proposal, fold, result));
            }
            if (trial.isDone()) {
                listener.on(new SearchEvent.TrialDone(trial.trial(), trial.recorded));
            }
        }
    }

    /** Waits for all; after a failure or an interrupt no more are begun. The first failure in the order of the round is thrown. */
    private void await(List<Future<?>> trainings) {
        Optional<Throwable> failure = Optional.empty();
        boolean interrupted = false;
        for (Future<?> training : trainings) {
            for (boolean waiting = true; waiting; ) {
                try {
                    training.get();
                    waiting = false;
                } catch (InterruptedException e) {
                    interrupted = true;
                    ending = true;
                } catch (ExecutionException e) {
                    failure = failure.or(() -> Optional.ofNullable(e.getCause()));
                    ending = true;
                    waiting = false;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        failure.ifPresent(TrialRunner::rethrow);
    }

    private static void rethrow(Throwable failure) {
        switch (failure) {
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        workers.close();
        journal.ifPresent(SearchJournal::close);
    }
}

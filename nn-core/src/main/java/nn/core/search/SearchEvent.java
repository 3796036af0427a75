package nn.core.search;

/** What a {@link SearchListener} hears of. */
public sealed interface SearchEvent {

    /**
     * The search begins.
     *
     * @param trials how many there will be, those that are tried again with more epochs counted again
     * @param folds trainings of each
     * @param recorded trainings that the journal has already
     */
    record Started(int trials, int folds, int recorded) implements SearchEvent {}

    /**
     * A training is done.
     *
     * @param proposal the trial
     * @param fold its fold, from 0
     * @param result what came out
     */
    record FoldDone(Proposal proposal, int fold, FoldResult result) implements SearchEvent {}

    /**
     * A trial is done in all folds. Trials of a round are told of in the order in which they end.
     *
     * @param trial the trial
     * @param recorded whether all of it was in the journal already
     */
    record TrialDone(Trial trial, boolean recorded) implements SearchEvent {}
}

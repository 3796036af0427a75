package nn.core.train;

/** Hears what happens in a training, on the thread that trains. */
@FunctionalInterface
public interface TrainingListener {

    /** Called for each event; an exception ends the training. */
    void on(TrainingEvent event);

    /** Whether {@link TrainingEvent.StepDone} is of interest; when nobody wants it, steps allocate nothing for it. */
    default boolean wantsSteps() {
        return false;
    }

    /**
     * Asked after each step, so it should be quick: whether training should end now and keep what it has. The epoch ends after
     * that step, is measured like any other, and is the last.
     */
    default boolean wantsToStop() {
        return false;
    }
}

package nn.core.train;

/** Trains for one phase. */
sealed interface PhaseLoop permits MiniBatchLoop, ObjectiveLoop {

    /** Steps in each of its epochs. */
    int stepsPerEpoch();

    /**
     * Trains until the phase is over.
     *
     * @param epochsBefore epochs of the phases before; they are counted on
     */
    StopReason train(int epochsBefore);
}

package nn.core.train;

/** Why a training ended. */
public enum StopReason {
    /** All epochs are done. */
    ALL_EPOCHS("all epochs done"),
    /** The validation loss has not improved for a while. */
    NO_IMPROVEMENT("no improvement on the validation part"),
    /** The optimizer says that it cannot improve further. */
    CONVERGED("the optimizer has converged"),
    /** Somebody asked for it. */
    REQUESTED("stopped on request");

    private final String words;

    StopReason(String words) {
        this.words = words;
    }

    /** The reason in words. */
    @Override
    public String toString() {
        return words;
    }
}

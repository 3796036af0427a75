package nn.core.random;

/** What random numbers are used for; different purposes never share numbers. */
public enum Purpose {
    /** Initial weights of a network. */
    INITIAL_WEIGHTS(0),
    /** Order of the rows in an epoch. */
    BATCH_ORDER(1),
    /** Noise inside layers, such as dropout. */
    LAYER_NOISE(2),
    /** Which rows go into which part of a split. */
    SPLIT(3),
    /** Synthetic data. */
    DATA(4),
    /** Which rows and entries a check looks at. */
    CHECK(5),
    /** Which rows are held out in which fold. */
    FOLDS(6),
    /** Which rows are drawn to see how far a figure depends on them. */
    RESAMPLE(9),
    /** Which points of a space a search tries. */
    SEARCH(10),
    /** Which rows of very many stand for all. */
    SAMPLE(16),
    /** Which rows of a rare class are repeated once more than others. */
    OVERSAMPLING(17);

    private final int number;

    Purpose(int number) {
        this.number = number;
    }

    /** Part of what a seed means, so it never changes. */
    int number() {
        return number;
    }
}

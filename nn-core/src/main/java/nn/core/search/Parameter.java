package nn.core.search;

/**
 * A domain at which something is chosen. What is chosen is kept as one number, the decision: the value itself, or the index of a
 * choice.
 */
public sealed interface Parameter extends Domain permits Choices, Numeric {

    /**
     * The decision at a place of the domain, each part of which has its share of the places.
     *
     * @param place from 0 up to, but not including, 1
     */
    double at(double place);

    /**
     * The decisions that a grid has.
     *
     * @param points how many of a range, 1 or more; there are fewer if there are not so many values
     */
    double[] grid(int points);

    /** The decisions at which a value can be out of bounds, if it can: the ends of a range, or all choices. */
    double[] extremes();

    /** A decision in words. */
    String label(double decision);
}

package nn.core.search;

/**
 * A point to try.
 *
 * @param trial the number of the trial, from 1; the same point tried again with more epochs keeps it
 * @param point the configuration
 * @param share the share of its epochs that the trial may take, in (0, 1]
 */
public record Proposal(int trial, Point point, double share) {

    /** A point to try with all of its epochs. */
    Proposal(int trial, Point point) {
        this(trial, point, 1);
    }
}

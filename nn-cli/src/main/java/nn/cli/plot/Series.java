package nn.cli.plot;

/**
 * Points that belong together, joined by lines. A point that is not finite, or not positive on a logarithmic axis, interrupts the
 * line.
 *
 * @param name what the legend says; series of one name look alike in all panels of a figure
 * @param x the points' places along the horizontal axis
 * @param y likewise along the vertical one, as many
 */
public record Series(String name, double[] x, double[] y) {

    /** Checks the lengths and keeps copies. */
    public Series {
        if (x.length != y.length) {
            throw new IllegalArgumentException(name + ": " + x.length + " x and " + y.length + " y.");
        }
        x = x.clone();
        y = y.clone();
    }
}

package nn.cli.plot;

/**
 * An axis of a panel; its range follows from the data.
 *
 * @param label what it shows, with unit
 * @param scale how values become places
 */
public record Axis(String label, Scale scale) {

    /** How values become places on an axis. */
    public enum Scale {
        /** Equal differences are equally far apart. */
        LINEAR,
        /** Equal ratios are equally far apart; only positive values have a place. */
        LOGARITHMIC
    }

    /** An axis with equal differences. */
    public static Axis linear(String label) {
        return new Axis(label, Scale.LINEAR);
    }

    /** An axis with equal ratios. */
    public static Axis logarithmic(String label) {
        return new Axis(label, Scale.LOGARITHMIC);
    }
}

package nn.core.spi;

/** Checks of a component's settings; the message names the setting, its value and what is expected. */
public final class Require {

    private Require() {}

    /** Checks that a setting is a number and not infinite. */
    public static void finite(String name, double value) {
        check(Double.isFinite(value), name, value, "a finite number");
    }

    /** Checks that a setting is finite and greater than 0. */
    public static void positive(String name, double value) {
        check(Double.isFinite(value) && value > 0, name, value, "a number greater than 0");
    }

    /** Checks that a setting is finite and not less than 0. */
    public static void notNegative(String name, double value) {
        check(Double.isFinite(value) && value >= 0, name, value, "a number of 0 or more");
    }

    /** Checks that a setting is finite and greater than a bound. */
    public static void greaterThan(double bound, String name, double value) {
        check(Double.isFinite(value) && value > bound, name, value, "a number greater than " + bound);
    }

    /** Checks that a setting is finite and not less than a bound. */
    public static void notLess(double bound, String name, double value) {
        check(Double.isFinite(value) && value >= bound, name, value, "a number of " + bound + " or more");
    }

    /** Checks that a setting lies in (0, 1). */
    public static void inOpenUnitInterval(String name, double value) {
        check(value > 0 && value < 1, name, value, "a number between 0 and 1");
    }

    /** Checks that a setting lies in [0, 1). */
    public static void inHalfOpenUnitInterval(String name, double value) {
        check(value >= 0 && value < 1, name, value, "a number from 0 up to, but not including, 1");
    }

    /** Checks that a setting lies in [0, 1]. */
    public static void inUnitInterval(String name, double value) {
        check(value >= 0 && value <= 1, name, value, "a number from 0 to 1");
    }

    /** Checks that a count is at least as large as a minimum. */
    public static void atLeast(int minimum, String name, long value) {
        if (value < minimum) {
            throw new IllegalArgumentException(
                    "Setting \"" + Names.toKebabCase(name) + "\" is " + value + ", expected " + minimum + " or more.");
        }
    }

    private static void check(boolean ok, String name, double value, String expected) {
        if (!ok) {
            throw new IllegalArgumentException(
                    "Setting \"" + Names.toKebabCase(name) + "\" is " + value + ", expected " + expected + ".");
        }
    }
}

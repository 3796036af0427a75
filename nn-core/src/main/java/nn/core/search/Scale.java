package nn.core.search;

/** In which coordinate a number is chosen. */
public enum Scale {
    /** The number itself. */
    LINEAR,
    /** Its logarithm: all orders of magnitude are as likely. */
    LOG;

    double coordinate(double value) {
        return this == LOG ? StrictMath.log(value) : value;
    }

    double value(double coordinate) {
        return this == LOG ? StrictMath.exp(coordinate) : coordinate;
    }
}

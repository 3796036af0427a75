package nn.core.check;

import java.util.function.DoubleSupplier;

/**
 * A derivative by central differences with one step of Richardson extrapolation, and a measure of how far to trust it.
 *
 * <pre>
 * D(h) = (L(x + h) − L(x − h)) / 2h            value = (4 D(h/2) − D(h)) / 3
 * S(h) = L(x + h) − 2 L(x) + L(x − h)          bend = |4 S(h/2) − S(h)| / 2h
 * </pre>
 *
 * <p>Where the function is smooth, the bend is O(h³). If its slope jumps within h, as that of ReLU at 0, there is no derivative
 * to compare with: the value is off by about the bend. (A jump at a distance of just h/3 is not seen, which chance hardly meets.)
 *
 * <p>Source of the extrapolation: Richardson, "The approximate arithmetical solution by finite differences", 1911.
 *
 * @param value the derivative
 * @param bend how much slopes on both sides differ beyond what smoothness explains, at least 0
 */
record NumericDerivative(double value, double bend) {

    /** h: so small that few kinks are near, so large that the differences keep nine digits. */
    private static final double STEP = 0x1p-17;

    /** What rounding leaves of the bend at most, in units of L. */
    static final double ROUNDING = 64 * Math.ulp(1.0) / STEP;

    /**
     * Differentiates with respect to one element of an array that a function reads.
     *
     * @param x the array; as before afterwards
     * @param i which element
     * @param centre L(x)
     * @param function L
     */
    static NumericDerivative of(double[] x, int i, double centre, DoubleSupplier function) {
        double at = x[i];
        x[i] = at + STEP;
        double above = function.getAsDouble();
        x[i] = at - STEP;
        double below = function.getAsDouble();
        x[i] = at + STEP / 2;
        double nearAbove = function.getAsDouble();
        x[i] = at - STEP / 2;
        double nearBelow = function.getAsDouble();
        x[i] = at;
        double wide = (above - below) / (2 * STEP);
        double narrow = (nearAbove - nearBelow) / STEP;
        double wideBend = above - 2 * centre + below;
        double narrowBend = nearAbove - 2 * centre + nearBelow;
        return new NumericDerivative((4 * narrow - wide) / 3, Math.abs(4 * narrowBend - wideBend) / (2 * STEP));
    }
}

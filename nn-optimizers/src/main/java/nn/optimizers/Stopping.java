package nn.optimizers;

import java.util.Locale;
import nn.core.NnException;
import nn.core.optim.Objective;
import nn.core.spi.Require;

/**
 * When a minimization is over; what the objective optimizers have in common.
 *
 * @param gradientTolerance stop when the largest derivative max |g_i| is at most this, 0 or more
 * @param functionTolerance stop when an iteration lowers the value by at most this share of it, from 0 up to, but not including, 1
 * @param evaluations stop before more values of the objective than this are computed, 1 or more
 */
record Stopping(double gradientTolerance, double functionTolerance, int evaluations) {

    /** Where a gradient in float arithmetic is mostly rounding. */
    static final double GRADIENT_TOLERANCE = 1e-6;

    /** Where a value in float arithmetic hardly shows a difference. */
    static final double FUNCTION_TOLERANCE = 1e-8;

    /** So many that other limits come first. */
    static final int EVALUATIONS = 100_000;

    /** The largest number of variables for methods with a matrix of double numbers: 2000 × 2000 of them take 32 MB. */
    static final int MAX_PARAMETERS = 2000;

    Stopping {
        Require.notNegative("gradientTolerance", gradientTolerance);
        Require.inHalfOpenUnitInterval("functionTolerance", functionTolerance);
        Require.atLeast(1, "evaluations", evaluations);
    }

    boolean isFlat(double[] gradient) {
        return Vectors.maxAbs(gradient) <= gradientTolerance;
    }

    boolean isStill(double before, double after) {
        return before - after <= functionTolerance * Math.max(Math.abs(before), Math.abs(after));
    }

    /** Refuses an objective with more variables than a matrix shall have rows. */
    static void requireAtMost(int maxParameters, String method, Objective objective) {
        long n = objective.dimension();
        if (n > maxParameters) {
            throw new NnException.LimitExceeded(String.format(
                    Locale.ROOT,
                    "%s keeps a matrix of parameters × parameters: %,d parameters need %,d MB, over its limit of %,d"
                            + " parameters. Use l-bfgs or fewer units, or raise it with %s:max-parameters=%d.",
                    method,
                    n,
                    (n * n * Double.BYTES) >> 20,
                    maxParameters,
                    method,
                    n));
        }
    }
}

package nn.core.transform;

import java.util.Locale;

/** How the target values of a regression are brought to the size that networks learn well. Predictions are brought back. */
public enum TargetScaling {
    /** Mean 0 and standard deviation 1 on the training part. */
    STANDARDIZE,
    /** From 0 to 1 on the training part. */
    MIN_MAX,
    /** Median 0 and interquartile range 1 on the training part, whatever outliers there are. */
    ROBUST,
    /** {@code sign(y) ln(1 + |y|)}, then standardized: for values of many orders of magnitude, whose relative errors matter. */
    LOG,
    /** As they are. */
    NONE;

    /** The name in configurations and files. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

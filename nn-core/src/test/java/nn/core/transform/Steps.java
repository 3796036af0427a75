package nn.core.transform;

import java.util.List;

/** What tests do with fitted transforms, in double precision. */
final class Steps {

    private Steps() {}

    /** A row after some transforms. */
    static double[] apply(double[] row, List<Preprocessing.Step> steps) {
        double[] values = row;
        for (Preprocessing.Step step : steps) {
            values = step.fitted().apply(values);
        }
        return values;
    }
}

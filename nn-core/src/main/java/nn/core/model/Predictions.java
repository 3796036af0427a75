package nn.core.model;

import nn.core.data.Targets;
import nn.core.loss.Link;
import nn.core.matrix.Matrix;

/**
 * What a model says about some rows.
 *
 * @param targets the classes or quantities
 * @param link how the values were read off the logits; with {@link Link#SIGMOID} quantities are probabilities
 * @param values one row for each input row: the probability of each class, or the value of each quantity
 */
public record Predictions(Targets targets, Link link, Matrix values) {

    /** Whether each quantity is the probability of a label, of which any number may apply. */
    public boolean isMultiLabel() {
        return targets instanceof Targets.Values && link == Link.SIGMOID;
    }

    /** The most probable class of a row, from 0; the first of equal ones. */
    public int label(int row) {
        int best = 0;
        for (int j = 1; j < values.columns(); j++) {
            if (values.get(row, j) > values.get(row, best)) {
                best = j;
            }
        }
        return best;
    }
}

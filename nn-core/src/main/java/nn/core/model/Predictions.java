package nn.core.model;

import java.util.List;
import nn.core.data.Targets;
import nn.core.kernel.Compute;
import nn.core.loss.Link;
import nn.core.matrix.Matrix;
import nn.core.transform.TargetScale;

/**
 * What a model says about some rows.
 *
 * @param targets the classes or quantities
 * @param link how the values were read off the logits; with {@link Link#SIGMOID} quantities are probabilities
 * @param values one row for each input row: the probability of each class, or the value of each quantity
 */
public record Predictions(Targets targets, Link link, Matrix values) {

    static Predictions of(Model model, Compute compute, float[] logits, int rows) {
        int width = model.network().outputShape().size();
        model.loss().link().apply(compute.kernel(), rows, width, logits);
        List<String> names = model.targets().names();
        float[] values = new float[rows * names.size()];
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < names.size(); j++) {
                values[r * names.size() + j] = value(model, logits, r, j, width);
            }
        }
        return new Predictions(model.targets(), model.loss().link(), Matrix.copyOf(rows, names.size(), values, 0));
    }

    private static float value(Model model, float[] outputs, int row, int j, int width) {
        if (model.targets() instanceof Targets.Values) {
            TargetScale scale = model.preprocessing().targetScale();
            return (float) scale.fromNetwork(outputs[row * width + j], j);
        }
        if (width == 1) {
            // One output for two classes is the probability of the second.
            return j == 0 ? 1 - outputs[row] : outputs[row];
        }
        return outputs[row * width + j];
    }

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

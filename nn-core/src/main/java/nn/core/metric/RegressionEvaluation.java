package nn.core.metric;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.SequencedMap;

/**
 * How predicted numbers compare with the true ones, in the units of the targets, averaged over the quantities.
 *
 * @param rows the number of rows
 * @param loss the mean loss that the network was trained with
 * @param meanSquaredError the mean of the squared errors
 * @param meanAbsoluteError the mean of the absolute errors
 * @param r2 the share of the variance that is explained, 1 at best; NaN when no target varies
 */
public record RegressionEvaluation(int rows, double loss, double meanSquaredError, double meanAbsoluteError, double r2)
        implements Evaluation {

    /** The root of the mean squared error. */
    public double rootMeanSquaredError() {
        return Math.sqrt(meanSquaredError);
    }

    @Override
    public SequencedMap<String, Double> metrics() {
        LinkedHashMap<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("r2", r2);
        metrics.put("mse", meanSquaredError);
        metrics.put("rmse", rootMeanSquaredError());
        metrics.put("mae", meanAbsoluteError);
        metrics.put("loss", loss);
        return metrics;
    }

    @Override
    public String table() {
        return String.format(
                Locale.ROOT,
                "R² %.4f, RMSE %.4g, MAE %.4g, MSE %.4g, loss %.4f on %d rows%n",
                r2,
                rootMeanSquaredError(),
                meanAbsoluteError,
                meanSquaredError,
                loss,
                rows);
    }
}

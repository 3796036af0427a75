package nn.core.metric;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.function.ToDoubleFunction;
import nn.core.loss.DistributionalLoss;
import nn.core.loss.Loss;

/**
 * How predicted numbers compare with the true ones, in the units of the targets: of each quantity, and averaged over them.
 *
 * @param rows the number of rows
 * @param loss the mean loss that the network was trained with
 * @param quantities one or more
 * @param criterion what the score is
 */
public record RegressionEvaluation(int rows, double loss, List<Quantity> quantities, Criterion criterion)
        implements Evaluation {

    /** By what models are ranked. */
    public enum Criterion {
        /** R², which may be compared across losses. */
        R2,
        /** Minus the loss, where predictions are not near the mean of the targets and R² says little of them. */
        NEGATIVE_LOSS;

        /** What suits a loss. */
        public static Criterion of(Loss loss) {
            return loss instanceof DistributionalLoss ? NEGATIVE_LOSS : R2;
        }
    }

    /**
     * How one quantity was predicted.
     *
     * @param name its name
     * @param meanSquaredError the mean of the squared errors
     * @param meanAbsoluteError the mean of the absolute errors
     * @param r2 the share of the variance that is explained, 1 at best; NaN when the target does not vary
     */
    public record Quantity(String name, double meanSquaredError, double meanAbsoluteError, double r2) {

        /** The root of the mean squared error. */
        public double rootMeanSquaredError() {
            return Math.sqrt(meanSquaredError);
        }
    }

    /** Keeps a copy of the list. */
    public RegressionEvaluation {
        quantities = List.copyOf(quantities);
    }

    /** The mean of the squared errors of all quantities. */
    public double meanSquaredError() {
        return mean(Quantity::meanSquaredError);
    }

    /** The mean over the quantities of the root of the mean squared error. */
    public double rootMeanSquaredError() {
        return mean(Quantity::rootMeanSquaredError);
    }

    /** The mean of the absolute errors of all quantities. */
    public double meanAbsoluteError() {
        return mean(Quantity::meanAbsoluteError);
    }

    /** The mean R² of the quantities that vary; NaN when none does. */
    public double r2() {
        return mean(Quantity::r2);
    }

    /** The mean over the quantities that have the figure. */
    private double mean(ToDoubleFunction<Quantity> figure) {
        return quantities.stream()
                .mapToDouble(figure)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }

    @Override
    public String scoreName() {
        return criterion == Criterion.R2 ? "r2" : "negative-loss";
    }

    @Override
    public double score() {
        return criterion == Criterion.R2 ? r2() : -loss;
    }

    @Override
    public boolean isBetterThan(Evaluation other) {
        return loss < other.loss();
    }

    @Override
    public SequencedMap<String, Double> metrics() {
        LinkedHashMap<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("r2", r2());
        metrics.put("mse", meanSquaredError());
        metrics.put("rmse", rootMeanSquaredError());
        metrics.put("mae", meanAbsoluteError());
        metrics.put("loss", loss);
        return metrics;
    }

    /** R², errors and loss; then, if there are several quantities, those of each. */
    @Override
    public String table() {
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                "R² %.4f, RMSE %.4g, MAE %.4g, MSE %.4g, loss %.4f on %d rows%n",
                r2(),
                rootMeanSquaredError(),
                meanAbsoluteError(),
                meanSquaredError(),
                loss,
                rows));
        if (quantities.size() > 1) {
            int width = Math.max(
                    8,
                    quantities.stream().mapToInt(q -> q.name().length()).max().orElse(0));
            String name = "%-" + width + "s";
            table.append(String.format(Locale.ROOT, name + " %9s %10s %10s%n", "quantity", "R²", "RMSE", "MAE"));
            for (Quantity q : quantities) {
                table.append(String.format(
                        Locale.ROOT,
                        name + " %9.4f %10.4g %10.4g%n",
                        q.name(),
                        q.r2(),
                        q.rootMeanSquaredError(),
                        q.meanAbsoluteError()));
            }
        }
        return table.toString();
    }
}

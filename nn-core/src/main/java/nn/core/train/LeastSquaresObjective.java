package nn.core.train;

import java.util.Arrays;
import nn.core.data.Batch;
import nn.core.loss.SumOfSquares;
import nn.core.network.TrainingPass;
import nn.core.optim.LeastSquares;

/**
 * A loss that is a sum of squares as a function of θ, with the products that methods for least squares need.
 *
 * <pre>r_rj = √(2 s ω_r) (a_rj − y_rj)      J_rj = √(2 s ω_r) ∂a_rj/∂θ      JᵀJ = Σ_rj J_rjᵀ·J_rj</pre>
 *
 * <p>The gradient of one output of one row is a backward pass that begins with a single 1. It goes through the whole batch, so
 * that it is right for layers that tie rows together, too; in the small networks for which one forms JᵀJ the products of the
 * last line take longer.
 */
final class LeastSquaresObjective extends LossObjective implements LeastSquares {

    private final TrainingRun run;
    private final double scale;
    private final int outputs;
    /** J of a batch; made when first needed. */
    private double[][] jacobian = new double[0][];

    LeastSquaresObjective(TrainingRun run, int sampleRows, SumOfSquares loss) {
        super(run, sampleRows);
        this.run = run;
        scale = loss.scale(run.examples().targets());
        outputs = run.network().outputShape().size();
    }

    @Override
    public double gaussNewton(double[] point, double[] gradient, double[][] curvature) {
        if (jacobian.length == 0) {
            jacobian = new double[batch().maxRows() * outputs][dimension()];
        }
        for (double[] row : curvature) {
            Arrays.fill(row, 0);
        }
        double value = sum(point, gradient, share -> addCurvature(share, curvature));
        run.settings().rules().penalty().addCurvature(run.network().layout(), curvature);
        return value;
    }

    private void addCurvature(double share, double[][] curvature) {
        Batch batch = batch();
        TrainingPass pass = pass();
        int residuals = batch.rows() * outputs;
        for (int i = 0; i < residuals; i++) {
            Arrays.fill(pass.logitGradient(), 0, residuals, 0);
            pass.logitGradient()[i] = 1;
            pass.backward(batch.features());
            double factor = Math.sqrt(2 * scale * share * batch.rowWeights()[i / outputs]);
            for (int p = 0; p < jacobian[i].length; p++) {
                jacobian[i][p] = factor * pass.gradients()[p];
            }
        }
        run.compute().ranges(curvature.length, curvature.length * residuals / 2, (from, n) -> {
            for (int p = from; p < from + n; p++) {
                addProducts(residuals, p, curvature[p]);
            }
        });
    }

    /** {@code (JᵀJ)_pq} for q ≤ p: one chain over the residuals for each element. */
    private void addProducts(int residuals, int p, double[] row) {
        for (int i = 0; i < residuals; i++) {
            double[] derivatives = jacobian[i];
            double factor = derivatives[p];
            for (int q = 0; q <= p; q++) {
                row[q] += factor * derivatives[q];
            }
        }
    }
}

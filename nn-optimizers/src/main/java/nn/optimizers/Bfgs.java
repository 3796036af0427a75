package nn.optimizers;

import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import nn.core.optim.Objective;
import nn.core.optim.ObjectiveOptimizer;
import nn.core.optim.Optimizer;
import nn.core.spi.RecordProvider;
import nn.core.spi.Require;
import nn.core.spi.Spec;

/**
 * BFGS: a quasi-Newton method that keeps an approximation H of the inverse matrix of second derivatives.
 *
 * <pre>
 * p = −H g      H ← (I − ρ s yᵀ) H (I − ρ y sᵀ) + ρ s sᵀ      ρ = 1 / yᵀs
 * </pre>
 *
 * with the step s and the change y of the gradient; before the first of these updates H = (sᵀy / yᵀy) I.
 *
 * <p>Source: Nocedal and Wright, "Numerical Optimization", 2nd edition, 2006: algorithm 6.1 with equations (6.17) and (6.20),
 * steps by {@link WolfeSearch} with c₂ = 0.9.
 *
 * @param gradientTolerance stop when no derivative is larger than this, 0 or more
 * @param functionTolerance stop when an iteration lowers the value by a smaller share, from 0 up to, but not including, 1
 * @param evaluations of value and gradient at most, 1 or more
 * @param sampleRows rows of the training part that make up the objective; 0 for all
 * @param maxParameters the most parameters of which a matrix is made, 1 or more
 */
public record Bfgs(
        double gradientTolerance, double functionTolerance, int evaluations, int sampleRows, int maxParameters)
        implements ObjectiveOptimizer {

    private static final String NAME = "bfgs";

    /** Checks the settings. */
    public Bfgs {
        Require.atLeast(0, "sampleRows", sampleRows);
        Require.atLeast(1, "maxParameters", maxParameters);
        new Stopping(gradientTolerance, functionTolerance, evaluations);
    }

    /** All rows, up to 2000 parameters. */
    public Bfgs() {
        this(
                Stopping.GRADIENT_TOLERANCE,
                Stopping.FUNCTION_TOLERANCE,
                Stopping.EVALUATIONS,
                0,
                Stopping.MAX_PARAMETERS);
    }

    @Override
    public void requireSuitable(Objective objective) {
        Stopping.requireAtMost(maxParameters, NAME, objective);
    }

    @Override
    public void minimize(Objective objective, double[] point, Observer observer) {
        requireSuitable(objective);
        Stopping stopping = new Stopping(gradientTolerance, functionTolerance, evaluations);
        new LineSearchDescent(objective, new InverseHessian(point.length), stopping).minimize(point, observer);
    }

    private static final class InverseHessian implements LineSearchDescent.Method {

        private final double[][] h;
        private final double[] product;
        private boolean known;

        InverseHessian(int n) {
            h = new double[n][n];
            product = new double[n];
            forget();
        }

        @Override
        public double curvature() {
            return QuasiNewton.CURVATURE;
        }

        @Override
        public void direction(double[] gradient, double[] direction) {
            for (int i = 0; i < h.length; i++) {
                direction[i] = -Vectors.dot(h[i], gradient);
            }
        }

        @Override
        public double firstStep(double slopeRatio, double lastStep) {
            return 1;
        }

        /** The update multiplied out: H + ρ (1 + ρ yᵀHy) s sᵀ − ρ (Hy sᵀ + s (Hy)ᵀ), which keeps H symmetric. */
        @Override
        public void learn(double[] step, double[] change) {
            if (!QuasiNewton.isUsable(step, change)) {
                return;
            }
            double rho = 1 / Vectors.dot(step, change);
            if (!known) {
                setDiagonal(1 / (rho * Vectors.dot(change, change)));
                known = true;
            }
            for (int i = 0; i < h.length; i++) {
                product[i] = Vectors.dot(h[i], change);
            }
            double both = rho * (1 + rho * Vectors.dot(change, product));
            for (int i = 0; i < h.length; i++) {
                Vectors.add(both * step[i] - rho * product[i], step, h[i]);
                Vectors.add(-rho * step[i], product, h[i]);
            }
        }

        @Override
        public void forget() {
            known = false;
            for (double[] row : h) {
                Arrays.fill(row, 0);
            }
            setDiagonal(1);
        }

        private void setDiagonal(double value) {
            for (int i = 0; i < h.length; i++) {
                h[i][i] = value;
            }
        }
    }

    @Override
    public Spec spec() {
        return Spec.of(NAME, this, MethodHandles.lookup());
    }

    /** Makes it by name. */
    public static final class Provider extends RecordProvider<Optimizer> {
        /** For the service loader. */
        public Provider() {
            super(Optimizer.class, NAME, new Bfgs(), MethodHandles.lookup());
        }
    }
}

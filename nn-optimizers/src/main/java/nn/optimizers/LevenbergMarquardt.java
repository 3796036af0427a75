package nn.optimizers;

import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import nn.core.NnException;
import nn.core.optim.LeastSquares;
import nn.core.optim.Objective;
import nn.core.optim.ObjectiveOptimizer;
import nn.core.optim.Optimizer;
import nn.core.spi.RecordProvider;
import nn.core.spi.Require;
import nn.core.spi.Spec;

/**
 * Levenberg–Marquardt for sums of squares: between Gauss and Newton's method (μ small) and short steps along −g (μ large).
 *
 * <pre>
 * (JᵀJ + μ I) h = −g      ϱ = (L(θ) − L(θ + h)) / (½ hᵀ(μ h − g))
 * ϱ > 0:  θ ← θ + h,  μ ← μ max(⅓, 1 − (2ϱ − 1)³),  ν ← 2      else:  μ ← μ ν,  ν ← 2ν
 * </pre>
 *
 * where L = ½ ‖r‖² and at first μ = τ max (JᵀJ)_ii, ν = 2.
 *
 * <p>Source: Madsen, Nielsen and Tingleff, "Methods for non-linear least squares problems", 2nd edition, 2004, algorithm 3.16
 * with equations (3.14) to (3.16); Levenberg 1944, Marquardt 1963. The system is solved by {@link Cholesky}.
 *
 * @param damping τ, greater than 0: small where the start is thought to be near a minimum
 * @param gradientTolerance stop when no derivative is larger than this, 0 or more
 * @param functionTolerance stop when an iteration lowers the value by a smaller share, from 0 up to, but not including, 1
 * @param evaluations of values and of matrices JᵀJ at most, 1 or more
 * @param sampleRows rows of the training part that make up the objective; 0 for all
 * @param maxParameters the most parameters of which a matrix is made, 1 or more
 */
public record LevenbergMarquardt(
        double damping,
        double gradientTolerance,
        double functionTolerance,
        int evaluations,
        int sampleRows,
        int maxParameters)
        implements ObjectiveOptimizer {

    private static final String NAME = "levenberg-marquardt";

    /** Checks the settings. */
    public LevenbergMarquardt {
        Require.positive("damping", damping);
        Require.atLeast(0, "sampleRows", sampleRows);
        Require.atLeast(1, "maxParameters", maxParameters);
        new Stopping(gradientTolerance, functionTolerance, evaluations);
    }

    /** τ = 10⁻³ on all rows, up to 2000 parameters. */
    public LevenbergMarquardt() {
        this(
                1e-3,
                Stopping.GRADIENT_TOLERANCE,
                Stopping.FUNCTION_TOLERANCE,
                Stopping.EVALUATIONS,
                0,
                Stopping.MAX_PARAMETERS);
    }

    @Override
    public void requireSuitable(Objective objective) {
        leastSquares(objective);
        Stopping.requireAtMost(maxParameters, NAME, objective);
    }

    private static LeastSquares leastSquares(Objective objective) {
        if (objective instanceof LeastSquares squares) {
            return squares;
        }
        throw new NnException.Configuration(NAME + " needs a loss that is a sum of squares, found " + objective
                + ". Use mean-squared-error or half-squared-error, or l-bfgs for any loss.");
    }

    @Override
    public void minimize(Objective objective, double[] point, Observer observer) {
        requireSuitable(objective);
        new Descent(this, leastSquares(objective), point).minimize(observer);
    }

    private static final class Descent {

        private final LeastSquares objective;
        private final Stopping stopping;
        private final double tau;
        private final double[] point;
        private final double[] gradient;
        private final double[][] curvature;
        private final Cholesky damped;
        private final double[] step;
        private final double[] trial;
        private final double[] trialGradient;
        private double mu;
        private double nu = 2;
        private int evaluations;

        Descent(LevenbergMarquardt settings, LeastSquares objective, double[] point) {
            this.objective = objective;
            this.point = point;
            stopping = new Stopping(settings.gradientTolerance, settings.functionTolerance, settings.evaluations);
            tau = settings.damping;
            int n = point.length;
            gradient = new double[n];
            curvature = new double[n][];
            Arrays.setAll(curvature, i -> new double[i + 1]);
            damped = new Cholesky(n);
            step = new double[n];
            trial = new double[n];
            trialGradient = new double[n];
        }

        void minimize(Observer observer) {
            double value = linearize();
            for (int i = 0; i < point.length; i++) {
                mu = Math.max(mu, tau * curvature[i][i]);
            }
            boolean goOn = Double.isFinite(value);
            for (int iteration = 1; goOn && !stopping.isFlat(gradient); iteration++) {
                double lower = stepDown(value);
                if (!(lower < value)) {
                    return;
                }
                goOn = observer.iterated(iteration, lower, point)
                        && !stopping.isStill(value, lower)
                        && evaluations < stopping.evaluations();
                if (goOn) {
                    value = linearize();
                }
            }
        }

        private double linearize() {
            evaluations++;
            return objective.gaussNewton(point, gradient, curvature);
        }

        /** Tries steps, shorter and shorter, until one lowers the value; returns the new value, or the old if none does. */
        private double stepDown(double value) {
            while (evaluations < stopping.evaluations()) {
                if (damped.factor(curvature, mu)) {
                    solve();
                    if (isTooShort()) {
                        return value;
                    }
                    double gain = (value - tried()) / predicted();
                    if (gain > 0) {
                        System.arraycopy(trial, 0, point, 0, point.length);
                        double edge = 2 * gain - 1;
                        mu *= Math.max(1.0 / 3, 1 - edge * edge * edge);
                        nu = 2;
                        return lastTried;
                    }
                }
                mu *= nu;
                nu *= 2;
            }
            return value;
        }

        private double lastTried;

        private void solve() {
            Vectors.scale(-1, gradient, step);
            damped.solve(step);
            for (int i = 0; i < point.length; i++) {
                trial[i] = point[i] + step[i];
            }
        }

        /** Whether the step vanishes in the rounding of {@code float}, in which networks keep their parameters. */
        private boolean isTooShort() {
            return !(Vectors.maxAbs(step) > 1e-9 * (Vectors.maxAbs(point) + 1e-9));
        }

        private double tried() {
            evaluations++;
            lastTried = objective.valueAndGradient(trial, trialGradient);
            return lastTried;
        }

        /** ½ hᵀ(μ h − g), by how much the linearized residuals say that the value falls; positive. */
        private double predicted() {
            return (mu * Vectors.dot(step, step) - Vectors.dot(step, gradient)) / 2;
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
            super(Optimizer.class, NAME, new LevenbergMarquardt(), MethodHandles.lookup());
        }
    }
}

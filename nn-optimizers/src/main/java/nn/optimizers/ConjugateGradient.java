package nn.optimizers;

import java.lang.invoke.MethodHandles;
import nn.core.optim.Objective;
import nn.core.optim.ObjectiveOptimizer;
import nn.core.optim.Optimizer;
import nn.core.spi.RecordProvider;
import nn.core.spi.Require;
import nn.core.spi.Spec;

/**
 * The nonlinear conjugate gradient method of Polak and Ribière, with the restarts that their β needs.
 *
 * <pre>
 * p₀ = −g₀      p_{k+1} = −g_{k+1} + β p_k      β = max(0, g_{k+1}ᵀ(g_{k+1} − g_k) / g_kᵀg_k)
 * </pre>
 *
 * <p>β = 0 (a restart with −g) also where two gradients are far from orthogonal, {@code |g_{k+1}ᵀg_k| ≥ 0.1 g_{k+1}ᵀg_{k+1}}.
 *
 * <p>Source: Nocedal and Wright, "Numerical Optimization", 2nd edition, 2006: algorithm 5.4 with the β of equations (5.44) and
 * (5.45), called PR+, Powell's restart of equation (5.52), steps by {@link WolfeSearch} with c₂ = 0.1, each first trial taken to
 * lower the value as much as the step before did in first order (section 3.5).
 *
 * @param gradientTolerance stop when no derivative is larger than this, 0 or more
 * @param functionTolerance stop when an iteration lowers the value by a smaller share, from 0 up to, but not including, 1
 * @param evaluations of value and gradient at most, 1 or more
 * @param sampleRows rows of the training part that make up the objective; 0 for all
 */
public record ConjugateGradient(double gradientTolerance, double functionTolerance, int evaluations, int sampleRows)
        implements ObjectiveOptimizer {

    private static final String NAME = "conjugate-gradient";

    /** c₂, as Nocedal and Wright recommend for conjugate gradients. */
    private static final double CURVATURE = 0.1;

    /** ν of equation (5.52). */
    private static final double RESTART = 0.1;

    /** Checks the settings. */
    public ConjugateGradient {
        Require.atLeast(0, "sampleRows", sampleRows);
        new Stopping(gradientTolerance, functionTolerance, evaluations);
    }

    /** On all rows. */
    public ConjugateGradient() {
        this(Stopping.GRADIENT_TOLERANCE, Stopping.FUNCTION_TOLERANCE, Stopping.EVALUATIONS, 0);
    }

    @Override
    public void minimize(Objective objective, double[] point, Observer observer) {
        Stopping stopping = new Stopping(gradientTolerance, functionTolerance, evaluations);
        new LineSearchDescent(objective, new PolakRibiere(point.length), stopping).minimize(point, observer);
    }

    private static final class PolakRibiere implements LineSearchDescent.Method {

        private final double[] gradientBefore;
        private final double[] directionBefore;
        private double squareBefore;

        PolakRibiere(int n) {
            gradientBefore = new double[n];
            directionBefore = new double[n];
        }

        @Override
        public double curvature() {
            return CURVATURE;
        }

        @Override
        public void direction(double[] gradient, double[] direction) {
            double square = Vectors.dot(gradient, gradient);
            double overlap = Vectors.dot(gradient, gradientBefore);
            boolean restart = squareBefore == 0 || Math.abs(overlap) >= RESTART * square;
            double beta = restart ? 0 : Math.max(0, (square - overlap) / squareBefore);
            for (int i = 0; i < direction.length; i++) {
                direction[i] = -gradient[i] + beta * directionBefore[i];
            }
            System.arraycopy(gradient, 0, gradientBefore, 0, gradient.length);
            System.arraycopy(direction, 0, directionBefore, 0, direction.length);
            squareBefore = square;
        }

        @Override
        public double firstStep(double slopeRatio, double lastStep) {
            return lastStep * slopeRatio;
        }

        @Override
        public void learn(double[] step, double[] change) {}

        @Override
        public void forget() {
            squareBefore = 0;
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
            super(Optimizer.class, NAME, new ConjugateGradient(), MethodHandles.lookup());
        }
    }
}

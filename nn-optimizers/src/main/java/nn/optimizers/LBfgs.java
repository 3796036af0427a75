package nn.optimizers;

import java.lang.invoke.MethodHandles;
import java.util.ArrayDeque;
import nn.core.optim.Objective;
import nn.core.optim.ObjectiveOptimizer;
import nn.core.optim.Optimizer;
import nn.core.spi.RecordProvider;
import nn.core.spi.Require;
import nn.core.spi.Spec;

/**
 * L-BFGS: a quasi-Newton method that knows the second derivatives from its last m steps s and changes y of the gradient.
 *
 * <pre>
 * q ← g;  from the newest pair to the oldest:  α_i = ρ_i s_iᵀq,  q ← q − α_i y_i        ρ_i = 1 / y_iᵀs_i
 * r ← γ q                                                                              γ = sᵀy / yᵀy of the newest pair
 * from the oldest pair to the newest:  β = ρ_i y_iᵀr,  r ← r + s_i (α_i − β)            p = −r
 * </pre>
 *
 * <p>Source: Nocedal and Wright, "Numerical Optimization", 2nd edition, 2006: algorithm 7.4 (two-loop recursion) within algorithm
 * 7.5, γ of equation (7.20), steps by {@link WolfeSearch} with c₂ = 0.9.
 *
 * @param memory m, how many pairs are kept, 1 or more
 * @param gradientTolerance stop when no derivative is larger than this, 0 or more
 * @param functionTolerance stop when an iteration lowers the value by a smaller share, from 0 up to, but not including, 1
 * @param evaluations of value and gradient at most, 1 or more
 * @param sampleRows rows of the training part that make up the objective; 0 for all
 */
public record LBfgs(int memory, double gradientTolerance, double functionTolerance, int evaluations, int sampleRows)
        implements ObjectiveOptimizer {

    private static final String NAME = "l-bfgs";

    /** Checks the settings. */
    public LBfgs {
        Require.atLeast(1, "memory", memory);
        Require.atLeast(0, "sampleRows", sampleRows);
        new Stopping(gradientTolerance, functionTolerance, evaluations);
    }

    /** m = 10 on all rows. */
    public LBfgs() {
        this(10, Stopping.GRADIENT_TOLERANCE, Stopping.FUNCTION_TOLERANCE, Stopping.EVALUATIONS, 0);
    }

    @Override
    public void minimize(Objective objective, double[] point, Observer observer) {
        Stopping stopping = new Stopping(gradientTolerance, functionTolerance, evaluations);
        new LineSearchDescent(objective, new TwoLoopRecursion(memory), stopping).minimize(point, observer);
    }

    private static final class TwoLoopRecursion implements LineSearchDescent.Method {

        private record Pair(double[] step, double[] change, double rho) {}

        private final int memory;
        /** Oldest first. */
        private final ArrayDeque<Pair> pairs = new ArrayDeque<>();

        TwoLoopRecursion(int memory) {
            this.memory = memory;
        }

        @Override
        public double curvature() {
            return QuasiNewton.CURVATURE;
        }

        @Override
        public void direction(double[] gradient, double[] direction) {
            Vectors.scale(-1, gradient, direction); // All is linear: −g instead of g gives p = −r.
            double[] alpha = new double[pairs.size()];
            int i = pairs.size();
            for (Pair pair : pairs.reversed()) {
                i--;
                alpha[i] = pair.rho * Vectors.dot(pair.step, direction);
                Vectors.add(-alpha[i], pair.change, direction);
            }
            if (!pairs.isEmpty()) {
                Pair newest = pairs.getLast();
                double gamma = 1 / (newest.rho * Vectors.dot(newest.change, newest.change));
                Vectors.scale(gamma, direction, direction);
            }
            for (Pair pair : pairs) {
                double beta = pair.rho * Vectors.dot(pair.change, direction);
                Vectors.add(alpha[i] - beta, pair.step, direction);
                i++;
            }
        }

        @Override
        public double firstStep(double slopeRatio, double lastStep) {
            return 1;
        }

        @Override
        public void learn(double[] step, double[] change) {
            if (QuasiNewton.isUsable(step, change)) {
                if (pairs.size() == memory) {
                    pairs.removeFirst();
                }
                pairs.addLast(new Pair(step.clone(), change.clone(), 1 / Vectors.dot(step, change)));
            }
        }

        @Override
        public void forget() {
            pairs.clear();
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
            super(Optimizer.class, NAME, new LBfgs(), MethodHandles.lookup());
        }
    }
}

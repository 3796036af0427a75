package nn.optimizers;

import java.util.Arrays;
import nn.core.optim.LeastSquares;
import nn.core.optim.Objective;

/** Functions whose minima are known; each counts how often it is evaluated. */
final class Problems {

    private Problems() {}

    /** Counts evaluations. */
    abstract static class Counted implements Objective {
        int evaluations;

        @Override
        public final double valueAndGradient(double[] point, double[] gradient) {
            evaluations++;
            return compute(point, gradient);
        }

        abstract double compute(double[] x, double[] gradient);

        @Override
        public String toString() {
            return getClass().getSimpleName();
        }
    }

    /**
     * Rosenbrock's function in n dimensions, Σ 100 (x_{i+1} − x_i²)² + (1 − x_i)², as a sum of squares; minimum 0 at (1, …, 1).
     * Start at (−1.2, 1, −1.2, 1, …): Rosenbrock 1960; Moré, Garbow and Hillstrom 1981.
     */
    static final class Rosenbrock extends Counted implements LeastSquares {
        private final int n;

        Rosenbrock(int n) {
            this.n = n;
        }

        double[] start() {
            double[] start = new double[n];
            Arrays.setAll(start, i -> i % 2 == 0 ? -1.2 : 1);
            return start;
        }

        @Override
        public int dimension() {
            return n;
        }

        @Override
        double compute(double[] x, double[] gradient) {
            Arrays.fill(gradient, 0);
            double value = 0;
            for (int i = 0; i + 1 < n; i++) {
                double curve = x[i + 1] - x[i] * x[i];
                double rest = 1 - x[i];
                value += 100 * curve * curve + rest * rest;
                gradient[i] += -400 * curve * x[i] - 2 * rest;
                gradient[i + 1] += 200 * curve;
            }
            return value;
        }

        /** With residuals √200 (x_{i+1} − x_i²) and √2 (1 − x_i). */
        @Override
        public double gaussNewton(double[] x, double[] gradient, double[][] curvature) {
            for (double[] row : curvature) {
                Arrays.fill(row, 0);
            }
            for (int i = 0; i + 1 < n; i++) {
                curvature[i][i] += 800 * x[i] * x[i] + 2;
                curvature[i + 1][i] += -400 * x[i];
                curvature[i + 1][i + 1] += 200;
            }
            return valueAndGradient(x, gradient);
        }
    }

    /** ½ xᵀAx − bᵀx with a diagonal A from 1 to a condition number; minimum at b_i / A_ii. */
    static final class Bowl extends Counted {
        private final int n;
        private final double condition;

        Bowl(int n, double condition) {
            this.n = n;
            this.condition = condition;
        }

        @Override
        public int dimension() {
            return n;
        }

        double diagonal(int i) {
            return 1 + (condition - 1) * i / (n - 1);
        }

        @Override
        double compute(double[] x, double[] gradient) {
            double value = 0;
            for (int i = 0; i < n; i++) {
                gradient[i] = diagonal(i) * x[i] - 1;
                value += x[i] * (gradient[i] - 1) / 2;
            }
            return value;
        }
    }

    /** ln cosh x, defined only for |x| < 1; beyond it is infinite. */
    static final class Walled extends Counted {
        @Override
        public int dimension() {
            return 1;
        }

        @Override
        double compute(double[] x, double[] gradient) {
            gradient[0] = Math.abs(x[0]) < 1 ? StrictMath.tanh(x[0]) : Double.NaN;
            return Math.abs(x[0]) < 1 ? StrictMath.log(StrictMath.cosh(x[0])) : Double.POSITIVE_INFINITY;
        }
    }
}

package nn.optimizers;

import nn.core.optim.LeastSquares;
import nn.core.optim.Objective;
import nn.core.optim.ObjectiveOptimizer;
import nn.core.spi.Spec;

/** An optimizer for least squares whose evaluations of the objective are counted: values and matrices alike. */
final class CountingOptimizer implements ObjectiveOptimizer {

    private final ObjectiveOptimizer optimizer;
    private int evaluations;

    CountingOptimizer(ObjectiveOptimizer optimizer) {
        this.optimizer = optimizer;
    }

    int evaluations() {
        return evaluations;
    }

    @Override
    public void minimize(Objective objective, double[] point, Observer observer) {
        LeastSquares squares = (LeastSquares) objective;
        optimizer.minimize(
                new LeastSquares() {
                    @Override
                    public int dimension() {
                        return squares.dimension();
                    }

                    @Override
                    public double valueAndGradient(double[] at, double[] gradient) {
                        evaluations++;
                        return squares.valueAndGradient(at, gradient);
                    }

                    @Override
                    public double gaussNewton(double[] at, double[] gradient, double[][] curvature) {
                        evaluations++;
                        return squares.gaussNewton(at, gradient, curvature);
                    }
                },
                point,
                observer);
    }

    @Override
    public Spec spec() {
        return optimizer.spec();
    }
}

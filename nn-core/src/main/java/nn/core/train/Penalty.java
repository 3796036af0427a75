package nn.core.train;

import nn.core.layer.ParameterLayout;
import nn.core.layer.Role;
import nn.core.layer.Segment;
import nn.core.spi.Require;

/**
 * What large weights cost beside the loss, so that a network stays simple: L1, L2, or with both the elastic net.
 *
 * <pre>l1 Σ |w| + l2 ½ Σ w²      its derivative: l1 sign(w) + l2 w</pre>
 *
 * <p>Weights pay, biases and what scales normalized values do not. The losses that are reported are those of the data alone. L1 makes
 * many weights nearly 0; L2 keeps all of them small, and is the weight decay of plain gradient descent.
 *
 * <p>Source: Tibshirani, "Regression shrinkage and selection via the lasso", 1996; Krogh and Hertz, "A simple weight decay can improve
 * generalization", NIPS 1991; Zou and Hastie, "Regularization and variable selection via the elastic net", 2005.
 *
 * @param l1 the price of a weight's magnitude, 0 or more
 * @param l2 the price of half its square, 0 or more
 */
public record Penalty(double l1, double l2) {

    /** Nothing is to be paid. */
    public static final Penalty NONE = new Penalty(0, 0);

    /** Checks the prices. */
    public Penalty {
        Require.notNegative("l1", l1);
        Require.notNegative("l2", l2);
    }

    /** Whether anything is to be paid. */
    public boolean isNone() {
        return l1 == 0 && l2 == 0;
    }

    /** What all weights cost. */
    double value(ParameterLayout layout, float[] parameters) {
        if (isNone()) {
            return 0;
        }
        double magnitudes = 0;
        double squares = 0;
        for (Segment segment : layout.segments()) {
            if (segment.role() == Role.WEIGHT) {
                for (int i = segment.from(); i < segment.to(); i++) {
                    magnitudes += Math.abs(parameters[i]);
                    squares += (double) parameters[i] * parameters[i];
                }
            }
        }
        return l1 * magnitudes + l2 * 0.5 * squares;
    }

    /** Adds the derivative for all weights to that of an objective. */
    void addGradient(ParameterLayout layout, float[] parameters, double[] gradient) {
        for (Segment segment : layout.segments()) {
            if (segment.role() == Role.WEIGHT && segment.trainable() && !isNone()) {
                for (int i = segment.from(); i < segment.to(); i++) {
                    gradient[i] += l1 * Math.signum(parameters[i]) + l2 * parameters[i];
                }
            }
        }
    }

    /** Adds the second derivative for all weights, which is that of L2, to that of an objective. */
    void addCurvature(ParameterLayout layout, double[][] curvature) {
        for (Segment segment : layout.segments()) {
            if (segment.role() == Role.WEIGHT) {
                for (int i = segment.from(); i < segment.to(); i++) {
                    curvature[i][i] += l2;
                }
            }
        }
    }

    /** Adds the derivative for n weights to that of the loss. */
    void addGradient(float[] weights, float[] gradients, int from, int n) {
        float price1 = (float) l1;
        float price2 = (float) l2;
        for (int i = from; i < from + n; i++) {
            float w = weights[i];
            gradients[i] += price1 * Math.signum(w) + price2 * w;
        }
    }
}

package nn.optimizers;

import nn.core.optim.Objective;

/**
 * A line search for the strong Wolfe conditions: along a direction p it finds a step α with
 *
 * <pre>
 * φ(α) ≤ φ(0) + c₁ α φ'(0)      |φ'(α)| ≤ c₂ |φ'(0)|      φ(α) = f(x + α p),  φ'(α) = ∇f(x + α p)ᵀp
 * </pre>
 *
 * <p>Source: Nocedal and Wright, "Numerical Optimization", 2nd edition, 2006: algorithm 3.5 brackets, algorithm 3.6 narrows the
 * bracket by cubic interpolation, equation (3.59). A trial value that is not finite counts as too large.
 *
 * <p>Where rounding leaves no step that meets both conditions, one that lowers the value enough (the first condition) will do.
 */
final class WolfeSearch {

    /** c₁, the book's value. */
    private static final double SUFFICIENT_DECREASE = 1e-4;

    private static final int MAX_TRIALS = 30;

    /** A trial keeps this share of the bracket's length away from its ends, so that the bracket shrinks. */
    private static final double MARGIN = 0.1;

    /** A point on the line. */
    static final class Trial {
        double step;
        double value;
        double slope;
        final double[] point;
        final double[] gradient;

        Trial(int dimension) {
            point = new double[dimension];
            gradient = new double[dimension];
        }
    }

    private final Objective objective;
    private final double curvature;
    private final int maxEvaluations;
    private int evaluations;
    private double[] direction = new double[0];
    private Trial start;
    /** The best trial that meets the first condition, one end of the bracket; at first the start. */
    private Trial low;

    private Trial trial;

    /** The other end of the bracket. */
    private double highStep;

    private double highValue;
    private double highSlope;

    /**
     * Prepares searches.
     *
     * @param objective f
     * @param curvature c₂, between c₁ and 1
     * @param maxEvaluations of the objective, in all searches together
     */
    WolfeSearch(Objective objective, double curvature, int maxEvaluations) {
        this.objective = objective;
        this.curvature = curvature;
        this.maxEvaluations = maxEvaluations;
        start = new Trial(objective.dimension());
        low = new Trial(objective.dimension());
        trial = new Trial(objective.dimension());
    }

    /** Where the next search begins. */
    Trial start() {
        return start;
    }

    boolean isExhausted() {
        return evaluations >= maxEvaluations;
    }

    /** Evaluates the objective at a point, from which the first search begins. */
    void begin(double[] point) {
        System.arraycopy(point, 0, start.point, 0, point.length);
        start.value = evaluate(start);
    }

    private double evaluate(Trial at) {
        evaluations++;
        return objective.valueAndGradient(at.point, at.gradient);
    }

    /**
     * Searches from {@link #start()}.
     *
     * @param p a direction in which the value falls; not modified
     * @param firstStep the first α to try, greater than 0
     * @return the point found, which becomes the next start with {@link #accept}; its step is 0 if there is none
     */
    Trial search(double[] p, double firstStep) {
        direction = p;
        start.step = 0;
        start.slope = Vectors.dot(start.gradient, p);
        copy(start, low);
        int trials = bracket(firstStep);
        narrow(trials);
        return low;
    }

    /** Makes the point found the next start. */
    void accept() {
        Trial found = low;
        low = start;
        start = found;
    }

    /** Algorithm 3.5: steps grow until the bracket from low to high holds what is sought; returns the number of trials. */
    private int bracket(double firstStep) {
        double step = firstStep;
        for (int i = 1; ; i++) {
            tryStep(step);
            if (!decreasesEnough(trial) || (i > 1 && trial.value >= low.value)) {
                setHigh(trial);
                return i;
            }
            boolean found = isFlatEnough(trial);
            boolean rises = trial.slope >= 0;
            double grown = extrapolated();
            swapLowAndTrial();
            if (found || i == MAX_TRIALS || isExhausted()) {
                setHigh(low);
                return i;
            }
            if (rises) {
                setHigh(trial); // What was low before.
                return i;
            }
            step = grown;
        }
    }

    /** Algorithm 3.6: narrows the bracket until low meets both conditions, or cannot be improved. */
    private void narrow(int trialsBefore) {
        for (int i = trialsBefore; i < MAX_TRIALS && !isExhausted(); i++) {
            if ((low.step > 0 && isFlatEnough(low)) || isTight()) {
                return;
            }
            tryStep(interpolated());
            if (!decreasesEnough(trial) || trial.value >= low.value) {
                setHigh(trial);
            } else {
                if (trial.slope * (highStep - low.step) >= 0) {
                    setHigh(low);
                }
                swapLowAndTrial();
            }
        }
    }

    private void tryStep(double step) {
        trial.step = step;
        for (int i = 0; i < direction.length; i++) {
            trial.point[i] = start.point[i] + step * direction[i];
        }
        trial.value = evaluate(trial);
        trial.slope = Vectors.dot(trial.gradient, direction);
    }

    /** False for what is not a number. */
    private boolean decreasesEnough(Trial at) {
        return at.value <= start.value + SUFFICIENT_DECREASE * at.step * start.slope && Double.isFinite(at.slope);
    }

    private boolean isFlatEnough(Trial at) {
        return Math.abs(at.slope) <= -curvature * start.slope;
    }

    private boolean isTight() {
        return Math.abs(highStep - low.step) <= Math.ulp(1.0) * 8 * Math.max(highStep, low.step);
    }

    /** The minimum of the cubic through low and trial, at least twice and at most ten times as far as the trial. */
    private double extrapolated() {
        double cubic = cubicMinimum(low.step, low.value, low.slope, trial.step, trial.value, trial.slope);
        // Not a number where the cubic has no minimum; then the step grows tenfold.
        return cubic > trial.step ? Math.clamp(cubic, 2 * trial.step, 10 * trial.step) : 10 * trial.step;
    }

    /** The minimum of the cubic through both ends of the bracket, kept away from them; without one, the middle. */
    private double interpolated() {
        double cubic = cubicMinimum(low.step, low.value, low.slope, highStep, highValue, highSlope);
        double from = Math.min(low.step, highStep);
        double length = Math.abs(highStep - low.step);
        return Double.isFinite(cubic)
                ? Math.clamp(cubic, from + MARGIN * length, from + (1 - MARGIN) * length)
                : from + length / 2;
    }

    /** Equation (3.59). */
    private static double cubicMinimum(double a, double fa, double da, double b, double fb, double db) {
        double d1 = da + db - 3 * (fa - fb) / (a - b);
        double d2 = Math.signum(b - a) * Math.sqrt(d1 * d1 - da * db);
        return b - (b - a) * ((db + d2 - d1) / (db - da + 2 * d2));
    }

    private void setHigh(Trial at) {
        highStep = at.step;
        highValue = at.value;
        highSlope = at.slope;
    }

    private void swapLowAndTrial() {
        Trial former = low;
        low = trial;
        trial = former;
    }

    private static void copy(Trial from, Trial to) {
        to.step = from.step;
        to.value = from.value;
        to.slope = from.slope;
        System.arraycopy(from.point, 0, to.point, 0, from.point.length);
        System.arraycopy(from.gradient, 0, to.gradient, 0, from.gradient.length);
    }
}

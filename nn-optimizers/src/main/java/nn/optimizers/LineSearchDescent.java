package nn.optimizers;

import nn.core.optim.Objective;
import nn.core.optim.ObjectiveOptimizer.Observer;

/**
 * Minimizes by line searches along directions that a method chooses: {@code x ← x + α p}. Where the method's direction does not
 * lead down, or no lower point is found along it, the method forgets what it knows and begins again with {@code p = −g}; if even
 * that leads nowhere, the minimum is as near as rounding allows.
 */
final class LineSearchDescent {

    /** Chooses directions. */
    interface Method {

        /** c₂ of the {@link WolfeSearch}. */
        double curvature();

        /**
         * Chooses p.
         *
         * @param gradient g at the current point; not modified
         * @param direction overwritten with p; −g as long as nothing is known
         */
        void direction(double[] gradient, double[] direction);

        /**
         * The first step to try, after the first one of all.
         *
         * @param slopeRatio the slope gᵀp at the start of the search before, over that of this one
         * @param lastStep the α found there
         */
        double firstStep(double slopeRatio, double lastStep);

        /**
         * Learns from a step.
         *
         * @param step s = x_{k+1} − x_k; not modified
         * @param change y = g_{k+1} − g_k; not modified
         */
        void learn(double[] step, double[] change);

        /** Begins again. */
        void forget();
    }

    private final Stopping stopping;
    private final WolfeSearch search;
    private final Method method;
    private final double[] direction;
    private final double[] change;
    private double slope;
    private double lastStep;
    /** Whether the method knows nothing, so that its direction is −g. */
    private boolean fresh = true;

    LineSearchDescent(Objective objective, Method method, Stopping stopping) {
        this.stopping = stopping;
        this.method = method;
        search = new WolfeSearch(objective, method.curvature(), stopping.evaluations());
        direction = new double[objective.dimension()];
        change = new double[objective.dimension()];
    }

    /** See {@link nn.core.optim.ObjectiveOptimizer#minimize}. */
    void minimize(double[] point, Observer observer) {
        search.begin(point);
        boolean goOn = Double.isFinite(search.start().value);
        for (int iteration = 1; goOn && !stopping.isFlat(search.start().gradient) && advance(); iteration++) {
            WolfeSearch.Trial reached = search.start();
            System.arraycopy(reached.point, 0, point, 0, point.length);
            goOn = observer.iterated(iteration, reached.value, point) && !stopping.isStill(valueBefore, reached.value);
        }
    }

    private double valueBefore;

    /** One step; false if none leads down. */
    private boolean advance() {
        while (!search.isExhausted()) {
            double firstStep = chooseDirection();
            WolfeSearch.Trial from = search.start();
            WolfeSearch.Trial found = search.search(direction, firstStep);
            if (found.step > 0) {
                valueBefore = from.value;
                lastStep = found.step;
                Vectors.subtract(found.gradient, from.gradient, change);
                Vectors.scale(found.step, direction, direction);
                method.learn(direction, change);
                fresh = false;
                search.accept();
                return true;
            }
            if (fresh) {
                return false;
            }
            method.forget();
            fresh = true;
        }
        return false;
    }

    /** Sets the direction and its slope; returns the first step to try. */
    private double chooseDirection() {
        double[] gradient = search.start().gradient;
        double slopeBefore = slope;
        method.direction(gradient, direction);
        slope = Vectors.dot(gradient, direction);
        if (!(slope < 0)) {
            method.forget();
            fresh = true;
            method.direction(gradient, direction);
            slope = Vectors.dot(gradient, direction);
        }
        // Without any scale a first step of length 1 or less; a huge gradient must not throw the point away.
        return fresh
                ? Math.min(1, 1 / Math.sqrt(Vectors.dot(gradient, gradient)))
                : method.firstStep(slopeBefore / slope, lastStep);
    }
}

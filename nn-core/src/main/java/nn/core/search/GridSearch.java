package nn.core.search;

import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import nn.core.NnException;
import nn.core.random.RandomKey;
import nn.core.spi.Require;
import nn.core.spi.Spec;

/**
 * All choices with each other, and some points of each range.
 *
 * @param points how many points of a range, evenly spaced in its scale, both ends included; 1 is its middle
 * @param round how many trials at a time, 1 or more; only pruning looks at the rounds before
 */
public record GridSearch(int points, int round) implements SearchMethod {

    static final String NAME = "grid";

    private static final int MOST_TRIALS = 10_000;

    /** Checks the settings. */
    public GridSearch {
        Require.atLeast(1, "points", points);
        Require.atLeast(1, "round", round);
    }

    /** 3 points of each range, in rounds of 8. */
    public GridSearch() {
        this(3, 8);
    }

    @Override
    public List<Proposal> next(SearchSpace space, RandomKey random, List<Trial> finished) {
        List<Point> all = all(space);
        List<Proposal> next = new ArrayList<>();
        for (int i = finished.size(); i < Math.min(all.size(), finished.size() + round); i++) {
            next.add(new Proposal(i + 1, all.get(i)));
        }
        return next;
    }

    @Override
    public int proposals(SearchSpace space) {
        return all(space).size();
    }

    private List<Point> all(SearchSpace space) {
        List<Point> all = new ArrayList<>();
        Odometer odometer = new Odometer(points);
        do {
            if (all.size() == MOST_TRIALS) {
                throw new NnException.LimitExceeded("The grid has more than " + MOST_TRIALS
                        + " trials. Use fewer choices or keys, fewer points of each range, or another method.");
            }
            all.add(space.point(odometer));
        } while (odometer.turn());
        return all;
    }

    /**
     * Goes through all combinations of decisions, the last one turning fastest. Which decisions there are may depend on those
     * before, so a walk finds out which wheels there are.
     */
    private static final class Odometer implements Chooser {

        /** The values of a decision, and the one whose turn it is. */
        private static final class Wheel {
            private final double[] values;
            private int turn;

            Wheel(double[] values) {
                this.values = values;
            }
        }

        private final int points;
        private final List<Wheel> wheels = new ArrayList<>();
        private int next;

        Odometer(int points) {
            this.points = points;
        }

        @Override
        public double choose(String path, Parameter parameter) {
            if (next == wheels.size()) {
                wheels.add(new Wheel(parameter.grid(points)));
            }
            Wheel wheel = wheels.get(next++);
            return wheel.values[wheel.turn];
        }

        /** Makes ready for the next combination; false after the last one. */
        boolean turn() {
            next = 0;
            while (!wheels.isEmpty() && ++wheels.getLast().turn == wheels.getLast().values.length) {
                wheels.removeLast();
            }
            return !wheels.isEmpty();
        }
    }

    @Override
    public Spec spec() {
        return Spec.of(NAME, this, MethodHandles.lookup());
    }
}

package nn.core.search;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import nn.core.random.RandomKey;

/** Chooses what is likely among the best points and unlikely among the others. */
final class ParzenChooser implements Chooser {

    private final List<Point> best;
    private final List<Point> others;
    private final int candidates;
    private final RandomKey random;
    private int decisions;

    ParzenChooser(List<Point> best, List<Point> others, int candidates, RandomKey random) {
        this.best = best;
        this.others = others;
        this.candidates = candidates;
        this.random = random;
    }

    @Override
    public double choose(String path, Parameter parameter) {
        Density good = density(parameter, decisionsAt(path, best));
        Density bad = density(parameter, decisionsAt(path, others));
        RandomKey draws = random.with(decisions++);
        double chosen = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < candidates; i++) {
            double candidate = good.draw(draws.with(i));
            double ratio = good.logAt(candidate) - bad.logAt(candidate);
            if (ratio > highest) {
                highest = ratio;
                chosen = candidate;
            }
        }
        return chosen;
    }

    /** What the points that come to a parameter have decided there. */
    private static double[] decisionsAt(String path, List<Point> points) {
        return points.stream()
                .flatMap(point -> Stream.ofNullable(point.decisions().get(path)))
                .mapToDouble(Point.Decision::value)
                .toArray();
    }

    private static Density density(Parameter parameter, double[] decisions) {
        return switch (parameter) {
            case Choices choices -> new ShareDensity(choices.alternatives().size(), decisions);
            case Numeric number ->
                new ParzenDensity(
                        number,
                        DoubleStream.of(decisions).map(number::coordinate).toArray());
        };
    }

    /** How likely each decision is. */
    sealed interface Density permits ShareDensity, ParzenDensity {

        /** A decision by chance. */
        double draw(RandomKey draw);

        /** The logarithm of the density at a decision, up to a constant that all densities of the parameter have in common. */
        double logAt(double decision);
    }
}

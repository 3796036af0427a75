package nn.core.search;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** A parameter that is a number. It is chosen in a coordinate, in which all places are as good. */
public sealed interface Numeric extends Parameter permits Range, Integers {

    /** The lowest coordinate. */
    double from();

    /** The highest coordinate. */
    double to();

    /** The coordinate of a decision. */
    double coordinate(double decision);

    /** The decision at a coordinate. */
    double decision(double coordinate);

    @Override
    default double at(double place) {
        return decision(from() + place * (to() - from()));
    }

    @Override
    default double[] grid(int points) {
        double[] ends = extremes();
        double first = coordinate(ends[0]);
        double last = coordinate(ends[1]);
        DoubleStream coordinates = points == 1
                ? DoubleStream.of((first + last) / 2)
                : IntStream.range(0, points).mapToDouble(i -> first + i * (last - first) / (points - 1));
        return coordinates.map(this::decision).distinct().toArray();
    }
}

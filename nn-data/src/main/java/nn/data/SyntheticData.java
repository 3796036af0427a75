package nn.data;

import java.util.ArrayList;
import java.util.List;
import nn.core.Message;
import nn.core.NnException;
import nn.core.data.Column;
import nn.core.data.Dataset;
import nn.core.data.Table;
import nn.core.data.TableDataset;
import nn.core.random.Purpose;
import nn.core.random.RandomKey;

/**
 * Small problems with a known shape, made from random numbers of a fixed seed: the same rows in every run and on every machine.
 *
 * <ul>
 *   <li>{@code xor}: 800 rows in four clusters around (±1, ±1), standard deviation 0.25; the class is 0 where both signs agree
 *   <li>{@code moons}: 1000 rows on two interleaved half circles of radius 1, noise 0.1
 *   <li>{@code spirals}: 1000 rows on two interleaved spirals of one and a half turns, radius 0.5 to 3.5, noise 0.1; the arms
 *       are 1 apart
 *   <li>{@code franke}: 2000 rows of Franke's function on the unit square, noise 0.01 (Franke: "A critical comparison of some
 *       methods for interpolation of scattered data", 1979)
 *   <li>{@code sine}: 500 rows of sin 2πx for x from 0 to 1, noise 0.05
 *   <li>{@code friedman1}, {@code friedman2}, {@code friedman3}: 1000 rows of {@link Friedman}'s problems
 * </ul>
 *
 * Noise is normal and given by its standard deviation; where the problem is one of classes it moves both features, else the
 * target.
 */
public final class SyntheticData {

    private static final List<String> NAMES =
            List.of("xor", "moons", "spirals", "franke", "sine", "friedman1", "friedman2", "friedman3");
    private static final long SEED = 1;

    /** The column of the target. */
    static final String TARGET = "target";

    private static final List<String> TWO_CLASSES = List.of("0", "1");

    private SyntheticData() {}

    /** The names of all problems. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * Makes the rows of a problem.
     *
     * @throws NnException.Configuration if there is none of this name; the message lists the names
     */
    public static Dataset load(String name) {
        return TableDataset.of(table(name), List.of(TARGET));
    }

    /** Features and target of a problem. */
    static Table table(String name) {
        RandomKey key = RandomKey.of(SEED, Purpose.DATA).with(NAMES.indexOf(name));
        return switch (name) {
            case "xor" -> xor(key);
            case "moons" -> moons(key);
            case "spirals" -> spirals(key);
            case "franke" -> franke(key);
            case "sine" -> sine(key);
            case "friedman1" -> Friedman.first(key);
            case "friedman2" -> Friedman.second(key);
            case "friedman3" -> Friedman.third(key);
            default ->
                throw new NnException.Configuration("Unknown synthetic problem " + Message.quote(name) + ". Available: "
                        + String.join(", ", NAMES) + ".");
        };
    }

    private static Table xor(RandomKey key) {
        Points points = new Points(800, 0.25, key);
        for (int row = 0; row < points.rows; row++) {
            int corner = row % 4;
            double x = (corner & 1) == 0 ? -1 : 1;
            double y = (corner & 2) == 0 ? -1 : 1;
            points.set(row, x, y, x == y ? 0 : 1);
        }
        return points.table("xor");
    }

    private static Table moons(RandomKey key) {
        Points points = new Points(1000, 0.1, key);
        int perClass = points.rows / 2;
        for (int row = 0; row < points.rows; row++) {
            int step = row / 2;
            double angle = Math.PI * step / (perClass - 1);
            double x = StrictMath.cos(angle);
            double y = StrictMath.sin(angle);
            if (row % 2 == 0) {
                points.set(row, x, y, 0);
            } else {
                points.set(row, 1 - x, 0.5 - y, 1);
            }
        }
        return points.table("moons");
    }

    private static Table spirals(RandomKey key) {
        Points points = new Points(1000, 0.1, key);
        int perClass = points.rows / 2;
        for (int row = 0; row < points.rows; row++) {
            int step = row / 2;
            double along = (double) step / (perClass - 1);
            double radius = 0.5 + 3 * along;
            double angle = 2 * Math.PI * 1.5 * along + (row % 2) * Math.PI;
            points.set(row, radius * StrictMath.cos(angle), radius * StrictMath.sin(angle), row % 2);
        }
        return points.table("spirals");
    }

    private static Table franke(RandomKey key) {
        double[] x = new double[2000];
        double[] y = new double[x.length];
        double[] z = new double[x.length];
        for (int row = 0; row < x.length; row++) {
            x[row] = key.with(0).uniformDouble(row);
            y[row] = key.with(1).uniformDouble(row);
            z[row] = franke(x[row], y[row]) + 0.01 * key.with(2).normal(row);
        }
        return new Table(
                "franke",
                List.of(new Column.Numeric("x", x), new Column.Numeric("y", y), new Column.Numeric(TARGET, z)));
    }

    /** Franke's function: two peaks, a saddle and a dip on the unit square. */
    public static double franke(double x, double y) {
        double u = 9 * x;
        double v = 9 * y;
        return 0.75 * StrictMath.exp(-((u - 2) * (u - 2) + (v - 2) * (v - 2)) / 4)
                + 0.75 * StrictMath.exp(-(u + 1) * (u + 1) / 49 - (v + 1) / 10)
                + 0.5 * StrictMath.exp(-((u - 7) * (u - 7) + (v - 3) * (v - 3)) / 4)
                - 0.2 * StrictMath.exp(-(u - 4) * (u - 4) - (v - 7) * (v - 7));
    }

    private static Table sine(RandomKey key) {
        double[] x = new double[500];
        double[] y = new double[x.length];
        for (int row = 0; row < x.length; row++) {
            x[row] = key.with(0).uniformDouble(row);
            y[row] = StrictMath.sin(2 * Math.PI * x[row]) + 0.05 * key.with(1).normal(row);
        }
        return new Table("sine", List.of(new Column.Numeric("x", x), new Column.Numeric(TARGET, y)));
    }

    /** Points in the plane of two classes, each moved by noise. */
    private static final class Points {
        private final int rows;
        private final double noise;
        private final RandomKey key;
        private final double[] x;
        private final double[] y;
        private final int[] labels;

        Points(int rows, double noise, RandomKey key) {
            this.rows = rows;
            this.noise = noise;
            this.key = key;
            x = new double[rows];
            y = new double[rows];
            labels = new int[rows];
        }

        void set(int row, double exactX, double exactY, int label) {
            x[row] = exactX + noise * key.with(0).normal(row);
            y[row] = exactY + noise * key.with(1).normal(row);
            labels[row] = label;
        }

        Table table(String name) {
            List<Column> columns = new ArrayList<>();
            columns.add(new Column.Numeric("x", x));
            columns.add(new Column.Numeric("y", y));
            columns.add(new Column.Categorical(TARGET, TWO_CLASSES, labels));
            return new Table(name, columns);
        }
    }
}

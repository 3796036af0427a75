package nn.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nn.core.data.Column;
import nn.core.data.Table;
import nn.core.random.RandomKey;

/**
 * Friedman's three regression problems (Friedman: "Multivariate adaptive regression splines", The Annals of Statistics 19, 1991,
 * sections 4.3 and 4.4), 1000 rows each, features uniform, noise normal:
 *
 * <pre>
 * friedman1   y = 10 sin(π x₁ x₂) + 20 (x₃ − ½)² + 10 x₄ + 5 x₅ + ε      x₁ … x₁₀ in [0, 1], the last five for nothing; ε: 1
 * friedman2   y = √(x₁² + (x₂ x₃ − 1 / (x₂ x₄))²) + ε                    an impedance; ε: 125
 * friedman3   y = arctan((x₂ x₃ − 1 / (x₂ x₄)) / x₁) + ε                 its phase; ε: 0.1
 *             x₁ in [0, 100], x₂ in [40π, 560π], x₃ in [0, 1], x₄ in [1, 11]
 * </pre>
 *
 * The noise of the second and third leaves three parts of signal to one of noise, in standard deviations, as in the paper.
 */
final class Friedman {

    private static final int ROWS = 1000;

    private Friedman() {}

    static Table first(RandomKey key) {
        double[][] x = uniform(key, new double[10], ones(10));
        double[] y = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            double bend = x[2][row] - 0.5;
            y[row] = 10 * StrictMath.sin(Math.PI * x[0][row] * x[1][row])
                    + 20 * bend * bend
                    + 10 * x[3][row]
                    + 5 * x[4][row]
                    + noise(key, row);
        }
        return table("friedman1", x, y);
    }

    static Table second(RandomKey key) {
        double[][] x = circuits(key);
        double[] y = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            double reactance = reactance(x, row);
            y[row] = Math.sqrt(x[0][row] * x[0][row] + reactance * reactance) + 125 * noise(key, row);
        }
        return table("friedman2", x, y);
    }

    static Table third(RandomKey key) {
        double[][] x = circuits(key);
        double[] y = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            y[row] = StrictMath.atan(reactance(x, row) / x[0][row]) + 0.1 * noise(key, row);
        }
        return table("friedman3", x, y);
    }

    /** Resistance, angular frequency, inductance and capacitance of circuits in series. */
    private static double[][] circuits(RandomKey key) {
        return uniform(key, new double[] {0, 40 * Math.PI, 0, 1}, new double[] {100, 560 * Math.PI, 1, 11});
    }

    private static double reactance(double[][] x, int row) {
        return x[1][row] * x[2][row] - 1 / (x[1][row] * x[3][row]);
    }

    private static double[][] uniform(RandomKey key, double[] low, double[] high) {
        double[][] x = new double[low.length][ROWS];
        for (int i = 0; i < x.length; i++) {
            for (int row = 0; row < ROWS; row++) {
                x[i][row] = low[i] + (high[i] - low[i]) * key.with(i).uniformDouble(row);
            }
        }
        return x;
    }

    private static double noise(RandomKey key, int row) {
        return key.with(10).normal(row);
    }

    private static double[] ones(int count) {
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static Table table(String name, double[][] x, double[] y) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < x.length; i++) {
            columns.add(new Column.Numeric("x" + (i + 1), x[i]));
        }
        columns.add(new Column.Numeric("target", y));
        return new Table(name, columns);
    }
}

package nn.cli.experiment;

import java.util.ArrayList;
import java.util.List;
import nn.core.data.Column;
import nn.core.data.Dataset;
import nn.core.data.Table;
import nn.core.data.TableDataset;
import nn.core.kernel.Compute;
import nn.core.matrix.Matrix;
import nn.core.model.Model;

/**
 * A function on a grid over the unit cube, edges included, as a data set. The last feature is always 1: its weight is the bias of a
 * unit.
 *
 * @param function F
 * @param points along each axis, 2 or more
 */
record GridData(CubeFunction function, int points) {

    int rows() {
        return function.dimension() == 1 ? points : Math.multiplyExact(points, points);
    }

    /** The places along an axis. */
    double[] axis() {
        double[] axis = new double[points];
        for (int i = 0; i < points; i++) {
            axis[i] = (double) i / (points - 1);
        }
        return axis;
    }

    private double coordinate(int row, int dimension) {
        int index = dimension == 0 ? row % points : row / points;
        return (double) index / (points - 1);
    }

    private double value(int row) {
        double[] x = new double[function.dimension()];
        for (int d = 0; d < x.length; d++) {
            x[d] = coordinate(row, d);
        }
        return function.at(x);
    }

    Dataset dataset() {
        List<Column> columns = new ArrayList<>();
        for (int d = 0; d < function.dimension(); d++) {
            double[] x = new double[rows()];
            for (int r = 0; r < x.length; r++) {
                x[r] = coordinate(r, d);
            }
            columns.add(new Column.Numeric("x" + (d + 1), x));
        }
        double[] ones = new double[rows()];
        double[] values = new double[rows()];
        for (int r = 0; r < values.length; r++) {
            ones[r] = 1;
            values[r] = value(r);
        }
        columns.add(new Column.Numeric("one", ones));
        columns.add(new Column.Numeric("F", values));
        return TableDataset.of(new Table(function.toString(), columns), List.of("F"));
    }

    /** What a model says at each point. */
    double[] predictions(Model model, Compute compute) {
        Matrix predicted = model.predict(dataset(), compute).values();
        double[] values = new double[rows()];
        for (int r = 0; r < values.length; r++) {
            values[r] = predicted.get(r, 0);
        }
        return values;
    }

    /** The largest |F − f| on the grid. */
    double largestError(Model model, Compute compute) {
        double[] predicted = predictions(model, compute);
        double largest = 0;
        for (int r = 0; r < predicted.length; r++) {
            largest = Math.max(largest, Math.abs(predicted[r] - value(r)));
        }
        return largest;
    }
}

package nn.core.train;

import java.util.List;
import nn.core.kernel.Compute;
import nn.core.layer.ParameterLayout;
import nn.core.layer.Role;
import nn.core.layer.Segment;

/**
 * Keeps the incoming weights of each unit within a ball: after a step, each column of W longer than the limit is shortened to it.
 *
 * <pre>w_j ← w_j · min(1, limit / ‖w_j‖)</pre>
 *
 * <p>Source: Srebro and Shraibman, "Rank, trace-norm and max-norm", COLT 2005; in neural networks Hinton et al., "Improving neural
 * networks by preventing co-adaptation of feature detectors", 2012.
 */
final class MaxNorm {

    private final double limit;
    private final float[] parameters;
    private final Compute compute;
    private final double[] squares;
    private final Compute.RangeTask task = this::shorten;
    private int first;
    private int rows;
    private int columns;

    MaxNorm(double limit, ParameterLayout layout, float[] parameters, Compute compute) {
        this.limit = limit;
        this.parameters = parameters;
        this.compute = compute;
        squares = new double
                [layout.segments().stream().mapToInt(MaxNorm::units).max().orElse(0)];
    }

    /** Columns of a weight matrix; the first length is fanIn. */
    private static int units(Segment segment) {
        return segment.size() / segment.shape().dimensions().getFirst();
    }

    /** Shortens the columns of a tensor; one that is not a weight matrix stays as it is. */
    void apply(Segment segment) {
        List<Integer> lengths = segment.shape().dimensions();
        if (segment.role() == Role.WEIGHT && lengths.size() > 1) {
            first = segment.from();
            rows = lengths.getFirst();
            columns = units(segment);
            compute.ranges(columns, rows, task);
        }
    }

    private void shorten(int from, int n) {
        int to = from + n;
        for (int j = from; j < to; j++) {
            squares[j] = 0;
        }
        for (int r = 0; r < rows; r++) {
            int row = first + r * columns;
            for (int j = from; j < to; j++) {
                double w = parameters[row + j];
                squares[j] += w * w;
            }
        }
        boolean within = true;
        for (int j = from; j < to; j++) {
            double factor = Math.min(1, limit / Math.sqrt(squares[j]));
            within &= factor == 1;
            squares[j] = factor;
        }
        if (within) {
            return;
        }
        for (int r = 0; r < rows; r++) {
            int row = first + r * columns;
            for (int j = from; j < to; j++) {
                parameters[row + j] *= (float) squares[j];
            }
        }
    }
}

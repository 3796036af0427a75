package nn.core.data;

import java.util.Arrays;
import nn.core.kernel.MatrixKernel;
import nn.core.kernel.ScalarKernel;

/**
 * Some rows of a data set as the network sees them. A batch is made once for its largest number of rows and filled again and
 * again. Arrays are exposed, not copied: only the first {@link #rows()} rows are meaningful.
 */
public final class Batch {

    private final int featureCount;
    private final Targets targets;
    private final MatrixKernel kernel;
    private final float[] features;
    private final int[] labels;
    private final float[] values;
    private final float[] rowWeights;
    private final float[] rowScratch;
    private int rows;
    private double weight;

    /**
     * Makes an empty batch to gather examples into.
     *
     * @param maxRows the most rows it can hold
     * @param examples what it is filled with
     * @param kernel computes features that are not stored as the network sees them
     */
    public Batch(int maxRows, Examples examples, MatrixKernel kernel) {
        this(maxRows, examples.featureCount(), examples.targets(), kernel);
    }

    /**
     * Makes an empty batch to be filled by hand.
     *
     * @param maxRows the most rows it can hold
     * @param featureCount the number of features of a row
     * @param targets what is predicted
     */
    public Batch(int maxRows, int featureCount, Targets targets) {
        this(maxRows, featureCount, targets, new ScalarKernel());
    }

    private Batch(int maxRows, int featureCount, Targets targets, MatrixKernel kernel) {
        this.featureCount = featureCount;
        this.targets = targets;
        this.kernel = kernel;
        features = new float[Math.multiplyExact(maxRows, featureCount)];
        boolean classes = targets instanceof Targets.Classes;
        labels = new int[classes ? maxRows : 0];
        values = new float
                [classes ? 0 : Math.multiplyExact(maxRows, targets.names().size())];
        rowWeights = new float[maxRows];
        rowScratch = new float[maxRows];
    }

    /**
     * Sets the number of rows before they are filled in, and gives each the same weight.
     *
     * @param rows from 1 to {@link #maxRows()}
     */
    public void resize(int rows) {
        if (rows < 1 || rows > maxRows()) {
            throw new IllegalArgumentException("rows is " + rows + ", expected 1 to " + maxRows() + ".");
        }
        this.rows = rows;
        weight = rows;
        Arrays.fill(rowWeights, 0, rows, 1f / rows);
    }

    /**
     * Gives rows that are filled in shares in proportion to weights. Where all weights are 0, all shares are.
     *
     * @param weights 0 or more, by row of the data
     * @param order rows of the data
     * @param from index in {@code order} of this batch's first row
     */
    public void weigh(float[] weights, int[] order, int from) {
        double sum = 0;
        for (int r = 0; r < rows; r++) {
            sum += weights[order[from + r]];
        }
        weight = sum;
        for (int r = 0; r < rows; r++) {
            rowWeights[r] = sum == 0 ? 0 : (float) (weights[order[from + r]] / sum);
        }
    }

    /** The number of rows that are filled in. */
    public int rows() {
        return rows;
    }

    /** The most rows this batch can hold. */
    public int maxRows() {
        return rowWeights.length;
    }

    /** The number of features of a row. */
    public int featureCount() {
        return featureCount;
    }

    /** What is predicted. */
    public Targets targets() {
        return targets;
    }

    /** Computes features that are not stored as the network sees them. */
    public MatrixKernel kernel() {
        return kernel;
    }

    /** The features, rows × {@link #featureCount()}, row after row. */
    public float[] features() {
        return features;
    }

    /** The label of each row, from 0; empty unless targets are classes. */
    public int[] labels() {
        return labels;
    }

    /** The target values, rows × number of quantities; empty unless targets are values. */
    public float[] values() {
        return values;
    }

    /** The share of each row in the batch's loss; the shares add up to 1, unless no row has any weight. */
    public float[] rowWeights() {
        return rowWeights;
    }

    /** The sum of the rows' weights before they became shares, which is how much the batch counts beside others. */
    public double weight() {
        return weight;
    }

    /** Room for one number per row that a loss may use for itself. */
    public float[] rowScratch() {
        return rowScratch;
    }
}

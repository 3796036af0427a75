package nn.core.metric;

import java.util.List;

/** Adds up what a {@link MultiLabelEvaluation} is made of, row by row. */
public final class LabelCounts {

    private final List<String> names;
    private final int[] truePositives;
    private final int[] falsePositives;
    private final int[] falseNegatives;
    private int rows;
    private int exactRows;

    /** Starts with nothing for some labels. */
    public LabelCounts(List<String> names) {
        this.names = List.copyOf(names);
        truePositives = new int[names.size()];
        falsePositives = new int[names.size()];
        falseNegatives = new int[names.size()];
    }

    /**
     * Adds a row.
     *
     * @param predicted for each label whether it was predicted
     * @param actual for each label whether it applies
     */
    public void add(boolean[] predicted, boolean[] actual) {
        rows++;
        boolean exact = true;
        for (int j = 0; j < predicted.length; j++) {
            if (predicted[j] && actual[j]) {
                truePositives[j]++;
            } else if (predicted[j]) {
                falsePositives[j]++;
            } else if (actual[j]) {
                falseNegatives[j]++;
            }
            exact &= predicted[j] == actual[j];
        }
        exactRows += exact ? 1 : 0;
    }

    /** What came out for the rows added so far. */
    public MultiLabelEvaluation evaluation(double loss) {
        return new MultiLabelEvaluation(
                names, rows, exactRows, truePositives.clone(), falsePositives.clone(), falseNegatives.clone(), loss);
    }
}

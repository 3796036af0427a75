package nn.core.metric;

/** Whether the true class is among the k with the highest scores; of equal scores the class named first comes first. */
public final class TopK {

    private TopK() {}

    /** 1 for each row whose class is among the k, else 0. */
    public static double[] ofRows(ScoredClasses rows, int k) {
        double[] hits = new double[rows.rows()];
        for (int row = 0; row < hits.length; row++) {
            hits[row] = before(rows, row) < k ? 1 : 0;
        }
        return hits;
    }

    /** How many classes come before the true one. */
    private static int before(ScoredClasses rows, int row) {
        int label = rows.labels()[row];
        double score = rows.score(row, label);
        int before = 0;
        for (int c = 0; c < rows.classes().size(); c++) {
            double other = rows.score(row, c);
            before += other > score || (other == score && c < label) ? 1 : 0;
        }
        return before;
    }
}

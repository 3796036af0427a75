package nn.core.train;

import java.util.Arrays;
import nn.core.NnException;
import nn.core.data.Batch;
import nn.core.data.Dataset;
import nn.core.data.Examples;
import nn.core.data.Targets;
import nn.core.data.TrainingPart;
import nn.core.random.Purpose;
import nn.core.random.RandomKey;

/**
 * Examples in which rows of rare classes are repeated, so that each class has at least a share of the rows of the largest.
 *
 * <pre>m_c = max(n_c, ⌈ratio · max n⌉)      each row of class c ⌊m_c/n_c⌋ times, and m_c mod n_c of them, chosen by chance, once more</pre>
 *
 * <p>Source of the idea: Japkowicz and Stephen, "The class imbalance problem: a systematic study", Intelligent Data Analysis 6, 2002.
 * There rows are drawn with replacement; that every row occurs as often as any other of its class, give or take one, is the
 * same in the mean and varies less.
 */
final class Oversampling implements Examples {

    private static final int MOST_ROWS = Integer.MAX_VALUE - 8; // the longest array

    private final Examples examples;
    private final int[] rows;
    private int[] order = new int[0];

    private Oversampling(Examples examples, int[] rows) {
        this.examples = examples;
        this.rows = rows;
    }

    /**
     * The examples with rows repeated.
     *
     * @param part the rows to learn from
     * @param ratio the share of the largest class that each class has at least, greater than 0, at most 1
     * @param seed determines which rows are repeated once more than others
     * @param examples the same rows as the network sees them
     * @throws NnException.Configuration if there are no classes
     * @throws NnException.LimitExceeded if there are too many rows
     */
    static Examples of(TrainingPart part, double ratio, long seed, Examples examples) {
        return new Oversampling(examples, rows(part, ratio, seed));
    }

    /** The rows of the part, numbered from 0: first all of them, then the repetitions, class by class. */
    static int[] rows(TrainingPart part, double ratio, long seed) {
        int[] counts = counts(part);
        int[] wanted = wanted(counts, ratio);
        int[][] byClass = byClass(part, counts);
        long sum = Arrays.stream(wanted).asLongStream().sum();
        if (sum > MOST_ROWS) {
            throw new NnException.LimitExceeded("Oversampling makes " + sum + " rows of " + part.size()
                    + ", expected at most " + MOST_ROWS + ". Choose a smaller ratio.");
        }
        int[] rows = new int[(int) sum];
        Arrays.setAll(rows, r -> r);
        RandomKey random = RandomKey.of(seed, Purpose.OVERSAMPLING);
        int next = part.size();
        for (int c = 0; c < counts.length; c++) {
            random.with(c).shuffle(byClass[c]);
            for (int i = counts[c]; i < wanted[c]; i++) {
                rows[next++] = byClass[c][i % counts[c]];
            }
        }
        return rows;
    }

    /** How many rows each class has. */
    static int[] counts(TrainingPart part) {
        Dataset dataset = part.dataset();
        if (!(dataset.targets() instanceof Targets.Classes)) {
            throw new NnException.Configuration("Oversampling is chosen, but " + dataset.name()
                    + " has no classes: its targets are numbers. Leave it out, or give each row a weight of its own.");
        }
        int[] counts = new int[dataset.classCount()];
        for (int row : part.rows()) {
            counts[dataset.label(row)]++;
        }
        return counts;
    }

    /** How many rows each class gets; none if it has none. */
    static int[] wanted(int[] counts, double ratio) {
        int least = (int) Math.ceil(ratio * Arrays.stream(counts).max().orElse(0));
        return Arrays.stream(counts)
                .map(count -> count == 0 ? 0 : Math.max(count, least))
                .toArray();
    }

    private static int[][] byClass(TrainingPart part, int[] counts) {
        int[][] byClass = new int[counts.length][];
        Arrays.setAll(byClass, c -> new int[counts[c]]);
        int[] filled = new int[counts.length];
        int[] rows = part.rows();
        for (int r = 0; r < rows.length; r++) {
            int label = part.dataset().label(rows[r]);
            byClass[label][filled[label]++] = r;
        }
        return byClass;
    }

    @Override
    public int rows() {
        return rows.length;
    }

    @Override
    public int featureCount() {
        return examples.featureCount();
    }

    @Override
    public Targets targets() {
        return examples.targets();
    }

    @Override
    public double weight(int row) {
        return examples.weight(rows[row]);
    }

    @Override
    public void gather(int[] wantedOrder, int from, int count, Batch batch) {
        if (order.length < count) {
            order = new int[count];
        }
        for (int i = 0; i < count; i++) {
            order[i] = rows[wantedOrder[from + i]];
        }
        examples.gather(order, 0, count, batch);
    }
}

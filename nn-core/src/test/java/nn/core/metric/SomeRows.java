package nn.core.metric;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import nn.core.random.Purpose;
import nn.core.random.RandomKey;

/** Rows with predictions that are right more often than not, drawn from a seed. */
final class SomeRows {

    private SomeRows() {}

    static RandomKey random(long seed) {
        return RandomKey.of(seed, Purpose.DATA);
    }

    private static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "n" + i).toList();
    }

    private static double[] ones(int rows) {
        double[] ones = new double[rows];
        Arrays.fill(ones, 1);
        return ones;
    }

    static ScoredClasses classes(int rows, int classes, long seed) {
        return classes(rows, classes, seed, 64);
    }

    /** Probabilities are multiples of about 1/parts, so that some are equal. */
    static ScoredClasses classes(int rows, int classes, long seed, int parts) {
        RandomKey random = random(seed);
        int[] labels = new int[rows];
        float[] scores = new float[rows * classes];
        for (int row = 0; row < rows; row++) {
            labels[row] = random.with(0).below(classes, row);
            double[] raw = new double[classes];
            double sum = 0;
            for (int c = 0; c < classes; c++) {
                raw[c] = 1 + random.with(1).below(parts, (long) row * classes + c) + (c == labels[row] ? parts / 4 : 0);
                sum += raw[c];
            }
            for (int c = 0; c < classes; c++) {
                scores[row * classes + c] = Math.round(raw[c] / sum * parts) / (float) parts;
            }
        }
        return new ScoredClasses(names(classes), labels, largest(scores, classes), scores, true, ones(rows));
    }

    private static int[] largest(float[] scores, int classes) {
        return IntStream.range(0, scores.length / classes)
                .map(row -> IntStream.range(0, classes)
                        .reduce((a, b) -> scores[row * classes + b] > scores[row * classes + a] ? b : a)
                        .orElseThrow())
                .toArray();
    }

    static ScoredLabels labels(int rows, int labels, long seed) {
        RandomKey random = random(seed);
        boolean[] actual = new boolean[rows * labels];
        boolean[] predicted = new boolean[rows * labels];
        float[] probabilities = new float[rows * labels];
        for (int i = 0; i < actual.length; i++) {
            probabilities[i] = random.with(0).below(33, i) / 32f;
            predicted[i] = probabilities[i] > 0.5f;
            actual[i] = random.with(1).uniform(i) < 0.2 + 0.6 * probabilities[i];
        }
        return new ScoredLabels(names(labels), actual, predicted, probabilities, ones(rows));
    }

    static ScoredValues values(int rows, int quantities, long seed) {
        RandomKey random = random(seed);
        double[] actual = new double[rows * quantities];
        double[] predicted = new double[actual.length];
        for (int i = 0; i < actual.length; i++) {
            actual[i] = 3 + random.with(0).normal(i);
            predicted[i] = actual[i] + 0.5 * random.with(1).normal(i);
        }
        return new ScoredValues(names(quantities), actual, predicted, ones(rows));
    }

    static int[] order(int rows, long seed) {
        int[] order = IntStream.range(0, rows).toArray();
        random(seed).shuffle(order);
        return order;
    }

    /** Some of the rows, in some order. */
    static ScoredRows inOrder(ScoredRows rows, int[] order) {
        return switch (rows) {
            case ScoredClasses r -> {
                int n = r.classes().size();
                float[] scores = new float[order.length * n];
                for (int i = 0; i < order.length; i++) {
                    System.arraycopy(r.scores(), order[i] * n, scores, i * n, n);
                }
                yield new ScoredClasses(
                        r.classes(),
                        IntStream.of(order).map(row -> r.labels()[row]).toArray(),
                        IntStream.of(order).map(row -> r.predicted()[row]).toArray(),
                        scores,
                        r.probabilities(),
                        ones(order.length));
            }
            case ScoredLabels r -> {
                int n = r.labels().size();
                boolean[] actual = new boolean[order.length * n];
                boolean[] predicted = new boolean[order.length * n];
                float[] probabilities = new float[order.length * n];
                for (int i = 0; i < order.length; i++) {
                    System.arraycopy(r.actual(), order[i] * n, actual, i * n, n);
                    System.arraycopy(r.predicted(), order[i] * n, predicted, i * n, n);
                    System.arraycopy(r.probabilities(), order[i] * n, probabilities, i * n, n);
                }
                yield new ScoredLabels(r.labels(), actual, predicted, probabilities, ones(order.length));
            }
            case ScoredValues r -> {
                int n = r.quantities().size();
                double[] actual = new double[order.length * n];
                double[] predicted = new double[order.length * n];
                for (int i = 0; i < order.length; i++) {
                    System.arraycopy(r.actual(), order[i] * n, actual, i * n, n);
                    System.arraycopy(r.predicted(), order[i] * n, predicted, i * n, n);
                }
                yield new ScoredValues(r.quantities(), actual, predicted, ones(order.length));
            }
        };
    }

    /** The same rows, predicted as they are. */
    static ScoredRows perfect(ScoredRows rows) {
        return switch (rows) {
            case ScoredClasses r -> {
                float[] scores = new float[r.scores().length];
                for (int row = 0; row < r.rows(); row++) {
                    scores[row * r.classes().size() + r.labels()[row]] = 1;
                }
                yield new ScoredClasses(r.classes(), r.labels(), r.labels(), scores, true, r.weights());
            }
            case ScoredLabels r -> {
                float[] probabilities = new float[r.actual().length];
                for (int i = 0; i < probabilities.length; i++) {
                    probabilities[i] = r.actual()[i] ? 1 : 0;
                }
                yield new ScoredLabels(r.labels(), r.actual(), r.actual(), probabilities, r.weights());
            }
            case ScoredValues r -> new ScoredValues(r.quantities(), r.actual(), r.actual(), r.weights());
        };
    }
}

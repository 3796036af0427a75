package nn.core.data;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.stream.IntStream;
import nn.core.NnException;
import nn.core.random.Purpose;
import nn.core.random.RandomKey;
import nn.core.spi.Require;

/**
 * Ways to learn several times from most of the rows and measure on the others: cross-validation (Stone, "Cross-validatory choice
 * and assessment of statistical predictions", JRSS B 36, 1974) and bootstrap.
 *
 * <p>{@link #of} holds out test parts, which are sealed: for honest estimates and comparisons. {@link #within} holds out
 * validation parts of the rows that may be learned from: for choices, such as those of hyper-parameters. Both give splits in a
 * list that makes the rows to learn from when a split is asked for, since together they are many times the data.
 */
public final class Folds {

    /** What is held out and what is learned from, under one seed. */
    private interface Method {
        /**
         * All folds.
         *
         * @param rows ascending; a row may stand there several times
         */
        List<Fold> folds(Dataset dataset, int[] rows, RandomKey random);
    }

    private final Method method;
    private final Optional<Long> seed;
    private final int repeats;

    private Folds(Method method, Optional<Long> seed, int repeats) {
        this.method = method;
        this.seed = seed;
        this.repeats = repeats;
    }

    /** k folds by chance alone. */
    public static Folds random(int k, long seed) {
        return by(SplitStrategy.RANDOM, k, seed);
    }

    /** k folds by chance so that classes keep their shares. */
    public static Folds stratified(int k, long seed) {
        return by(SplitStrategy.STRATIFIED, k, seed);
    }

    /** k folds by chance that keep the rows of a group together. */
    public static Folds grouped(int k, long seed) {
        return by(SplitStrategy.GROUPED, k, seed);
    }

    /** k folds of which each is measured by what is learned from older rows; the oldest rows are never held out. */
    public static Folds byTime(int k) {
        Require.atLeast(2, "k", k);
        return new Folds(divided(SplitStrategy.TIME, k), Optional.empty(), 1);
    }

    /**
     * k folds: each is held out once.
     *
     * @param strategy what decides which row is in which fold
     * @param k how many, 2 or more
     * @param seed determines which row is in which fold
     */
    public static Folds by(SplitStrategy strategy, int k, long seed) {
        Require.atLeast(2, "k", k);
        return new Folds(divided(strategy, k), Optional.of(seed), 1);
    }

    /**
     * A single fold: a share of the rows is held out.
     *
     * @param strategy what decides which rows
     * @param share of the rows, in (0, 1)
     * @param seed determines which rows
     */
    public static Folds holdOut(SplitStrategy strategy, double share, long seed) {
        Require.inOpenUnitInterval("share", share);
        return new Folds(
                (dataset, rows, random) -> {
                    int[] distinct = RowNumbers.distinct(rows);
                    int[] parts = strategy.cut().parts(dataset, distinct, share, 0, random);
                    Fold fold = new Fold.Division(rows, distinct, parts, Cut.VALIDATION, strategy.cut());
                    if (fold.heldOut().length == 0 || fold.training().length == 0) {
                        throw new NnException.Data(
                                dataset.name() + " has " + distinct.length + " rows, too few to hold out a share of "
                                        + share + ". Use another share or more rows.");
                    }
                    return List.of(fold);
                },
                Optional.of(seed),
                1);
    }

    /** Each row is held out once, alone: as many folds as rows. */
    public static Folds leaveOneOut() {
        return new Folds(
                (dataset, rows, random) -> {
                    int[] distinct = RowNumbers.distinct(rows);
                    refuseFewRows(dataset, distinct, 2);
                    int[] folds = IntStream.range(0, distinct.length).toArray();
                    return folds(rows, distinct, folds, distinct.length, SplitStrategy.RANDOM.cut());
                },
                Optional.empty(),
                1);
    }

    /**
     * Learns from as many rows as there are, drawn with replacement, and measures on those that were not drawn, about 37 %
     * (Efron, "Estimating the error rate of a prediction rule", JASA 78, 1983; "out-of-bag").
     *
     * @param resamples how many times, 1 or more
     * @param seed determines what is drawn
     */
    public static Folds bootstrap(int resamples, long seed) {
        Require.atLeast(1, "resamples", resamples);
        return new Folds(
                (dataset, rows, random) -> {
                    refuseFewRows(dataset, RowNumbers.distinct(rows), 2);
                    return IntStream.range(0, resamples)
                            .<Fold>mapToObj(i -> Fold.Resample.of(rows, random.with(i)))
                            .toList();
                },
                Optional.of(seed),
                1);
    }

    /**
     * These folds several times, each time with other random numbers, one time after the other.
     *
     * @param times 1 or more
     * @throws IllegalArgumentException if chance decides nothing, so that all times would be the same
     */
    public Folds repeated(int times) {
        Require.atLeast(1, "times", times);
        if (seed.isEmpty()) {
            throw new IllegalArgumentException(
                    "These folds do not depend on chance, so repeating them gives the same.");
        }
        return new Folds(method, seed, times);
    }

    /**
     * The folds of a data set. Each split has a sealed test part and no validation part; {@link Split#withValidation(SplitStrategy,
     * double, long)} cuts one from its rows to learn from.
     *
     * @throws NnException.Configuration if the data lack what the strategy needs
     * @throws NnException.Data if there are too few rows, groups or times, or rows of a class
     */
    public List<Split> of(Dataset dataset) {
        int[] rows = IntStream.range(0, dataset.rows()).toArray();
        ValidationPart none = new ValidationPart(dataset, new int[0]);
        List<Fold> folds = folds(dataset, rows);
        List<TestPart> tests = folds.stream()
                .map(fold -> new TestPart(dataset, fold.heldOut()))
                .toList();
        return new Splits(folds.size()) {
            @Override
            public Split get(int index) {
                TrainingPart training =
                        new TrainingPart(dataset, folds.get(index).training());
                return new Split(training, none, tests.get(index));
            }
        };
    }

    /**
     * The folds of the rows that may be learned from. Each split has a validation part and a test part without rows. A row that
     * stands in the part several times is held out once, and never learned from meanwhile.
     *
     * @throws NnException.Configuration if the data lack what the strategy needs
     * @throws NnException.Data if there are too few rows, groups or times, or rows of a class
     */
    public List<Split> within(TrainingPart part) {
        Dataset dataset = part.dataset();
        TestPart none = new TestPart(dataset, new int[0]);
        List<Fold> folds = folds(dataset, part.rows());
        return new Splits(folds.size()) {
            @Override
            public Split get(int index) {
                Fold fold = folds.get(index);
                return new Split(
                        new TrainingPart(dataset, fold.training()), new ValidationPart(dataset, fold.heldOut()), none);
            }
        };
    }

    private abstract static class Splits extends AbstractList<Split> implements RandomAccess {
        private final int size;

        Splits(int size) {
            this.size = size;
        }

        @Override
        public int size() {
            return size;
        }
    }

    private List<Fold> folds(Dataset dataset, int[] rows) {
        RandomKey random = RandomKey.of(seed.orElse(0L), Purpose.FOLDS);
        List<Fold> folds = new ArrayList<>();
        for (int repeat = 0; repeat < repeats; repeat++) {
            folds.addAll(method.folds(dataset, rows, random.with(repeat)));
        }
        return folds;
    }

    private static Method divided(SplitStrategy strategy, int k) {
        return (dataset, rows, random) -> {
            int[] distinct = RowNumbers.distinct(rows);
            refuseFewRows(dataset, distinct, k);
            int[] folds = strategy.cut().folds(dataset, distinct, k, random);
            return folds(rows, distinct, folds, k, strategy.cut());
        };
    }

    private static List<Fold> folds(int[] rows, int[] distinct, int[] folds, int k, Cut cut) {
        return IntStream.range(0, k)
                .<Fold>mapToObj(fold -> new Fold.Division(rows, distinct, folds, fold, cut))
                .toList();
    }

    private static void refuseFewRows(Dataset dataset, int[] distinct, int k) {
        if (distinct.length < k) {
            throw new NnException.Data(dataset.name() + " has " + distinct.length + " rows for " + k
                    + " folds, expected at least one for each. Use fewer folds or more rows.");
        }
    }
}

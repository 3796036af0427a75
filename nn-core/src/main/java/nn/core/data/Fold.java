package nn.core.data;

import java.util.Arrays;
import nn.core.random.RandomKey;

/** Some rows that are held out, and the rows to learn from meanwhile; row numbers ascend. */
sealed interface Fold permits Fold.Division, Fold.Resample {

    /** The rows that are held out, each once. */
    int[] heldOut();

    /** The rows to learn from, made anew by each call; a row may stand there several times. */
    int[] training();

    /**
     * One of the folds into which rows are divided.
     *
     * @param rows all rows
     * @param distinct each of them once
     * @param folds the fold of each distinct row
     * @param number which fold this is
     * @param cut what divided the rows
     */
    record Division(int[] rows, int[] distinct, int[] folds, int number, Cut cut) implements Fold {
        @Override
        public int[] heldOut() {
            return RowNumbers.where(distinct, folds, fold -> fold == number);
        }

        @Override
        public int[] training() {
            return RowNumbers.where(rows, folds, fold -> cut.learnsFrom(fold, number));
        }
    }

    /**
     * Rows drawn with replacement, as many as there are.
     *
     * @param rows all rows
     * @param random what is drawn
     */
    record Resample(int[] rows, RandomKey random) implements Fold {

        /** Draws anew where every row was drawn, which happens with very few rows only. */
        static Resample of(int[] rows, RandomKey random) {
            for (long attempt = 0; ; attempt++) {
                Resample resample = new Resample(rows, random.with(attempt));
                if (resample.heldOut().length > 0) {
                    return resample;
                }
            }
        }

        @Override
        public int[] heldOut() {
            int[] distinct = RowNumbers.distinct(rows);
            int[] drawn = new int[distinct.length];
            for (int row : training()) {
                drawn[Arrays.binarySearch(distinct, row)] = 1;
            }
            return RowNumbers.where(distinct, drawn, times -> times == 0);
        }

        @Override
        public int[] training() {
            int[] drawn = new int[rows.length];
            for (int i = 0; i < drawn.length; i++) {
                drawn[i] = rows[random.below(rows.length, i)];
            }
            Arrays.sort(drawn);
            return drawn;
        }
    }
}

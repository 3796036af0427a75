package nn.core.data;

import java.util.function.BiFunction;
import nn.core.random.RandomKey;

/**
 * Shares out rows by chance, so that each part has its share of every stratum (Kohavi, "A study of cross-validation and bootstrap
 * for accuracy estimation and model selection", IJCAI 1995, section 2).
 *
 * <p>Shares are taken along the strata, so that rounding does not add up when there are many small ones: a part, or a fold, has
 * at most one row more or less than its share of each stratum and of all.
 */
final class ShuffledCut implements Cut {

    private final BiFunction<Dataset, int[], Strata> stratification;

    ShuffledCut(BiFunction<Dataset, int[], Strata> stratification) {
        this.stratification = stratification;
    }

    @Override
    public int[] parts(Dataset dataset, int[] rows, double validation, double test, RandomKey random) {
        Strata strata = shuffled(dataset, rows, random);
        int[] parts = new int[rows.length];
        double validationDue = 0;
        double testDue = 0;
        int validationRows = 0;
        int testRows = 0;
        for (int s = 0; s < strata.ends().length; s++) {
            int from = strata.start(s);
            int size = strata.ends()[s] - from;
            validationDue += validation * size;
            testDue += test * size;
            int testEnd = Math.min(size, (int) Math.round(testDue) - testRows);
            int validationEnd = Math.min(size, testEnd + (int) Math.round(validationDue) - validationRows);
            for (int i = 0; i < validationEnd; i++) {
                parts[strata.order()[from + i]] = i < testEnd ? TEST : VALIDATION;
            }
            testRows += testEnd;
            validationRows += validationEnd - testEnd;
        }
        return parts;
    }

    @Override
    public int[] folds(Dataset dataset, int[] rows, int k, RandomKey random) {
        Strata strata = shuffled(dataset, rows, random);
        strata.refuseFewerRowsThan(k, dataset);
        int[] folds = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            folds[strata.order()[i]] = i % k;
        }
        return folds;
    }

    private Strata shuffled(Dataset dataset, int[] rows, RandomKey random) {
        Strata strata = stratification.apply(dataset, rows);
        for (int s = 0; s < strata.ends().length; s++) {
            random.with(s).shuffle(strata.order(), strata.start(s), strata.ends()[s]);
        }
        return strata;
    }
}

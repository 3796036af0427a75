package nn.core.train;

import java.util.Optional;
import nn.core.data.Dataset;
import nn.core.data.ShiftedSplit;
import nn.core.data.Split;
import nn.core.data.SplitStrategy;
import nn.core.spi.Require;
import nn.core.spi.Settings;

/**
 * Which rows a training is watched with, and which ones measure its result.
 *
 * @param split what decides which rows are kept apart; by default what {@linkplain SplitStrategy#suiting suits the data}
 * @param validation share of rows to watch with, in [0, 1)
 * @param test share of rows to measure the result with, in [0, 1); data with test rows of their own ignore it
 * @param validationData a source of rows to watch with, in place of a share
 * @param testData a source of rows to measure the result with, in place of a share or of the data's own
 * @param shifted a source of rows on which the result counts, of another distribution than the data: {@link ShiftedSplit}
 * @param optimalError the error on these rows that cannot be avoided, if it is known, 0 or more
 */
public record SplitConfig(
        Optional<SplitStrategy> split,
        double validation,
        double test,
        Optional<String> validationData,
        Optional<String> testData,
        Optional<String> shifted,
        Optional<Double> optimalError)
        implements Settings.Group {

    /** Checks what can be checked without data. */
    public SplitConfig {
        Require.inHalfOpenUnitInterval("validation", validation);
        Require.inHalfOpenUnitInterval("test", test);
        if (shifted.isPresent() && (validationData.isPresent() || testData.isPresent())) {
            throw new IllegalArgumentException(
                    "With \"shifted\", the rows to validate and for the test are shifted ones."
                            + " Leave out validation-data and test-data.");
        }
        if (shifted.isPresent() && (validation == 0 || test == 0)) {
            throw new IllegalArgumentException("With \"shifted\", validation is " + validation + " and test is " + test
                    + ", expected shares above 0: errors are compared on all sets.");
        }
        if (optimalError.isPresent() && shifted.isEmpty()) {
            throw new IllegalArgumentException(
                    "Setting \"optimal-error\" is compared with the errors on the data and on"
                            + " shifted ones. Give these with \"shifted\", or leave it out.");
        }
        optimalError.ifPresent(error -> Require.notNegative("optimalError", error));
    }

    static SplitConfig defaults() {
        return new SplitConfig(
                Optional.empty(), 0.1, 0.1, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** What decides which rows of some data are kept apart. */
    public SplitStrategy strategy(Dataset dataset) {
        return split.orElseGet(() -> SplitStrategy.suiting(dataset));
    }

    /**
     * Cuts a data set.
     *
     * @param dataset the data
     * @param ownValidation rows of their own to watch with, if there are any
     * @param ownTest rows of their own for the test, if there are any
     * @param seed decides between splits that are as good
     */
    public Split of(Dataset dataset, Optional<Dataset> ownValidation, Optional<Dataset> ownTest, long seed) {
        double validationShare = ownValidation.isPresent() ? 0 : validation;
        double testShare = ownTest.isPresent() ? 0 : test;
        Split own = Split.of(strategy(dataset), dataset, validationShare, testShare, seed);
        Split watched = ownValidation.map(own::withValidation).orElse(own);
        return ownTest.map(watched::withTest).orElse(watched);
    }

    /**
     * Cuts a data set and a shifted one; of the latter, the shares for validation and test are in proportion to each other.
     *
     * @param dataset the data to learn from
     * @param shiftedData those on which the result counts
     * @param seed decides between splits that are as good
     */
    public ShiftedSplit of(Dataset dataset, Dataset shiftedData, long seed) {
        return ShiftedSplit.of(strategy(dataset), dataset, validation, shiftedData, test / (validation + test), seed);
    }
}

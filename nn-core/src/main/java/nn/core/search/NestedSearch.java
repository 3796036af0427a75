package nn.core.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import nn.core.data.Split;
import nn.core.kernel.Compute;
import nn.core.metric.Evaluation;

/**
 * Nested cross-validation (Varma and Simon, "Bias in error estimation when using cross-validation for model selection", BMC
 * Bioinformatics 7, 2006): the whole search runs anew in each outer fold, and what it recommends is measured on rows that it never saw.
 * The score of the best trial, in contrast, is too good: it was chosen for being the highest.
 */
public final class NestedSearch {

    private NestedSearch() {}

    /**
     * Runs one search after the other.
     *
     * @param outer splits with test parts and without validation parts
     * @param searches makes the search of an outer fold, from 0
     * @param compute kernel and threads of the last training in each fold
     * @return how what each search recommends does on the fold's test part; empty if somebody has stopped a search
     * @throws nn.core.NnException.Configuration if a search finds no trial that succeeds
     */
    public static Optional<List<Evaluation>> run(List<Split> outer, IntFunction<Search> searches, Compute compute) {
        List<Evaluation> evaluations = new ArrayList<>();
        for (Split split : outer) {
            SearchResult result = searches.apply(evaluations.size()).run(split.training());
            if (!result.isComplete()) {
                return Optional.empty();
            }
            evaluations.add(result.trainer().compute(compute).fit(split).test());
        }
        return Optional.of(evaluations);
    }
}

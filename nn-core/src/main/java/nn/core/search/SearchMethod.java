package nn.core.search;

import java.lang.invoke.MethodHandles;
import java.util.List;
import nn.core.Message;
import nn.core.NnException;
import nn.core.random.RandomKey;
import nn.core.spi.Registry;
import nn.core.spi.Spec;

/**
 * Chooses which points of a space are tried, round after round. What it chooses follows from the rounds before and from the seed
 * alone, whatever trains the trials and how many at a time.
 */
public sealed interface SearchMethod permits GridSearch, RandomSearch, SuccessiveHalving, Hyperband, TreeParzen {

    /** The names under which people ask for a method, with its settings. */
    List<String> NAMES =
            List.of(GridSearch.NAME, RandomSearch.NAME, SuccessiveHalving.NAME, Hyperband.NAME, TreeParzen.NAME);

    /**
     * The next round.
     *
     * @param space where points come from
     * @param random under the seed of the search
     * @param finished all trials of the rounds before, in order
     * @return what to try next, all of it at the same time if there are threads enough; nothing if the search is over
     */
    List<Proposal> next(SearchSpace space, RandomKey random, List<Trial> finished);

    /** How many trials there are in all, those that are tried again with more epochs counted again. */
    int proposals(SearchSpace space);

    /** Name and settings. */
    Spec spec();

    /**
     * A method by its name with settings, such as {@code random:trials=20}.
     *
     * @param spec name and settings; settings that are left out have the defaults of the method
     * @param registry of all components
     * @throws NnException.Configuration if the name or a setting is unknown, or a value is not accepted
     */
    static SearchMethod of(Spec spec, Registry registry) {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        return switch (spec.name()) {
            case GridSearch.NAME -> spec.settings().toRecord(lookup, new GridSearch(), registry);
            case RandomSearch.NAME -> spec.settings().toRecord(lookup, new RandomSearch(), registry);
            case SuccessiveHalving.NAME -> spec.settings().toRecord(lookup, new SuccessiveHalving(), registry);
            case Hyperband.NAME -> spec.settings().toRecord(lookup, new Hyperband(), registry);
            case TreeParzen.NAME -> spec.settings().toRecord(lookup, new TreeParzen(), registry);
            default ->
                throw new NnException.Configuration("Unknown search method " + Message.quote(spec.name())
                        + ". Available: " + String.join(", ", NAMES) + ".");
        };
    }
}

package nn.core.search;

/** Hears what happens in a search; one call at a time, on any of the threads that train. */
@FunctionalInterface
public interface SearchListener {

    /** Called for each event; an exception ends the search. */
    void on(SearchEvent event);

    /** Asked before each training: whether to begin no more of them and end the search when those that run are done. */
    default boolean wantsToStop() {
        return false;
    }
}

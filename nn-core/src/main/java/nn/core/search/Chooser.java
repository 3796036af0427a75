package nn.core.search;

/** Decides at each parameter that a walk through a {@link SearchSpace} comes to. */
@FunctionalInterface
interface Chooser {

    /**
     * Decides.
     *
     * @param path the parameter's place in the space
     * @param parameter what can be chosen
     */
    double choose(String path, Parameter parameter);
}

package nn.core.search;

import nn.core.random.RandomKey;

/** Chooses by chance, every part of a domain in proportion to its size. */
final class RandomChooser implements Chooser {

    private final RandomKey random;
    private int decisions;

    RandomChooser(RandomKey random) {
        this.random = random;
    }

    @Override
    public double choose(String path, Parameter parameter) {
        return parameter.at(random.uniformDouble(decisions++));
    }
}

package nn.cli.experiment;

import nn.core.init.Initializer;
import nn.core.random.RandomKey;
import nn.core.spi.Spec;

/**
 * Sigmoids that are steep enough to be seen on the unit cube and whose middles lie scattered in it. The last input of a unit is always
 * 1, and its weight is the bias.
 *
 * <pre>w ~ 10·N(0, 1) for each coordinate,   bias −wᵀc   with the middle c uniform in the cube</pre>
 */
record ScatteredUnits() implements Initializer {

    private static final double STEEPNESS = 10;

    @Override
    public void fill(RandomKey random, int fanIn, int fanOut, float[] weights, int from) {
        int bias = from + (fanIn - 1) * fanOut;
        for (int unit = 0; unit < fanOut; unit++) {
            double offset = 0;
            for (int d = 0; d < fanIn - 1; d++) {
                int index = d * fanOut + unit;
                double weight = STEEPNESS * random.normal(index);
                weights[from + index] = (float) weight;
                offset -= weight * random.with(1).uniformDouble(index);
            }
            weights[bias + unit] = (float) offset;
        }
    }

    @Override
    public Spec spec() {
        return Spec.of("scattered-units");
    }
}

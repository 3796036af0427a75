package nn.optimizers;

import java.util.Map;
import java.util.TreeMap;
import nn.core.layer.ParameterLayout;
import nn.core.optim.StepOptimizer;

/** What a state mostly is: a few arrays, each with a name and as long as the parameters. */
abstract class NamedArrays implements StepOptimizer.State {

    private final int size;
    private final TreeMap<String, float[]> arrays = new TreeMap<>();

    NamedArrays(ParameterLayout layout) {
        size = layout.size();
    }

    /** A further array, of zeros. */
    final float[] array(String name) {
        float[] array = new float[size];
        arrays.put(name, array);
        return array;
    }

    @Override
    public final Map<String, float[]> arrays() {
        return arrays;
    }

    /** What is added to a divisor: not 0 as a float, or a parameter without any gradient so far would become 0/0. */
    static float notZero(double epsilon) {
        return (float) Math.max(epsilon, Float.MIN_NORMAL);
    }
}

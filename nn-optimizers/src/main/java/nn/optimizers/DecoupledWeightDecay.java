package nn.optimizers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import nn.core.layer.ParameterLayout;
import nn.core.layer.Role;
import nn.core.layer.Segment;
import nn.core.optim.StepOptimizer;

/**
 * Weight decay beside a step instead of in its gradient: before each step of another state
 *
 * <pre>θ ← θ − η λ θ</pre>
 *
 * <p>where θ multiplies inputs. Biases and what scales normalized values are left alone. Source: Loshchilov and Hutter, "Decoupled
 * weight decay regularization", ICLR 2019; with η in the product, as in PyTorch, a {@linkplain nn.core.optim.Schedule schedule}
 * acts on the decay, too.
 */
final class DecoupledWeightDecay implements StepOptimizer.State {

    /** Parameters that are decayed and then stepped while they are in cache. */
    private static final int BLOCK = 8192;

    private final double decay;
    private final StepOptimizer.State state;
    /** The decayed stretches: from, to, from, to … */
    private final int[] bounds;

    private DecoupledWeightDecay(double decay, ParameterLayout layout, StepOptimizer.State state) {
        this.decay = decay;
        this.state = state;
        List<Segment> weights = new ArrayList<>(layout.segments());
        weights.removeIf(segment -> segment.role() != Role.WEIGHT);
        bounds = weights.stream()
                .flatMapToInt(segment -> IntStream.of(segment.from(), segment.to()))
                .toArray();
    }

    /**
     * A state that also decays weights.
     *
     * @param decay λ, 0 or more; 0 is the state itself
     * @param layout tells weights from other parameters
     * @param state does the steps
     */
    static StepOptimizer.State of(double decay, ParameterLayout layout, StepOptimizer.State state) {
        return decay == 0 ? state : new DecoupledWeightDecay(decay, layout, state);
    }

    @Override
    public void step(float[] parameters, float[] gradients, int from, int to, long step, double learningRate) {
        float share = (float) (learningRate * decay);
        for (int start = from; start < to; start += BLOCK) {
            int end = Math.min(start + BLOCK, to);
            for (int b = 0; b < bounds.length; b += 2) {
                decay(parameters, Math.max(start, bounds[b]), Math.min(end, bounds[b + 1]), share);
            }
            state.step(parameters, gradients, start, end, step, learningRate);
        }
    }

    private static void decay(float[] parameters, int from, int to, float share) {
        for (int i = from; i < to; i++) {
            // Not θ(1 − ηλ): a float near 1 has too few digits for a small ηλ.
            parameters[i] -= share * parameters[i];
        }
    }

    @Override
    public Map<String, float[]> arrays() {
        return state.arrays();
    }
}

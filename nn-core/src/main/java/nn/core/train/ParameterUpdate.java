package nn.core.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nn.core.kernel.Compute;
import nn.core.layer.ParameterLayout;
import nn.core.layer.Role;
import nn.core.layer.Segment;
import nn.core.network.Network;
import nn.core.optim.StepOptimizer;
import nn.core.spi.Plugins;

/**
 * All that happens between the gradients and the new parameters of a step:
 *
 * <pre>g + penalty's derivative → clipping → optimizer → max-norm</pre>
 *
 * <p>Whatever nobody asked for costs nothing. Parameters may be updated layer by layer, since all but the clipping by global norm
 * looks at one tensor at a time; who does so asks {@link #needsAllGradients} first.
 */
final class ParameterUpdate {

    private final StepOptimizer optimizer;
    private final StepOptimizer.State state;
    private final Penalty penalty;
    private final Clipping clipping;
    private final Optional<MaxNorm> maxNorm;
    private final Compute compute;
    private final ParameterLayout layout;
    /** The segments that are not frozen, those that follow each other together: of the network, and of each of its layers. */
    private final List<List<Segment>> trainable;

    private final List<List<List<Segment>>> trainableOfLayers = new ArrayList<>();

    private final float[] parameters;
    private final float[] gradients;
    private final Compute.RangeTask penaltyTask = this::addPenalty;
    private final Compute.RangeTask stepTask = this::step;
    private int first;
    private long step;
    private double learningRate;
    private boolean clipped;
    private int clippedSteps;

    ParameterUpdate(StepOptimizer optimizer, UpdateRules rules, Network network, float[] gradients, Compute compute) {
        this.optimizer = optimizer;
        this.gradients = gradients;
        this.compute = compute;
        penalty = rules.penalty();
        clipping = rules.clipping();
        layout = network.layout();
        parameters = network.parameters();
        maxNorm = rules.maxNorm().map(limit -> new MaxNorm(limit, layout, parameters, compute));
        state = optimizer.newState(layout);
        trainable = runsOfTrainable(layout.segments());
        int from = 0;
        for (Network.Stage stage : network.stages()) {
            int first = from;
            int end = from + stage.parameterCount();
            trainableOfLayers.add(runsOfTrainable(layout.segments().stream()
                    .filter(segment -> segment.from() >= first && segment.to() <= end)
                    .toList()));
            from = end;
        }
    }

    private static List<List<Segment>> runsOfTrainable(List<Segment> segments) {
        List<List<Segment>> runs = new ArrayList<>();
        int end = -1;
        for (Segment segment : segments) {
            if (segment.trainable()) {
                if (segment.from() != end) {
                    runs.add(new ArrayList<>());
                }
                runs.getLast().add(segment);
                end = segment.to();
            }
        }
        return runs;
    }

    /**
     * Begins a step.
     *
     * @param number of the step, from 1
     * @param rate η
     */
    void begin(long number, double rate) {
        step = number;
        learningRate = rate;
        clipped = false;
    }

    /** Updates all parameters that are not frozen. */
    void updateAll() {
        for (int r = 0; r < trainable.size(); r++) {
            prepareGradients(trainable.get(r));
        }
        if (clipping.needsAllGradients() && clipping.clipAll(compute.kernel(), layout, gradients)) {
            countClipped();
        }
        for (int r = 0; r < trainable.size(); r++) {
            apply(trainable.get(r));
        }
    }

    /** Whether nothing can be updated before the gradients of all layers are there. */
    boolean needsAllGradients() {
        return clipping.needsAllGradients();
    }

    /**
     * Updates the parameters of one layer that are not frozen.
     *
     * @param layer index of its stage
     */
    void updateLayer(int layer) {
        List<List<Segment>> runs = trainableOfLayers.get(layer);
        for (int r = 0; r < runs.size(); r++) {
            prepareGradients(runs.get(r));
            apply(runs.get(r));
        }
    }

    /** Adds what a penalty gives to the gradients of segments, and clips what is clipped tensor by tensor. */
    private void prepareGradients(List<Segment> segments) {
        if (!penalty.isNone()) {
            addPenalty(segments);
        }
        if (!clipping.isNone()) {
            for (int s = 0; s < segments.size(); s++) {
                if (clipping.clipTensor(compute.kernel(), segments.get(s), gradients)) {
                    countClipped();
                }
            }
        }
    }

    /** Changes the parameters of segments that follow each other. */
    private void apply(List<Segment> segments) {
        first = segments.getFirst().from();
        try {
            compute.ranges(segments.getLast().to() - first, stepTask);
        } catch (RuntimeException | Error e) {
            throw Plugins.failure("the optimizer", optimizer, "step", e);
        }
        if (maxNorm.isPresent()) {
            for (int s = 0; s < segments.size(); s++) {
                maxNorm.get().apply(segments.get(s));
            }
        }
    }

    private void addPenalty(List<Segment> segments) {
        for (int s = 0; s < segments.size(); s++) {
            if (segments.get(s).role() == Role.WEIGHT) {
                first = segments.get(s).from();
                compute.ranges(segments.get(s).size(), penaltyTask);
            }
        }
    }

    private void addPenalty(int from, int n) {
        penalty.addGradient(parameters, gradients, first + from, n);
    }

    private void countClipped() {
        if (!clipped) {
            clipped = true;
            clippedSteps++;
        }
    }

    private void step(int from, int n) {
        state.step(parameters, gradients, first + from, first + from + n, step, learningRate);
    }

    /** The steps since the last call whose gradient was clipped; empty if nothing may be. */
    Optional<Integer> takeClippedSteps() {
        int count = clippedSteps;
        clippedSteps = 0;
        return clipping.isNone() ? Optional.empty() : Optional.of(count);
    }
}

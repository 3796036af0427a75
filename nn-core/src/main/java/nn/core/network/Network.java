package nn.core.network;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import nn.core.NnException;
import nn.core.kernel.Compute;
import nn.core.layer.BuiltLayer;
import nn.core.layer.Layer;
import nn.core.layer.ParameterLayout;
import nn.core.layer.ReferencePass;
import nn.core.layer.Segment;
import nn.core.layer.Slot;
import nn.core.matrix.Matrix;
import nn.core.matrix.Shape;
import nn.core.spi.Plugins;
import nn.core.spi.Spec;

/**
 * A feed-forward network with its parameters: the mathematics without data, names or predictions. All parameters θ live in one
 * flat array, what is learned without an optimizer in a second one; training changes both in place.
 *
 * <p>Passes run in a {@link TrainingPass} or an {@link InferencePass}, each of which belongs to one thread at a time. Several
 * inference passes may share a network that is not being trained.
 */
public final class Network {

    /**
     * A layer at its place.
     *
     * @param name unique in the network, for example {@code dense1}
     * @param description what it was built from
     * @param layer computes
     * @param inputShape what goes in
     * @param outputShape what comes out
     * @param parameterCount how many parameters it has, those of inner layers included
     * @param inner the layers inside of it, if it is a composite
     */
    public record Stage(
            String name,
            Layer description,
            BuiltLayer layer,
            Shape inputShape,
            Shape outputShape,
            int parameterCount,
            List<Stage> inner) {

        /** What kind of layer it is, with its settings; those of a composite are its inner layers. */
        String kind() {
            Spec spec = description.spec();
            return inner.isEmpty() ? spec.toString() : spec.name();
        }

        /** This layer and all inside of it. */
        Stream<Stage> withInner() {
            return Stream.concat(Stream.of(this), inner.stream().flatMap(Stage::withInner));
        }
    }

    private final NetworkSpec spec;
    private final List<Stage> stages;
    private final ParameterLayout layout;
    private final ParameterLayout stateLayout;
    private final List<Slot> slots;
    private final List<Integer> scratchWidths;
    private final float[] parameters;
    private final float[] state;

    Network(
            NetworkSpec spec,
            List<Stage> stages,
            ParameterLayout layout,
            ParameterLayout stateLayout,
            List<Slot> slots,
            List<Integer> scratchWidths,
            float[] parameters,
            float[] state) {
        this.spec = spec;
        this.stages = List.copyOf(stages);
        this.layout = layout;
        this.stateLayout = stateLayout;
        this.slots = List.copyOf(slots);
        this.scratchWidths = List.copyOf(scratchWidths);
        this.parameters = parameters;
        this.state = state;
    }

    /** The architecture. */
    public NetworkSpec spec() {
        return spec;
    }

    /** The layers from input to output. */
    public List<Stage> stages() {
        return stages;
    }

    /** The shape of one input sample. */
    public Shape inputShape() {
        return stages.getFirst().inputShape();
    }

    /** The shape of one output sample: the logits. */
    public Shape outputShape() {
        return stages.getLast().outputShape();
    }

    /** What stands where in {@link #parameters()}. */
    public ParameterLayout layout() {
        return layout;
    }

    /** What stands where in {@link #state()}. */
    public ParameterLayout stateLayout() {
        return stateLayout;
    }

    /** All parameters θ; the live array, not a copy. */
    public float[] parameters() {
        return parameters;
    }

    /** What is learned without an optimizer, such as running means; the live array, not a copy. */
    public float[] state() {
        return state;
    }

    /** A copy of one parameter as a matrix; a bias is one row. */
    public Matrix parameter(String name) {
        Segment segment = layout.segment(name);
        List<Integer> lengths = segment.shape().dimensions();
        int rows = lengths.size() == 1 ? 1 : lengths.getFirst();
        return Matrix.copyOf(rows, segment.size() / rows, parameters, segment.from());
    }

    /** A network of the same architecture with a copy of all learned values. */
    public Network copy() {
        return new Network(spec, stages, layout, stateLayout, slots, scratchWidths, parameters.clone(), state.clone());
    }

    /** Takes over all learned values of a network of the same architecture. */
    public void copyFrom(Network other) {
        if (!other.layout.equals(layout) || !other.stateLayout.equals(stateLayout)) {
            throw new IllegalArgumentException("The networks have different layouts.");
        }
        System.arraycopy(other.parameters, 0, parameters, 0, parameters.length);
        System.arraycopy(other.state, 0, state, 0, state.length);
    }

    /**
     * A network with a copy of all learned values in which some layers are frozen: training leaves their parameters and their
     * statistics as they are. What a layer makes of its input may still be random, as dropout is.
     *
     * @param layers names such as {@code dense1}, {@code residual1.dense2}, or {@code residual*}; a name stands for all that is in the
     *     layer, too
     * @throws NnException.Configuration if a name fits no layer with parameters, or nothing is left to train
     */
    public Network frozen(List<String> layers) {
        Network frozen = NetworkBuilder.frozen(this, new LayerPatterns(layers));
        if (parameters.length > 0 && frozen.layout.trainableBounds().length == 0) {
            throw new NnException.Configuration(
                    "All layers are frozen, so that there is nothing to train. Leave one out.");
        }
        return frozen;
    }

    /**
     * Takes over the learned values of those layers of another network that have the same name, the same parts and the same
     * shapes.
     *
     * @param other the network to take from
     * @param wanted which layers to look at, by name
     */
    public Transfer takeFrom(Network other, Predicate<String> wanted) {
        return Transfer.make(other, this, wanted);
    }

    /** A pass for training with batches of up to {@code maxRows} rows. */
    public TrainingPass newTrainingPass(Compute compute, int maxRows) {
        return new TrainingPass(this, slots, scratchWidths, compute, maxRows);
    }

    /** A pass for predictions of up to {@code maxRows} rows at a time. */
    public InferencePass newInferencePass(Compute compute, int maxRows) {
        return new InferencePass(this, scratchWidths, compute, maxRows);
    }

    /**
     * The logits of a batch in the textbook form, in {@code double}; for checks.
     *
     * @param pass parameters and noise
     * @param input one array of features per row
     */
    public double[][] reference(ReferencePass pass, double[][] input) {
        double[][] signal = input;
        for (Stage stage : stages) {
            signal = stage.layer().reference(pass, signal);
        }
        return signal;
    }

    /** What to throw after a layer has thrown: a plugin's failure under its name, anything else as it is. */
    RuntimeException failure(int layer, String call, Throwable thrown) {
        String place = "layer " + stages.get(layer).name();
        return Plugins.failure(place, spec.layers().get(layer), call, thrown);
    }

    /** A table of layers, shapes and parameter counts. */
    public String summary() {
        StringBuilder table = new StringBuilder();
        List<Stage> all = stages.stream().flatMap(Stage::withInner).toList();
        int name = all.stream().mapToInt(stage -> stage.name().length()).max().orElse(0);
        int kind = all.stream().mapToInt(stage -> stage.kind().length()).max().orElse(0);
        String row = "%-" + Math.max(14, name) + "s %-" + Math.max(4, kind) + "s %-8s %12s%n";
        table.append(String.format(Locale.ROOT, row, "layer", "kind", "output", "parameters"));
        for (Stage stage : all) {
            table.append(String.format(
                    Locale.ROOT,
                    row,
                    stage.name(),
                    stage.kind(),
                    stage.outputShape(),
                    String.format(Locale.ROOT, "%,d", stage.parameterCount())));
        }
        return table.append(String.format(Locale.ROOT, "parameters %,d, state %,d%n", parameters.length, state.length))
                .toString();
    }
}

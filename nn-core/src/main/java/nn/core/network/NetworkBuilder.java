package nn.core.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import nn.core.NnException;
import nn.core.init.Initializer;
import nn.core.layer.BuiltLayer;
import nn.core.layer.Layer;
import nn.core.layer.LayerContext;
import nn.core.layer.ParameterLayout;
import nn.core.layer.Role;
import nn.core.layer.Scratch;
import nn.core.layer.Segment;
import nn.core.layer.Slot;
import nn.core.matrix.Shape;
import nn.core.random.Purpose;
import nn.core.random.RandomKey;
import nn.core.spi.Plugins;

/** Builds layer after layer, lays out what they claim, and gives parameters and state their first values. */
final class NetworkBuilder {

    private final List<Segment> parameters = new ArrayList<>();
    private final List<Initializer> initializers = new ArrayList<>();
    private final List<Segment> state = new ArrayList<>();
    private final List<Float> stateValues = new ArrayList<>();
    private final List<Slot> slots = new ArrayList<>();
    private final List<Integer> scratchWidths = new ArrayList<>();
    private int scratchInUse;

    private final LayerPatterns frozen;

    private NetworkBuilder(LayerPatterns frozen) {
        this.frozen = frozen;
    }

    static Network build(NetworkSpec spec, Shape inputShape, long seed) {
        NetworkBuilder builder = new NetworkBuilder(LayerPatterns.NONE);
        List<Network.Stage> stages = builder.stages(spec, inputShape);
        return builder.network(spec, stages, builder.initialParameters(seed), builder.initialState());
    }

    static Network restore(NetworkSpec spec, Shape inputShape, Function<Segment, float[]> learned) {
        NetworkBuilder builder = new NetworkBuilder(LayerPatterns.NONE);
        List<Network.Stage> stages = builder.stages(spec, inputShape);
        float[] parameters = joined(builder.parameters, learned);
        return builder.network(spec, stages, parameters, joined(builder.state, learned));
    }

    /** Builds a network again, because layers may compute otherwise when they are frozen. */
    static Network frozen(Network network, LayerPatterns layers) {
        layers.check(network.layout().segments());
        NetworkBuilder builder = new NetworkBuilder(layers);
        List<Network.Stage> stages = builder.stages(network.spec(), network.inputShape());
        return builder.network(
                network.spec(),
                stages,
                network.parameters().clone(),
                network.state().clone());
    }

    private List<Network.Stage> stages(NetworkSpec spec, Shape inputShape) {
        Sequence sequence = new Sequence("", inputShape);
        for (Layer layer : spec.layers()) {
            scratchInUse = 0; // The layers of a network are at work one after another.
            sequence.add(layer);
        }
        return sequence.stages;
    }

    /** Layers one after another, those of a network or some inside of a composite. */
    private final class Sequence {
        private final String prefix;
        private final Map<String, Integer> count = new TreeMap<>();
        private final List<Network.Stage> stages = new ArrayList<>();
        private Shape shape;

        Sequence(String prefix, Shape inputShape) {
            this.prefix = prefix;
            shape = inputShape;
        }

        void add(Layer layer) {
            String place = "layer " + prefix + (stages.size() + 1);
            try {
                String kind = layer.spec().name().replace("-", "");
                String name = prefix + kind + count.merge(kind, 1, Integer::sum);
                place = "layer " + name;
                int before = parameterCount();
                Context context = new Context(name, shape, new ArrayList<>());
                BuiltLayer built = Objects.requireNonNull(layer.build(context), "no built layer");
                Shape output = Objects.requireNonNull(built.outputShape(), "no output shape");
                stages.add(new Network.Stage(
                        name, layer, built, shape, output, parameterCount() - before, List.copyOf(context.inner)));
                shape = output;
            } catch (RuntimeException | Error e) {
                throw Plugins.failure(place, layer, "build", e);
            }
        }
    }

    private Network network(NetworkSpec spec, List<Network.Stage> stages, float[] theta, float[] stateArray) {
        return new Network(
                spec,
                stages,
                new ParameterLayout(parameters),
                new ParameterLayout(state),
                slots,
                scratchWidths,
                theta,
                stateArray);
    }

    private static float[] joined(List<Segment> segments, Function<Segment, float[]> learned) {
        List<float[]> values = segments.stream().map(learned).toList();
        float[] joined = new float[segments.isEmpty() ? 0 : segments.getLast().to()];
        for (int i = 0; i < values.size(); i++) {
            System.arraycopy(
                    values.get(i),
                    0,
                    joined,
                    segments.get(i).from(),
                    segments.get(i).size());
        }
        return joined;
    }

    private int parameterCount() {
        return parameters.isEmpty() ? 0 : parameters.getLast().to();
    }

    private float[] initialParameters(long seed) {
        float[] theta = new float[parameterCount()];
        RandomKey random = RandomKey.of(seed, Purpose.INITIAL_WEIGHTS);
        for (int i = 0; i < parameters.size(); i++) {
            Segment segment = parameters.get(i);
            List<Integer> lengths = segment.shape().dimensions();
            int fanIn = lengths.size() == 1 ? 1 : lengths.getFirst();
            Initializer initializer = initializers.get(i);
            try {
                initializer.fill(random.with(i), fanIn, segment.size() / fanIn, theta, segment.from());
            } catch (RuntimeException | Error e) {
                throw Plugins.failure(segment.name(), initializer, "fill", e);
            }
        }
        return theta;
    }

    private float[] initialState() {
        float[] values = new float[state.isEmpty() ? 0 : state.getLast().to()];
        for (int i = 0; i < state.size(); i++) {
            Arrays.fill(values, state.get(i).from(), state.get(i).to(), stateValues.get(i));
        }
        return values;
    }

    private static Segment append(List<Segment> segments, String name, Role role, Shape shape, boolean trainable) {
        int from = segments.isEmpty() ? 0 : segments.getLast().to();
        // A layout is indexed by int; beyond that there is no array to hold it.
        if ((long) from + shape.size() > Integer.MAX_VALUE) {
            throw new NnException.LimitExceeded("The network has more than 2^31 − 1 parameters. Use fewer units.");
        }
        Segment segment = new Segment(name, role, shape, from, trainable);
        segments.add(segment);
        return segment;
    }

    private final class Context implements LayerContext {
        private final String name;
        private final Shape inputShape;
        private final List<Network.Stage> inner;

        Context(String name, Shape inputShape, List<Network.Stage> inner) {
            this.name = name;
            this.inputShape = inputShape;
            this.inner = inner;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Shape inputShape() {
            return inputShape;
        }

        @Override
        public Segment parameter(String part, Role role, Shape shape, Initializer initializer) {
            initializers.add(initializer);
            String full = name + "." + part;
            return append(parameters, full, role, shape, !frozen.match(full));
        }

        @Override
        public Segment state(String part, Shape shape, float initialValue) {
            stateValues.add(initialValue);
            return append(state, name + "." + part, Role.STATISTIC, shape, false);
        }

        @Override
        public Slot slot(int perRow, int perBatch) {
            Slot slot = new Slot(slots.size(), perRow, perBatch);
            slots.add(slot);
            return slot;
        }

        @Override
        public Scratch scratch(int perRow) {
            int index = scratchInUse++;
            if (index == scratchWidths.size()) {
                scratchWidths.add(0);
            }
            scratchWidths.set(index, Math.max(perRow, scratchWidths.get(index)));
            return new Scratch(index);
        }

        @Override
        public List<BuiltLayer> inner(List<Layer> layers) {
            Sequence sequence = new Sequence(name + ".", inputShape);
            layers.forEach(sequence::add);
            inner.addAll(sequence.stages);
            return sequence.stages.stream().map(Network.Stage::layer).toList();
        }

        @Override
        public LayerContext within(String part) {
            return new Context(name + "." + part, inputShape, inner);
        }
    }
}

package nn.core.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.DoubleUnaryOperator;
import nn.core.NnException;
import nn.core.activation.Activation;
import nn.core.activation.ElementwiseActivation;
import nn.core.activation.Tanh;
import nn.core.data.Batch;
import nn.core.data.Targets;
import nn.core.init.HeNormal;
import nn.core.layer.ActivationLayer;
import nn.core.layer.AlphaDropout;
import nn.core.layer.BatchNorm;
import nn.core.layer.Concatenate;
import nn.core.layer.Dense;
import nn.core.layer.Dropout;
import nn.core.layer.Glu;
import nn.core.layer.Layer;
import nn.core.layer.LayerNorm;
import nn.core.layer.PRelu;
import nn.core.layer.ReferencePass;
import nn.core.layer.Residual;
import nn.core.loss.Loss;
import nn.core.matrix.Shape;
import nn.core.network.Network;
import nn.core.network.NetworkSpec;
import nn.core.random.Purpose;
import nn.core.random.RandomKey;
import nn.core.spi.Configurable;
import nn.core.spi.Provider;
import nn.core.spi.Registry;
import nn.core.spi.Settings;
import nn.core.spi.Spec;

/**
 * Small networks that put every registered layer, activation and loss together: odd widths, one square layer (a transposed
 * weight matrix is not visible by its shape there), fewer rows than the batch has room for, parameters none of which is 0 or 1.
 *
 * <p>It needs nothing but nn.core, so that it can be loaded again beside patched classes.
 */
public final class Combinations {

    static final List<Targets> TARGETS = List.of(
            new Targets.Values(List.of("u")),
            new Targets.Values(List.of("u", "v")),
            new Targets.Classes(List.of("no", "yes")),
            new Targets.Classes(List.of("a", "b", "c")));

    private static final int FEATURES = 7;
    private static final int ROWS = 7;
    private static final int MAX_ROWS = 9;
    private static final int UNITS = 5;

    /** How far the inputs of functions stay from their kinks. */
    private static final double KINK_DISTANCE = 2e-3;

    /** A slope that changes by more over that distance has a kink there; the curves have slopes that change less. */
    private static final double KINK = 0.1;

    /** One network on one loss. */
    record Combination(String architecture, Activation activation, LossCase lossCase, NetworkSpec spec) {

        String name() {
            return architecture + ", " + activation.spec() + ", " + loss().spec() + " on " + targets();
        }

        Loss loss() {
            return lossCase.loss();
        }

        Targets targets() {
            return lossCase.targets();
        }

        GradientReport check() {
            int seed = 1;
            Network network = network(seed);
            Batch batch = batch(seed);
            while (!isOffKinks(network, batch)) {
                seed++;
                network = network(seed);
                batch = batch(seed);
            }
            return GradientCheck.run(network, loss(), batch, noise());
        }

        Network network(long seed) {
            Network network = spec.build(Shape.of(FEATURES), seed);
            RandomKey random = RandomKey.of(seed, Purpose.DATA).with(1);
            float[] theta = network.parameters();
            for (int i = 0; i < theta.length; i++) {
                theta[i] += (float) (0.3 * random.normal(i));
            }
            return network;
        }

        Batch batch(long seed) {
            Batch batch = new Batch(MAX_ROWS, FEATURES, targets());
            batch.resize(ROWS);
            RandomKey random = RandomKey.of(seed, Purpose.DATA).with(2);
            for (int i = 0; i < ROWS * FEATURES; i++) {
                batch.features()[i] = (float) random.normal(i);
            }
            for (int i = 0; i < batch.labels().length; i++) {
                batch.labels()[i] = random.with(3).below(targets().names().size(), i);
            }
            for (int i = 0; i < batch.values().length; i++) {
                batch.values()[i] = (float) random.with(4).normal(i);
            }
            makeAcceptable(batch.values(), targets().names().size());
            if (name().length() % 2 == 0) { // half of them with weights
                for (int r = 0; r < ROWS; r++) {
                    batch.rowWeights()[r] = 2f * (r + 1) / (ROWS * (ROWS + 1));
                }
            }
            return batch;
        }

        /** Where the loss does not want any numbers, makes each row positive with sum 1. */
        private void makeAcceptable(float[] values, int width) {
            for (int row = 0; row < values.length; row += width) {
                double[] numbers = new double[width];
                double sum = 0;
                for (int j = 0; j < width; j++) {
                    numbers[j] = values[row + j];
                    sum += Math.abs(numbers[j]);
                }
                for (int j = 0; j < width && loss().objectionTo(numbers).isPresent(); j++) {
                    values[row + j] = (float) (Math.abs(numbers[j]) / sum);
                }
            }
        }

        private boolean isOffKinks(Network network, Batch batch) {
            double[] theta = new double[network.parameters().length];
            for (int i = 0; i < theta.length; i++) {
                theta[i] = network.parameters()[i];
            }
            double[][] signal = new double[ROWS][FEATURES];
            for (int i = 0; i < ROWS * FEATURES; i++) {
                signal[i / FEATURES][i % FEATURES] = batch.features()[i];
            }
            for (int l = 0; l < spec.layers().size(); l++) {
                if (!isOffKinks(spec.layers().get(l), signal)) {
                    return false;
                }
                signal = network.stages().get(l).layer().reference(new ReferencePass(theta, noise()), signal);
            }
            return isOffKinks(batch, signal);
        }

        private static boolean isOffKinks(Layer layer, double[][] signal) {
            return switch (layer) {
                case ActivationLayer(ElementwiseActivation f) -> isOffKinks(f::reference, signal);
                case PRelu _ -> isOffKinks(Math::abs, signal);
                default -> true;
            };
        }

        private static boolean isOffKinks(DoubleUnaryOperator f, double[][] signal) {
            return Arrays.stream(signal).flatMapToDouble(Arrays::stream).allMatch(z -> bend(f, z) < KINK);
        }

        /** Whether the loss has no kink near, the share of a row in it left out. */
        private boolean isOffKinks(Batch batch, double[][] logits) {
            for (int r = 0; r < logits.length; r++) {
                double[] row = logits[r];
                for (int j = 0; j < row.length; j++) {
                    int column = j;
                    double centre = row[j];
                    DoubleUnaryOperator f = z -> {
                        row[column] = z;
                        return loss().reference(batch, logits);
                    };
                    double bend = bend(f, centre);
                    row[j] = centre;
                    if (bend > KINK * batch.rowWeights()[r]) {
                        return false;
                    }
                }
            }
            return true;
        }

        /** How much the slope differs on both sides of z. */
        private static double bend(DoubleUnaryOperator f, double z) {
            double left = f.applyAsDouble(z) - f.applyAsDouble(z - KINK_DISTANCE);
            double right = f.applyAsDouble(z + KINK_DISTANCE) - f.applyAsDouble(z);
            return Math.abs(right - left) / KINK_DISTANCE;
        }
    }

    private Combinations() {}

    static RandomKey noise() {
        return RandomKey.of(1, Purpose.LAYER_NOISE);
    }

    /**
     * Combinations in which every two of an activation, an architecture and a loss on its targets meet. What they exchange are
     * matrices, so a third has little to add; {@link #all} has all of them, and takes minutes.
     */
    static List<Combination> pairs(Registry registry) {
        return combinations(registry, false);
    }

    /** Every combination of what a registry holds. */
    static List<Combination> all(Registry registry) {
        return combinations(registry, true);
    }

    private static List<Combination> combinations(Registry registry, boolean inThrees) {
        List<Activation> activations = activations(registry);
        List<LossCase> losses = losses(registry);
        int architectures = architectures(registry, activations.getFirst(), 1).size();
        List<Combination> combinations = new ArrayList<>();
        if (inThrees) {
            for (Activation activation : activations) {
                for (LossCase loss : losses) {
                    for (int i = 0; i < architectures; i++) {
                        combinations.add(combination(registry, activation, loss, i));
                    }
                }
            }
            return combinations;
        }
        // A Latin square: along each row, column and diagonal every architecture occurs.
        for (int i = 0; i < Math.max(activations.size(), architectures); i++) {
            for (int j = 0; j < Math.max(losses.size(), architectures); j++) {
                Activation activation = activations.get(i % activations.size());
                LossCase loss = losses.get(j % losses.size());
                combinations.add(combination(registry, activation, loss, (i + j) % architectures));
            }
        }
        return combinations;
    }

    private static Combination combination(Registry registry, Activation f, LossCase loss, int architecture) {
        SequencedMap<String, List<Layer>> architectures =
                architectures(registry, f, loss.loss().outputWidth(loss.targets()));
        String variant = List.copyOf(architectures.sequencedKeySet()).get(architecture);
        return new Combination(variant, f, loss, new NetworkSpec(architectures.get(variant)));
    }

    /** A loss and what it may predict. */
    record LossCase(Loss loss, Targets targets) {}

    /** Each loss, by default and with other settings, on all targets that it accepts. */
    static List<LossCase> losses(Registry registry) {
        List<LossCase> losses = new ArrayList<>();
        for (Provider<Loss> provider : registry.providers(Loss.class)) {
            for (Loss loss : variants(provider, registry)) {
                TARGETS.stream()
                        .filter(targets -> accepts(loss, targets))
                        .forEach(targets -> losses.add(new LossCase(loss, targets)));
            }
        }
        return losses;
    }

    static boolean accepts(Loss loss, Targets targets) {
        try {
            return loss.outputWidth(targets) > 0;
        } catch (NnException.Configuration e) {
            return false;
        }
    }

    /** Each activation, by default and with other settings. */
    static List<Activation> activations(Registry registry) {
        return registry.providers(Activation.class).stream()
                .flatMap(provider -> variants(provider, registry).stream())
                .toList();
    }

    /** A component as it is by default and, if it has numbers to set, with other ones, which show what a default of 1 hides. */
    private static <T extends Configurable> List<T> variants(Provider<T> provider, Registry registry) {
        T byDefault = provider.create(Settings.EMPTY, registry);
        Settings.Builder other = Settings.builder();
        byDefault
                .spec()
                .settings()
                .asMap()
                .forEach((key, value) -> other.put(key, value instanceof Double d ? 1.5 * d + 0.1 : value));
        Settings settings = other.build();
        return settings.equals(byDefault.spec().settings())
                ? List.of(byDefault)
                : List.of(byDefault, provider.create(settings, registry));
    }

    /** The architectures that show each registered layer, by name. */
    static SequencedMap<String, List<Layer>> architectures(Registry registry, Activation f, int outputs) {
        LinkedHashMap<String, List<Layer>> all = new LinkedHashMap<>();
        for (Provider<Layer> provider : registry.providers(Layer.class)) {
            all.putAll(architectures(registry, provider.name(), f, outputs));
        }
        return all;
    }

    /** The architectures that show a layer, by a name; a layer not known here stands between a dense one and the activation. */
    private static SequencedMap<String, List<Layer>> architectures(
            Registry registry, String layer, Activation f, int outputs) {
        Layer activation = new ActivationLayer(f);
        Dense first = new Dense(UNITS);
        Dense withoutBias = new Dense(UNITS, new HeNormal(), false);
        Dense last = new Dense(outputs);
        Layer smooth = new ActivationLayer(new Tanh()); // Nobody looks for kinks inside of composites.
        Layer manyInOne = new Residual(
                List.of(new Dense(4), new BatchNorm(), smooth, new Concatenate(new Dense(2), smooth), new Dense(3)),
                Optional.of(List.of(new Dense(3, new HeNormal(), false))));
        Layer twoBranches = new Concatenate(
                List.of(new Dense(3), smooth, new Dense(2)), Optional.of(List.of(new Dropout(0.3), new Dense(4))));
        return switch (layer) {
            case "dense" ->
                inOrder(
                        "dense", List.of(first, activation, new Dense(UNITS), last),
                        "dense without bias", List.of(withoutBias, activation, withoutBias, last));
            case "activation" ->
                inOrder(
                        "activation first", List.of(activation, first, last),
                        "activation last", List.of(first, last, activation));
            case "dropout" ->
                inOrder(
                        "dropout", List.of(first, activation, new Dropout(0.4), last),
                        "dropout first", List.of(new Dropout(0.3), first, activation, last));
            case "batch-norm" ->
                inOrder(
                        "batch-norm", List.of(first, new BatchNorm(), activation, last),
                        "batch-norm with large epsilon",
                                List.of(withoutBias, new BatchNorm(0.9, 0.3), activation, last));
            case "layer-norm" ->
                // A large ε shows where it stands.
                inOrder("layer-norm", List.of(first, new LayerNorm(0.2), activation, last));
            case "alpha-dropout" -> inOrder("alpha-dropout", List.of(first, activation, new AlphaDropout(0.3), last));
            case "glu" -> inOrder("glu", List.of(new Dense(UNITS + 1), new Glu(), activation, last));
            case "residual" ->
                inOrder(
                        "residual", List.of(first, new Residual(smooth, new Dense(UNITS)), activation, last),
                        "residual with shortcut", List.of(first, manyInOne, activation, last));
            case "concatenate" ->
                inOrder(
                        "concatenate", List.of(first, twoBranches, activation, last),
                        "concatenate first",
                                List.of(new Concatenate(new Dropout(0.4), smooth), first, activation, last));
            default -> inOrder(layer, List.of(first, registry.create(Layer.class, Spec.of(layer)), activation, last));
        };
    }

    private static SequencedMap<String, List<Layer>> inOrder(String name, List<Layer> layers) {
        LinkedHashMap<String, List<Layer>> map = new LinkedHashMap<>();
        map.put(name, layers);
        return map;
    }

    private static SequencedMap<String, List<Layer>> inOrder(
            String name, List<Layer> layers, String otherName, List<Layer> otherLayers) {
        SequencedMap<String, List<Layer>> map = inOrder(name, layers);
        map.put(otherName, otherLayers);
        return map;
    }

    /** The first combination that fails, and how; empty if none does. Called by reflection. */
    public static String firstFailure() {
        for (Combination combination : pairs(Registry.load())) {
            GradientReport report = combination.check();
            if (!report.passed()) {
                return combination.name() + ": " + report.worst();
            }
        }
        return "";
    }
}

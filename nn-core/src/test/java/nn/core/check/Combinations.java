package nn.core.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import nn.core.NnException;
import nn.core.activation.Activation;
import nn.core.activation.ElementwiseActivation;
import nn.core.data.Batch;
import nn.core.data.Targets;
import nn.core.init.HeNormal;
import nn.core.layer.ActivationLayer;
import nn.core.layer.AlphaDropout;
import nn.core.layer.BatchNorm;
import nn.core.layer.Dense;
import nn.core.layer.Dropout;
import nn.core.layer.Layer;
import nn.core.layer.LayerNorm;
import nn.core.layer.ReferencePass;
import nn.core.loss.Loss;
import nn.core.matrix.Shape;
import nn.core.network.Network;
import nn.core.network.NetworkSpec;
import nn.core.random.Purpose;
import nn.core.random.RandomKey;
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

    /** How far the inputs of elementwise activations stay from 0, where the kinks are. */
    private static final double KINK_DISTANCE = 2e-3;

    /** One network on one loss. */
    record Combination(String name, NetworkSpec spec, Loss loss, Targets targets) {

        GradientReport check() {
            int seed = 1;
            Network network = network(seed);
            Batch batch = batch(seed);
            while (!isOffKinks(network, batch)) {
                seed++;
                network = network(seed);
                batch = batch(seed);
            }
            return GradientCheck.run(network, loss, batch, noise());
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
            Batch batch = new Batch(MAX_ROWS, FEATURES, targets);
            batch.resize(ROWS);
            RandomKey random = RandomKey.of(seed, Purpose.DATA).with(2);
            for (int i = 0; i < ROWS * FEATURES; i++) {
                batch.features()[i] = (float) random.normal(i);
            }
            for (int i = 0; i < batch.labels().length; i++) {
                batch.labels()[i] = random.with(3).below(targets.names().size(), i);
            }
            for (int i = 0; i < batch.values().length; i++) {
                batch.values()[i] = (float) random.with(4).normal(i);
            }
            if (name.length() % 2 == 0) { // half of them with weights
                for (int r = 0; r < ROWS; r++) {
                    batch.rowWeights()[r] = 2f * (r + 1) / (ROWS * (ROWS + 1));
                }
            }
            return batch;
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
                if (spec.layers().get(l) instanceof ActivationLayer(Activation f)
                        && f instanceof ElementwiseActivation
                        && smallest(signal) < KINK_DISTANCE) {
                    return false;
                }
                signal = network.stages().get(l).layer().reference(new ReferencePass(theta, noise()), signal);
            }
            return true;
        }

        private static double smallest(double[][] signal) {
            double smallest = Double.POSITIVE_INFINITY;
            for (double[] row : signal) {
                for (double value : row) {
                    smallest = Math.min(smallest, Math.abs(value));
                }
            }
            return smallest;
        }
    }

    private Combinations() {}

    static RandomKey noise() {
        return RandomKey.of(1, Purpose.LAYER_NOISE);
    }

    /** Every combination of what a registry holds. */
    static List<Combination> all(Registry registry) {
        List<Combination> all = new ArrayList<>();
        for (Provider<Loss> lossProvider : registry.providers(Loss.class)) {
            Loss loss = lossProvider.create(Settings.EMPTY, registry);
            for (Targets targets : TARGETS) {
                if (accepts(loss, targets)) {
                    for (Activation activation : activations(registry)) {
                        addArchitectures(all, registry, activation, loss, targets);
                    }
                }
            }
        }
        return all;
    }

    static boolean accepts(Loss loss, Targets targets) {
        try {
            return loss.outputWidth(targets) > 0;
        } catch (NnException.Configuration e) {
            return false;
        }
    }

    /** Each activation as it is by default and, if it has settings, with other ones, which show what a default of 1 hides. */
    static List<Activation> activations(Registry registry) {
        List<Activation> activations = new ArrayList<>();
        for (Provider<Activation> provider : registry.providers(Activation.class)) {
            Activation byDefault = provider.create(Settings.EMPTY, registry);
            activations.add(byDefault);
            Settings.Builder other = Settings.builder();
            byDefault
                    .spec()
                    .settings()
                    .asMap()
                    .forEach((key, value) -> other.put(key, value instanceof Double d ? 1.5 * d + 0.1 : value));
            if (!other.build().equals(byDefault.spec().settings())) {
                activations.add(provider.create(other.build(), registry));
            }
        }
        return activations;
    }

    private static void addArchitectures(
            List<Combination> all, Registry registry, Activation f, Loss loss, Targets targets) {
        int outputs = loss.outputWidth(targets);
        for (Provider<Layer> provider : registry.providers(Layer.class)) {
            architectures(registry, provider.name(), f, outputs).forEach((variant, layers) -> {
                String name = variant + ", " + f.spec() + ", " + loss.spec().name() + " on " + targets.names();
                all.add(new Combination(name, new NetworkSpec(layers), loss, targets));
            });
        }
    }

    /** The architectures that show a layer, by a name; a layer not known here stands between a dense one and the activation. */
    private static SequencedMap<String, List<Layer>> architectures(
            Registry registry, String layer, Activation f, int outputs) {
        Layer activation = new ActivationLayer(f);
        Dense first = new Dense(UNITS);
        Dense withoutBias = new Dense(UNITS, new HeNormal(), false);
        Dense last = new Dense(outputs);
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
        for (Combination combination : all(Registry.load())) {
            GradientReport report = combination.check();
            if (!report.passed()) {
                return combination.name() + ": " + report.worst();
            }
        }
        return "";
    }
}

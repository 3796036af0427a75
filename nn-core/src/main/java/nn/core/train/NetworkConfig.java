package nn.core.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import nn.core.init.Initializer;
import nn.core.layer.Layer;
import nn.core.layer.Nonlinearity;
import nn.core.model.Model;
import nn.core.spi.Registry;
import nn.core.spi.Require;
import nn.core.spi.Settings;
import nn.core.spi.Spec;

/**
 * The layers of the network that is trained, and where their weights begin; {@link Architecture} makes them.
 *
 * @param layers all layers but the last, in place of the choices from hidden to layerNorm
 * @param hidden units of each hidden layer, from input to output; by default what suits the data
 * @param residual whether each hidden layer but the first is a residual block
 * @param activation after each hidden layer: an activation, or a layer that {@linkplain Nonlinearity takes its place}
 * @param initializer of all weights; by default the one that suits the activation
 * @param initialBias first value of the biases of hidden layers
 * @param dropout rate after each hidden layer, in [0, 1); by default what suits the data
 * @param inputDropout rate on the inputs, in [0, 1)
 * @param alphaDropout rate of alpha dropout after each hidden layer, in [0, 1), in place of dropout; for SELU
 * @param inputNoise standard deviation of normal noise that training adds to the transformed inputs, 0 or more
 * @param batchNorm whether to normalize each unit over the batch, before each activation
 * @param layerNorm whether to normalize each row over the units, before each activation
 * @param initFrom the file of a model to start from: {@link Trainer#startFrom}; unless layers or hidden are given, all layers of
 *     that model but the last
 * @param freeze names of layers that training leaves as they are: {@link Trainer#freeze}
 */
public record NetworkConfig(
        Optional<List<Spec>> layers,
        Optional<List<Integer>> hidden,
        boolean residual,
        Spec activation,
        Optional<Spec> initializer,
        double initialBias,
        Optional<Double> dropout,
        double inputDropout,
        double alphaDropout,
        double inputNoise,
        boolean batchNorm,
        boolean layerNorm,
        Optional<String> initFrom,
        List<String> freeze)
        implements Settings.Group {

    /** Checks what can be checked without data. */
    public NetworkConfig {
        layers = layers.map(List::copyOf);
        hidden = hidden.map(List::copyOf);
        freeze = List.copyOf(freeze);
        hidden.ifPresent(list -> list.forEach(width -> Require.atLeast(1, "hidden", width)));
        dropout.ifPresent(rate -> Require.inHalfOpenUnitInterval("dropout", rate));
        Require.finite("initialBias", initialBias);
        Require.inHalfOpenUnitInterval("inputDropout", inputDropout);
        Require.inHalfOpenUnitInterval("alphaDropout", alphaDropout);
        Require.notNegative("inputNoise", inputNoise);
        boolean units = hidden.isPresent() || residual || initialBias != 0 || batchNorm || layerNorm;
        boolean noise = dropout.isPresent() || inputDropout > 0 || alphaDropout > 0 || inputNoise > 0;
        if (layers.isPresent() && (units || noise)) {
            throw new IllegalArgumentException(
                    "Setting \"layers\" is the whole network up to its last layer. Leave out hidden,"
                            + " residual, initial-bias, dropout, input-dropout, alpha-dropout, input-noise, batch-norm and"
                            + " layer-norm.");
        }
        if (alphaDropout > 0 && dropout.orElse(0.0) > 0) {
            throw new IllegalArgumentException("Both dropout and alpha-dropout are given; choose one of them.");
        }
        if (batchNorm && layerNorm) {
            throw new IllegalArgumentException("Both batch-norm and layer-norm are given; choose one of them.");
        }
    }

    static NetworkConfig defaults() {
        return new NetworkConfig(
                Optional.empty(),
                Optional.empty(),
                false,
                Spec.of("relu"),
                Optional.empty(),
                0,
                Optional.empty(),
                0,
                0,
                0,
                false,
                false,
                Optional.empty(),
                List.of());
    }

    void check(Registry registry) {
        Nonlinearity.of(activation, registry);
        layers.orElse(List.of()).forEach(spec -> registry.create(Layer.class, spec));
        initializer.ifPresent(spec -> registry.create(Initializer.class, spec));
    }

    /** Whether the layers are no matter of defaults; the default penalty suits the default layers. */
    boolean isChosen() {
        return hidden.isPresent() || layers.isPresent() || initFrom.isPresent();
    }

    /** The choices of layers that follow from the data or from the model to start from. */
    Settings missing(DataDefaults defaults, Registry registry) {
        Settings.Builder choices = Settings.builder();
        if (initFrom.isPresent() && layers.isEmpty() && hidden.isEmpty()) {
            List<Layer> all = startModel(registry).network().spec().layers();
            choices.put(
                    "layers",
                    all.subList(0, all.size() - 1).stream().map(Layer::spec).toList());
        } else if (layers.isEmpty()) {
            choices.put("hidden", hidden.orElse(defaults.hidden()))
                    .put("dropout", dropout.orElse(alphaDropout > 0 ? 0 : defaults.dropout()));
        }
        return choices.build();
    }

    /** Lets a trainer start from a model, and leave layers as they are. */
    void begin(Trainer trainer, Registry registry) {
        trainer.freeze(freeze.toArray(String[]::new));
        initFrom.ifPresent(file -> trainer.startFrom(startModel(registry)).provenance("init-from", file));
    }

    private Model startModel(Registry registry) {
        return Model.load(Path.of(initFrom.orElseThrow()), registry);
    }
}

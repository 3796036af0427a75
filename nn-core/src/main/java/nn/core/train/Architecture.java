package nn.core.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nn.core.init.Constant;
import nn.core.init.Initializer;
import nn.core.layer.AlphaDropout;
import nn.core.layer.BatchNorm;
import nn.core.layer.Dense;
import nn.core.layer.Dropout;
import nn.core.layer.GaussianNoise;
import nn.core.layer.Layer;
import nn.core.layer.LayerNorm;
import nn.core.layer.Nonlinearity;
import nn.core.layer.Residual;
import nn.core.network.NetworkSpec;
import nn.core.spi.Registry;

/**
 * The layers that a {@link NetworkConfig} describes. In what follows N is the normalization, f the activation, d the dropout, and
 * brackets are residual blocks:
 *
 * <pre>
 * plain       dense N f d   dense N f d   dense N f d   dense
 * residual    dense [N f d  dense] [N f d dense] N f d  dense
 * </pre>
 *
 * <p>The residual network has the same layers. Its blocks begin with normalization and activation, as in He, Zhang, Ren and Sun,
 * "Identity mappings in deep residual networks", ECCV 2016, and their weights begin at 0, as the last layer of each block in Zhang,
 * Dauphin and Ma, "Fixup initialization", ICLR 2019: at first every block is the identity, whatever the depth.
 */
final class Architecture {

    private final NetworkConfig config;
    private final Nonlinearity activation;
    private final Initializer weights;

    private Architecture(NetworkConfig config, Registry registry) {
        this.config = config;
        activation = Nonlinearity.of(config.activation(), registry);
        weights = config.initializer()
                .map(spec -> registry.create(Initializer.class, spec))
                .orElseGet(activation::initializer);
    }

    /**
     * The network's layers.
     *
     * @param config a configuration in which hidden and dropout are chosen, unless it has layers
     * @param outputs the width of the last layer
     * @param registry where components are found
     */
    static NetworkSpec of(NetworkConfig config, int outputs, Registry registry) {
        Architecture architecture = new Architecture(config, registry);
        List<Layer> layers = new ArrayList<>();
        if (config.layers().isPresent()) {
            config.layers().get().forEach(spec -> layers.add(registry.create(Layer.class, spec)));
        } else {
            layers.addAll(architecture.onInputs());
            layers.addAll(config.residual() ? architecture.residual() : architecture.plain());
        }
        layers.add(new Dense(outputs, architecture.weights));
        return new NetworkSpec(layers);
    }

    private List<Layer> onInputs() {
        List<Layer> layers = new ArrayList<>();
        if (config.inputNoise() > 0) {
            layers.add(new GaussianNoise(config.inputNoise()));
        }
        if (config.inputDropout() > 0) {
            layers.add(new Dropout(config.inputDropout()));
        }
        return layers;
    }

    private List<Layer> plain() {
        List<Layer> layers = new ArrayList<>();
        for (int units : config.hidden().orElseThrow()) {
            // Batch normalization subtracts the mean, and with it any bias.
            layers.add(new Dense(activation.unitsInFrontOf(units), weights, !config.batchNorm(), config.initialBias()));
            layers.addAll(afterDense());
        }
        return layers;
    }

    private List<Layer> residual() {
        List<Layer> layers = new ArrayList<>();
        int width = 0;
        for (int units : config.hidden().orElseThrow()) {
            int next = activation.unitsInFrontOf(units);
            if (layers.isEmpty()) {
                layers.add(new Dense(next, weights, true, config.initialBias()));
            } else {
                layers.add(block(width, next));
            }
            width = next;
        }
        if (!layers.isEmpty()) {
            layers.addAll(afterDense());
        }
        return layers;
    }

    private Residual block(int inputs, int units) {
        List<Layer> layers = new ArrayList<>(afterDense());
        layers.add(new Dense(
                units, config.initializer().isPresent() ? weights : new Constant(0), true, config.initialBias()));
        return new Residual(
                layers, inputs == units ? Optional.empty() : Optional.of(List.of(new Dense(units, weights, false))));
    }

    /** What follows the weights of a hidden layer. */
    private List<Layer> afterDense() {
        List<Layer> layers = new ArrayList<>();
        if (config.batchNorm()) {
            layers.add(new BatchNorm());
        }
        if (config.layerNorm()) {
            layers.add(new LayerNorm());
        }
        layers.add(activation);
        if (config.dropout().orElseThrow() > 0) {
            layers.add(new Dropout(config.dropout().orElseThrow()));
        }
        if (config.alphaDropout() > 0) {
            layers.add(new AlphaDropout(config.alphaDropout()));
        }
        return layers;
    }
}

package nn.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nn.core.NnException;
import nn.core.activation.Activation;
import nn.core.activation.Relu;
import nn.core.activation.Sigmoid;
import nn.core.activation.Tanh;
import nn.core.init.GlorotUniform;
import nn.core.init.HeNormal;
import nn.core.init.Initializer;
import nn.core.kernel.Transpose;
import nn.core.layer.Dense;
import nn.core.network.NetworkSpec;
import nn.core.optim.GradientDescent;
import nn.core.optim.StepOptimizer;
import nn.optimizers.Adam;

/**
 * A training whose speed is compared with that of other libraries.
 *
 * @param name as the comparison calls it
 * @param inputs features of a row
 * @param hidden units of the hidden layers
 * @param outputs logits
 * @param activation after each hidden layer
 * @param batchNorm whether to normalize before each activation
 * @param optimizer with its learning rate
 * @param batchSize rows in a mini-batch
 * @param rowsPerEpoch rows in an epoch, if not all of the data
 * @param epochs how many epochs are timed: one by one after one that is not or, of the regression, all of a training together
 */
record Workload(
        String name,
        int inputs,
        List<Integer> hidden,
        int outputs,
        Activation activation,
        boolean batchNorm,
        StepOptimizer optimizer,
        int batchSize,
        Optional<Integer> rowsPerEpoch,
        int epochs) {

    /** The workloads W1 to W5. */
    static final List<Workload> ALL = List.of(
            new Workload("W1", 784, List.of(128, 64), 10, new Relu(), false, new Adam(), 32, Optional.empty(), 3),
            new Workload("W2", 784, List.of(512, 512), 10, new Relu(), false, new Adam(), 128, Optional.empty(), 3),
            new Workload(
                    "W3",
                    784,
                    List.of(100),
                    10,
                    new Sigmoid(),
                    false,
                    new GradientDescent(0.5),
                    10,
                    Optional.empty(),
                    3),
            new Workload(
                    "W4",
                    784,
                    List.of(2048, 2048, 2048),
                    10,
                    new Relu(),
                    true,
                    new Adam(),
                    512,
                    Optional.of(15_360),
                    3),
            new Workload("W5", 20, List.of(64, 32), 1, new Tanh(), false, new Adam(), 64, Optional.empty(), 20));

    static Workload of(String name) {
        return ALL.stream()
                .filter(workload -> workload.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new NnException.Configuration("Unknown workload \"" + name + "\". Available: "
                        + String.join(", ", ALL.stream().map(Workload::name).toList()) + "."));
    }

    boolean isRegression() {
        return outputs == 1;
    }

    /** The products of a training step: for each layer A·W, Aᵀ·D and, except for the first, D·Wᵀ. */
    List<Product> products() {
        List<Integer> widths = new ArrayList<>(List.of(inputs));
        widths.addAll(hidden);
        widths.add(outputs);
        List<Product> products = new ArrayList<>();
        for (int l = 0; l + 1 < widths.size(); l++) {
            int in = widths.get(l);
            int out = widths.get(l + 1);
            products.add(new Product(name, Transpose.NO, Transpose.NO, batchSize, out, in));
            products.add(new Product(name, Transpose.YES, Transpose.NO, in, out, batchSize));
            if (l > 0) {
                products.add(new Product(name, Transpose.NO, Transpose.YES, batchSize, in, out));
            }
        }
        return products;
    }

    NetworkSpec network() {
        Initializer initializer = activation instanceof Relu ? new HeNormal() : new GlorotUniform();
        NetworkSpec.Builder layers = NetworkSpec.builder();
        for (int units : hidden) {
            layers.layer(new Dense(units, initializer, !batchNorm));
            if (batchNorm) {
                layers.batchNorm();
            }
            layers.activation(activation);
        }
        return layers.layer(new Dense(outputs, initializer)).spec();
    }
}

package nn.core.network;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import nn.core.kernel.Compute;
import nn.core.layer.BuiltLayer;
import nn.core.layer.Slot;
import nn.core.layer.TrainingWorkspace;
import nn.core.random.Purpose;
import nn.core.random.RandomKey;

/**
 * Forward and backward through all layers for one batch at a time. All room is allocated once and reused; no array is
 * allocated in a step.
 */
public final class TrainingPass {

    /** Sees the error signals on their way back through the layers. */
    @FunctionalInterface
    public interface SignalObserver {
        /**
         * Called for each layer from the last to the first with parameters, before its gradients are computed.
         *
         * @param layer index of its stage
         * @param outputGradient dL/doutput, rows × output size; not to be modified, valid during the call
         */
        void outputGradient(int layer, float[] outputGradient);
    }

    private static final SignalObserver NOBODY = (layer, outputGradient) -> {};

    private final Network network;
    private final TrainingWorkspace workspace;
    /** outputs[l] holds what layer l computed; its input is outputs[l − 1] or the batch. */
    private final float[][] outputs;
    /** dL/doutput of the layer at work and dL/dinput, which change places from layer to layer. */
    private final float[][] signalGradients;

    private final int firstTrainable;
    /** Frozen parameters behind the first trainable ones: from, to, from, to … */
    private final int[] frozenBounds;

    TrainingPass(Network network, List<Slot> slots, List<Integer> scratchWidths, Compute compute, int maxRows) {
        this.network = network;
        RandomKey noise = RandomKey.of(0, Purpose.LAYER_NOISE);
        workspace = new TrainingWorkspace(
                compute, network.parameters(), network.state(), slots, scratchWidths, maxRows, noise);
        outputs = new float[network.stages().size()][];
        int widest = 0;
        for (int l = 0; l < outputs.length; l++) {
            int width = network.stages().get(l).outputShape().size();
            outputs[l] = new float[Math.multiplyExact(maxRows, width)];
            widest = Math.max(widest, width);
        }
        signalGradients = new float[2][Math.multiplyExact(maxRows, widest)];
        int[] trainable = network.layout().trainableBounds();
        int first = 0;
        int end = 0; // of the parameters of the first stages
        while (first < outputs.length) {
            end += network.stages().get(first).parameterCount();
            if (trainable.length > 0 && trainable[0] < end) {
                break;
            }
            first++;
        }
        firstTrainable = first;
        frozenBounds = network.layout().segments().stream()
                .filter(segment -> !segment.trainable())
                .flatMapToInt(segment -> IntStream.of(segment.from(), segment.to()))
                .toArray();
    }

    /** Sets the random numbers that layers use in the next step. */
    public void setNoise(RandomKey noise) {
        workspace.setNoise(noise);
    }

    /** {@code setNoise(key.with(part))}, which allocates nothing. */
    public void setNoise(RandomKey key, long part) {
        workspace.setNoise(key, part);
    }

    /**
     * Computes the logits of a batch: {@code A⁰ = X}, then layer after layer.
     *
     * @param features rows × input size; not modified until {@link #backward} is done
     * @param rows number of rows
     * @return rows × output size, valid until the next pass
     */
    public float[] forward(float[] features, int rows) {
        workspace.resize(rows);
        float[] signal = features;
        int l = 0;
        try {
            for (; l < outputs.length; l++) {
                layer(l).forward(workspace, signal, outputs[l]);
                signal = outputs[l];
            }
        } catch (RuntimeException | Error e) {
            throw network.failure(l, "forward", e);
        }
        return signal;
    }

    /** What a layer computed in the last {@link #forward}: rows × its output size; not to be modified. */
    public float[] output(int layer) {
        return outputs[layer];
    }

    /** Where dL/dlogits belongs before {@link #backward}. */
    public float[] logitGradient() {
        return signalGradients[(outputs.length - 1) & 1];
    }

    /**
     * Computes dL/dθ from dL/dlogits: the notes' δˡ from δˡ⁺¹, for l from the last layer to the first that has trainable
     * parameters. Those of frozen parameters are 0.
     *
     * @param features what {@link #forward} read
     */
    public void backward(float[] features) {
        backward(features, NOBODY);
    }

    /**
     * Computes dL/dθ likewise and shows the signals to somebody.
     *
     * @param features what {@link #forward} read
     * @param observer sees dL/doutput of each layer
     */
    public void backward(float[] features, SignalObserver observer) {
        backward(features, observer, layer -> {});
    }

    /**
     * Computes dL/dθ likewise and says when a layer is done: then its gradients are there, and its parameters are no longer
     * needed in this pass. Both are still in the processor's caches.
     *
     * @param features what {@link #forward} read
     * @param layerDone is given the index of its stage
     */
    public void backward(float[] features, IntConsumer layerDone) {
        backward(features, NOBODY, layerDone);
    }

    private void backward(float[] features, SignalObserver observer, IntConsumer layerDone) {
        for (int l = outputs.length - 1; l >= firstTrainable; l--) {
            try {
                float[] input = l == 0 ? features : outputs[l - 1];
                float[] outputGradient = signalGradients[l & 1];
                observer.outputGradient(l, outputGradient);
                layer(l).parameterGradients(workspace, input, outputs[l], outputGradient);
                if (l > firstTrainable) {
                    layer(l).inputGradient(workspace, input, outputs[l], outputGradient, signalGradients[(l - 1) & 1]);
                }
            } catch (RuntimeException | Error e) {
                throw network.failure(l, "backward", e);
            }
            layerDone.accept(l);
        }
        // Layers compute all gradients, since one may need another; those of frozen parameters must not count in a
        // norm.
        for (int b = 0; b < frozenBounds.length; b += 2) {
            Arrays.fill(workspace.gradients(), frozenBounds[b], frozenBounds[b + 1], 0);
        }
    }

    /** The name of the first layer whose outputs of the last {@link #forward} are not all finite, if there is one. */
    public Optional<String> firstNotFinite() {
        for (int l = 0; l < outputs.length; l++) {
            int n = workspace.rows() * network.stages().get(l).outputShape().size();
            for (int i = 0; i < n; i++) {
                if (!Float.isFinite(outputs[l][i])) {
                    return Optional.of(network.stages().get(l).name());
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Computes dL/dX for the features X, once after {@link #backward}. Training does not need it.
     *
     * @param features what {@link #forward} read
     * @param featureGradient rows × input size; overwritten
     */
    public void inputGradient(float[] features, float[] featureGradient) {
        int l = Math.min(firstTrainable, outputs.length - 1);
        try {
            for (; l >= 0; l--) {
                float[] input = l == 0 ? features : outputs[l - 1];
                float[] target = l == 0 ? featureGradient : signalGradients[(l - 1) & 1];
                if (l < firstTrainable) {
                    layer(l).parameterGradients(workspace, input, outputs[l], signalGradients[l & 1]);
                }
                layer(l).inputGradient(workspace, input, outputs[l], signalGradients[l & 1], target);
            }
        } catch (RuntimeException | Error e) {
            throw network.failure(l, "backward", e);
        }
    }

    /** dL/dθ, laid out as the parameters. */
    public float[] gradients() {
        return workspace.gradients();
    }

    private BuiltLayer layer(int l) {
        return network.stages().get(l).layer();
    }
}

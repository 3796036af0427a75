package nn.core.layer;

import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Optional;
import nn.core.NnException;
import nn.core.activation.Identity;
import nn.core.matrix.Shape;
import nn.core.spi.RecordProvider;
import nn.core.spi.Spec;

/**
 * A residual block: layers and a way around them. Where the layers contribute little, the signal and its gradient pass
 * unchanged, so that very deep networks can be trained.
 *
 * <pre>
 * forward    Y = S(A) + F(A)              S the identity, or the shortcut's layers
 * backward   dA = dS(A, D) + dF(A, D)     (through the identity D itself)
 * </pre>
 *
 * <p>Source: He, Zhang, Ren and Sun, "Deep residual learning for image recognition", CVPR 2016, equations 1 and 2; with a dense
 * layer without bias as shortcut it is their option B for widths that differ. "Identity mappings in deep residual networks", ECCV
 * 2016, by the same authors, puts normalization and activation before the weights and nothing after the sum.
 *
 * @param layers F, from input to output; at least one
 * @param shortcut S; absent, it is the identity, and F must have as many outputs as inputs
 */
public record Residual(List<Layer> layers, Optional<List<Layer>> shortcut) implements Layer {

    private static final String NAME = "residual";

    /** Checks that there are layers, and keeps copies of the lists. */
    public Residual {
        layers = TwoBranches.checked("layers", layers);
        shortcut = shortcut.map(list -> TwoBranches.checked("shortcut", list));
    }

    /** A block around layers with as many outputs as inputs. */
    public Residual(Layer... layers) {
        this(List.of(layers), Optional.empty());
    }

    @Override
    public BuiltLayer build(LayerContext context) {
        TwoBranches branches = TwoBranches.build(context, layers, shortcut);
        Shape shape = branches.layers().outputShape();
        Shape other = branches.shortcut().outputShape();
        if (shape.size() != other.size()) {
            throw new NnException.Configuration("Layer " + context.name() + ": " + other
                    + " values come around its layers and "
                    + shape + " out of them, expected the same number. Let its layers end in dense:units=" + other
                    + ", or add shortcut=(dense:units=" + shape + ",bias=false).");
        }
        return new Built(branches, shape);
    }

    private record Built(TwoBranches branches, Shape outputShape) implements BuiltLayer {

        @Override
        public void forward(TrainingWorkspace workspace, float[] input, float[] output) {
            add(
                    workspace,
                    branches.shortcut().forward(workspace, input),
                    branches.layers().forward(workspace, input),
                    output);
        }

        @Override
        public void infer(Workspace workspace, float[] input, float[] output) {
            add(
                    workspace,
                    branches.shortcut().infer(workspace, input),
                    branches.layers().infer(workspace, input),
                    output);
        }

        private void add(Workspace workspace, float[] around, float[] through, float[] output) {
            int n = workspace.rows() * outputShape.size();
            for (int i = 0; i < n; i++) {
                output[i] = around[i] + through[i];
            }
        }

        @Override
        public void parameterGradients(
                TrainingWorkspace workspace, float[] input, float[] output, float[] outputGradient) {
            branches.parameterGradients(workspace, input, outputGradient, outputGradient);
        }

        /** {@code dA = dS(A, D) + dF(A, D)}. */
        @Override
        public void inputGradient(
                TrainingWorkspace workspace,
                float[] input,
                float[] output,
                float[] outputGradient,
                float[] inputGradient) {
            branches.inputGradient(workspace, input, outputGradient, outputGradient, inputGradient);
        }

        @Override
        public double[][] reference(ReferencePass pass, double[][] input) {
            double[][] around = branches.shortcut().reference(pass, input);
            double[][] through = branches.layers().reference(pass, input);
            double[][] y = new double[input.length][outputShape.size()];
            for (int r = 0; r < y.length; r++) {
                for (int u = 0; u < y[r].length; u++) {
                    y[r][u] = around[r][u] + through[r][u];
                }
            }
            return y;
        }
    }

    @Override
    public Spec spec() {
        return Spec.of(NAME, this, MethodHandles.lookup());
    }

    /** Makes it by name. */
    public static final class Provider extends RecordProvider<Layer> {
        /** For the service loader. */
        public Provider() {
            super(Layer.class, NAME, new Residual(new ActivationLayer(new Identity())), MethodHandles.lookup());
        }
    }
}

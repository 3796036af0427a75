package nn.core.layer;

import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Optional;
import nn.core.activation.Identity;
import nn.core.matrix.Shape;
import nn.core.spi.RecordProvider;
import nn.core.spi.Spec;

/**
 * Puts what layers make of their input beside the input itself, so that every later layer sees it; or, with layers in the
 * shortcut, two branches side by side. More branches are a concatenation within a branch.
 *
 * <pre>
 * forward    Y = [S(A), F(A)]                 S the identity, or the shortcut's layers
 * backward   D = [D₁, D₂]      dA = dS(A, D₁) + dF(A, D₂)
 * </pre>
 *
 * <p>Source: Huang, Liu, van der Maaten and Weinberger, "Densely connected convolutional networks", CVPR 2017, equation 2: layer
 * after layer of this kind, each sees the outputs of all before it.
 *
 * @param layers F, from input to output; at least one
 * @param shortcut S; absent, it is the identity
 */
public record Concatenate(List<Layer> layers, Optional<List<Layer>> shortcut) implements Layer {

    private static final String NAME = "concatenate";

    /** Checks that there are layers, and keeps copies of the lists. */
    public Concatenate {
        layers = TwoBranches.checked("layers", layers);
        shortcut = shortcut.map(list -> TwoBranches.checked("shortcut", list));
    }

    /** The input, and beside it what layers make of it. */
    public Concatenate(Layer... layers) {
        this(List.of(layers), Optional.empty());
    }

    @Override
    public BuiltLayer build(LayerContext context) {
        TwoBranches branches = TwoBranches.build(context, layers, shortcut);
        int left = branches.shortcut().outputShape().size();
        int right = branches.layers().outputShape().size();
        return new Built(
                branches, Shape.of(Math.addExact(left, right)), left, context.slot(left, 0), context.slot(right, 0));
    }

    /**
     * @param left numbers in a row of S(A); those of F(A) follow
     * @param leftGradient D₁
     * @param rightGradient D₂
     */
    private record Built(TwoBranches branches, Shape outputShape, int left, Slot leftGradient, Slot rightGradient)
            implements BuiltLayer {

        @Override
        public void forward(TrainingWorkspace workspace, float[] input, float[] output) {
            join(
                    workspace,
                    branches.shortcut().forward(workspace, input),
                    branches.layers().forward(workspace, input),
                    output);
        }

        @Override
        public void infer(Workspace workspace, float[] input, float[] output) {
            join(
                    workspace,
                    branches.shortcut().infer(workspace, input),
                    branches.layers().infer(workspace, input),
                    output);
        }

        private void join(Workspace workspace, float[] around, float[] through, float[] output) {
            int width = outputShape.size();
            int right = width - left;
            for (int r = 0; r < workspace.rows(); r++) {
                System.arraycopy(around, r * left, output, r * width, left);
                System.arraycopy(through, r * right, output, r * width + left, right);
            }
        }

        /** Cuts D into D₁ and D₂ first. */
        @Override
        public void parameterGradients(
                TrainingWorkspace workspace, float[] input, float[] output, float[] outputGradient) {
            float[] d1 = workspace.slot(leftGradient);
            float[] d2 = workspace.slot(rightGradient);
            int width = outputShape.size();
            int right = width - left;
            for (int r = 0; r < workspace.rows(); r++) {
                System.arraycopy(outputGradient, r * width, d1, r * left, left);
                System.arraycopy(outputGradient, r * width + left, d2, r * right, right);
            }
            branches.parameterGradients(workspace, input, d1, d2);
        }

        /** {@code dA = dS(A, D₁) + dF(A, D₂)}. */
        @Override
        public void inputGradient(
                TrainingWorkspace workspace,
                float[] input,
                float[] output,
                float[] outputGradient,
                float[] inputGradient) {
            branches.inputGradient(
                    workspace, input, workspace.slot(leftGradient), workspace.slot(rightGradient), inputGradient);
        }

        @Override
        public double[][] reference(ReferencePass pass, double[][] input) {
            double[][] around = branches.shortcut().reference(pass, input);
            double[][] through = branches.layers().reference(pass, input);
            double[][] y = new double[input.length][outputShape.size()];
            for (int r = 0; r < y.length; r++) {
                for (int u = 0; u < y[r].length; u++) {
                    y[r][u] = u < left ? around[r][u] : through[r][u - left];
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
            super(Layer.class, NAME, new Concatenate(new ActivationLayer(new Identity())), MethodHandles.lookup());
        }
    }
}

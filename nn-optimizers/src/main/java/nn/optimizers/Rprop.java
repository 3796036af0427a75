package nn.optimizers;

import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import nn.core.layer.ParameterLayout;
import nn.core.optim.Optimizer;
import nn.core.optim.StepOptimizer;
import nn.core.spi.RecordProvider;
import nn.core.spi.Require;
import nn.core.spi.Spec;

/**
 * Rprop: each parameter has a step of its own, which grows while its gradient keeps its sign and shrinks when the sign changes.
 * How large the gradient is does not matter.
 *
 * <pre>
 * s = sign(g) sign(p)                           p = 0 and Δ = η before the first step
 * Δ ← Δ η₊ where s &gt; 0, Δ η₋ where s &lt; 0   kept within Δmin and Δmax
 * g ← 0 where s &lt; 0                              it has jumped over a minimum: no step this time
 * θ ← θ − Δ sign(g)
 * p ← g
 * </pre>
 *
 * <p>Source: Riedmiller and Braun, "A direct adaptive method for faster backpropagation learning: the RPROP algorithm", ICNN 1993, in
 * the form without backtracking: Igel and Hüsken, "Improving the Rprop learning algorithm", NC 2000, algorithm iRprop⁻, which is that of
 * PyTorch. Signs of gradients of mini-batches change by chance, so it needs all rows in each step. A schedule makes steps longer or
 * shorter without changing Δ.
 *
 * @param learningRate η, the first step of each parameter, greater than 0
 * @param grow η₊, greater than 1
 * @param shrink η₋, from 0 up to, but not including, 1
 * @param smallest Δmin, greater than 0
 * @param largest Δmax, greater than Δmin
 */
public record Rprop(double learningRate, double grow, double shrink, double smallest, double largest)
        implements StepOptimizer {

    private static final String NAME = "rprop";

    /** Checks the settings. */
    public Rprop {
        Require.positive("learningRate", learningRate);
        Require.greaterThan(1, "grow", grow);
        Require.inHalfOpenUnitInterval("shrink", shrink);
        Require.positive("smallest", smallest);
        Require.greaterThan(smallest, "largest", largest);
    }

    /** η₊ = 1.2, η₋ = 0.5, Δmin = 10⁻⁶ and Δmax = 50 as in both papers, and η = 0.01 as in PyTorch. */
    public Rprop() {
        this(0.01);
    }

    /**
     * η₊ = 1.2, η₋ = 0.5, Δmin = 10⁻⁶ and Δmax = 50 as in both papers.
     *
     * @param learningRate η, greater than 0
     */
    public Rprop(double learningRate) {
        this(learningRate, 1.2, 0.5, 1e-6, 50);
    }

    @Override
    public boolean needsAllRows() {
        return true;
    }

    @Override
    public State newState(ParameterLayout layout) {
        return new Steps(this, layout);
    }

    private static final class Steps extends NamedArrays {

        private final Rprop settings;
        private final float[] previous = array("previous-gradient");
        private final float[] size = array("step-size");

        Steps(Rprop settings, ParameterLayout layout) {
            super(layout);
            this.settings = settings;
            Arrays.fill(size, (float) settings.learningRate);
        }

        @Override
        public void step(float[] parameters, float[] gradients, int from, int to, long step, double learningRate) {
            float scale = (float) (learningRate / settings.learningRate);
            float growth = (float) (settings.grow - 1);
            float loss = (float) (1 - settings.shrink);
            float smallest = (float) settings.smallest;
            float largest = (float) settings.largest;
            float[] p = previous;
            float[] d = size;
            for (int i = from; i < to; i++) {
                float g = gradients[i];
                float s = Math.signum(g) * Math.signum(p[i]);
                float turned = Math.min(s, 0);
                float di = d[i] * (1 + growth * Math.max(s, 0) + loss * turned);
                di = Math.max(smallest, Math.min(largest, di));
                g *= 1 + turned;
                d[i] = di;
                p[i] = g;
                parameters[i] -= scale * (di * Math.signum(g));
            }
        }
    }

    @Override
    public Spec spec() {
        return Spec.of(NAME, this, MethodHandles.lookup());
    }

    /** Makes it by name. */
    public static final class Provider extends RecordProvider<Optimizer> {
        /** For the service loader. */
        public Provider() {
            super(Optimizer.class, NAME, new Rprop(), MethodHandles.lookup());
        }
    }
}

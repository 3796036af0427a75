package nn.core.loss;

import java.lang.invoke.MethodHandles;
import java.util.Optional;
import nn.core.kernel.ElementaryFunctions;
import nn.core.spi.RecordProvider;
import nn.core.spi.Spec;

/**
 * The negative log-likelihood of counts: {@code ρ = exp(z) − yz}, where exp(z) is the mean of a Poisson distribution; ln y!, which
 * depends on no parameter, is left out. Predictions are exp(z).
 */
public record Poisson() implements ValueLoss {

    private static final String NAME = "poisson";

    @Override
    public double cost(float output, float target) {
        return (double) ElementaryFunctions.exp(output) - (double) target * output;
    }

    @Override
    public float slope(float output, float target) {
        return ElementaryFunctions.exp(output) - target;
    }

    @Override
    public double textbook(double output, double target) {
        return StrictMath.exp(output) - target * output;
    }

    @Override
    public Link link() {
        return Link.EXP;
    }

    @Override
    public boolean allowsScaledTargets() {
        return false;
    }

    @Override
    public Optional<String> objectionTo(double[] values) {
        for (double value : values) {
            if (value < 0) {
                return Optional.of("the target is " + value + ", expected a count, 0 or more");
            }
        }
        return Optional.empty();
    }

    @Override
    public Spec spec() {
        return Spec.of(NAME, this, MethodHandles.lookup());
    }

    /** Makes it by name. */
    public static final class Provider extends RecordProvider<Loss> {
        /** For the service loader. */
        public Provider() {
            super(Loss.class, NAME, new Poisson(), MethodHandles.lookup());
        }
    }
}

package nn.core.optim;

import java.lang.invoke.MethodHandles;
import nn.core.spi.RecordProvider;
import nn.core.spi.Spec;

/** The same learning rate in all steps. */
public record ConstantRate() implements Schedule {

    private static final String NAME = "constant";

    @Override
    public double factor(long step, long stepsPerEpoch, long totalSteps) {
        return 1;
    }

    @Override
    public Spec spec() {
        return Spec.of(NAME, this, MethodHandles.lookup());
    }

    /** Makes it by name. */
    public static final class Provider extends RecordProvider<Schedule> {
        /** For the service loader. */
        public Provider() {
            super(Schedule.class, NAME, new ConstantRate(), MethodHandles.lookup());
        }
    }
}

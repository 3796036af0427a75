package nn.core.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import nn.core.data.Batch;
import nn.core.kernel.Compute;
import nn.core.layer.ReferencePass;
import nn.core.layer.Segment;
import nn.core.loss.Loss;
import nn.core.network.Network;
import nn.core.network.TrainingPass;
import nn.core.random.RandomKey;

/**
 * Compares the gradients that a network trains with to numeric derivatives.
 *
 * <p>The analytic side is the shipped code in {@code float}: {@link TrainingPass} and {@link Loss#valueAndGradient}. The numeric
 * side shares nothing with it: the textbook forward in {@code double} ({@link Network#reference}, {@link Loss#reference}),
 * differentiated by central differences with one step of Richardson extrapolation.
 *
 * <pre>
 * D(h) = (L(x + h) − L(x − h)) / 2h      numeric = (4 D(h/2) − D(h)) / 3      error = ‖analytic − numeric‖ / max of the norms
 * </pre>
 *
 * <p>The error is taken tensor by tensor. Rounding in {@code float} leaves about 10⁻⁶, a wrong factor of 1 % leaves 10⁻². Where a
 * sum cancels (a bias in front of batch normalization has no effect at all) nothing but rounding is left to compare, so no norm
 * counts as less than a hundredth of that of all gradients together.
 *
 * <p>The pass that is checked has been used before, on other inputs with other noise, so that what a step leaves behind for the
 * next is seen as well.
 *
 * <p>At a kink, such as that of ReLU at 0, there is no derivative to compare with. A check of random inputs meets one rarely; one
 * that fails with a single tensor off by little is worth repeating with another batch.
 */
public final class GradientCheck {

    /** The largest error that passes. */
    public static final double BOUND = 2e-5;

    /** The name in a report of the batch's features, whose gradient is checked like that of a parameter. */
    public static final String INPUT = "input";

    /** h: so small that few kinks are near, so large that the differences keep ten digits. */
    private static final double STEP = 0x1p-14;

    /** The smallest norm that a difference is divided by, as a share of the norm of all gradients. */
    private static final double SMALLEST_SHARE = 0.01;

    private final Network network;
    private final Loss loss;
    private final Batch batch;
    private final RandomKey noise;

    private GradientCheck(Network network, Loss loss, Batch batch, RandomKey noise) {
        this.network = network;
        this.loss = loss;
        this.batch = batch;
        this.noise = noise;
    }

    /** Checks with the scalar kernel on this thread, as {@link #run(Network, Loss, Batch, RandomKey, Compute)} does. */
    public static GradientReport run(Network network, Loss loss, Batch batch, RandomKey noise) {
        try (Compute compute = Compute.scalar()) {
            return run(network, loss, batch, noise, compute);
        }
    }

    /**
     * Checks every parameter that is not frozen, and the input. Costs four textbook passes per number, so it is for small networks.
     *
     * @param network the network with the parameters to check at; not modified
     * @param loss the loss on its logits
     * @param batch filled rows with targets; not modified
     * @param noise the random numbers of the step
     * @param compute kernel and threads of the analytic side
     */
    public static GradientReport run(Network network, Loss loss, Batch batch, RandomKey noise, Compute compute) {
        // Batch normalization, for one, changes its state in a pass.
        return new GradientCheck(network.copy(), loss, batch, noise).run(compute);
    }

    private record Gradient(String name, double[] analytic, double[] numeric) {}

    private GradientReport run(Compute compute) {
        List<Gradient> gradients = gradients(compute);
        double whole =
                norm(gradients.stream().mapToDouble(g -> norm(g.numeric())).toArray());
        return new GradientReport(
                gradients.stream().map(g -> compare(g, SMALLEST_SHARE * whole)).toList(), BOUND);
    }

    private List<Gradient> gradients(Compute compute) {
        TrainingPass pass = network.newTrainingPass(compute, batch.maxRows());
        float[] inputGradient = new float[batch.rows() * batch.featureCount()];
        step(pass, compute, noise.with(1), otherFeatures(), inputGradient);
        step(pass, compute, noise, batch.features(), inputGradient);

        double[] theta = toDouble(network.parameters());
        double[] state = toDouble(network.state());
        double[][] input = rows();
        DoubleSupplier textbook =
                () -> loss.reference(batch, network.reference(new ReferencePass(theta, state, noise), input));
        double[] numeric = derivatives(theta, textbook);
        List<Gradient> gradients = new ArrayList<>();
        for (Segment segment : network.layout().segments()) {
            if (!segment.trainable()) {
                continue;
            }
            gradients.add(new Gradient(
                    segment.name(),
                    toDouble(Arrays.copyOfRange(pass.gradients(), segment.from(), segment.to())),
                    Arrays.copyOfRange(numeric, segment.from(), segment.to())));
        }
        double[] numericInput = Arrays.stream(input)
                .flatMapToDouble(row -> Arrays.stream(derivatives(row, textbook)))
                .toArray();
        gradients.add(new Gradient(INPUT, toDouble(inputGradient), numericInput));
        return gradients;
    }

    /** Forward, loss and backward as in training. */
    private void step(TrainingPass pass, Compute compute, RandomKey key, float[] features, float[] inputGradient) {
        pass.setNoise(key);
        float[] logits = pass.forward(features, batch.rows());
        loss.valueAndGradient(compute.kernel(), batch, logits, pass.logitGradient());
        pass.backward(features);
        pass.inputGradient(features, inputGradient);
    }

    private float[] otherFeatures() {
        float[] other = batch.features().clone();
        for (int i = 0; i < other.length; i++) {
            other[i] = 0.5f - other[i];
        }
        return other;
    }

    private double[][] rows() {
        int width = batch.featureCount();
        double[][] rows = new double[batch.rows()][];
        for (int r = 0; r < rows.length; r++) {
            rows[r] = toDouble(Arrays.copyOfRange(batch.features(), r * width, (r + 1) * width));
        }
        return rows;
    }

    /** The derivatives of a function with respect to the elements of an array that it reads. */
    private static double[] derivatives(double[] x, DoubleSupplier function) {
        double[] derivatives = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            double wide = centralDifference(x, i, STEP, function);
            double narrow = centralDifference(x, i, STEP / 2, function);
            derivatives[i] = (4 * narrow - wide) / 3;
        }
        return derivatives;
    }

    private static double centralDifference(double[] x, int i, double h, DoubleSupplier function) {
        double centre = x[i];
        x[i] = centre + h;
        double above = function.getAsDouble();
        x[i] = centre - h;
        double below = function.getAsDouble();
        x[i] = centre;
        return (above - below) / (2 * h);
    }

    private static GradientReport.Tensor compare(Gradient gradient, double smallestNorm) {
        double[] difference = new double[gradient.analytic.length];
        int worst = 0;
        for (int i = 0; i < difference.length; i++) {
            difference[i] = gradient.analytic[i] - gradient.numeric[i];
            if (!(Math.abs(difference[i]) <= Math.abs(difference[worst]))) {
                worst = i;
            }
        }
        double analyticNorm = norm(gradient.analytic);
        double numericNorm = norm(gradient.numeric);
        double distance = norm(difference);
        double scale = Math.max(smallestNorm, Math.max(analyticNorm, numericNorm));
        return new GradientReport.Tensor(
                gradient.name,
                distance == 0 ? 0 : distance / scale,
                analyticNorm,
                numericNorm,
                new GradientReport.Entry(worst, gradient.analytic[worst], gradient.numeric[worst]));
    }

    private static double norm(double[] values) {
        double squares = 0;
        for (double value : values) {
            squares += value * value;
        }
        return Math.sqrt(squares);
    }

    private static double[] toDouble(float[] values) {
        double[] result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = values[i];
        }
        return result;
    }
}

package nn.core.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import nn.core.data.Batch;
import nn.core.data.Examples;
import nn.core.kernel.Compute;
import nn.core.layer.ReferencePass;
import nn.core.layer.Segment;
import nn.core.loss.Loss;
import nn.core.matrix.Shape;
import nn.core.network.Network;
import nn.core.network.TrainingPass;
import nn.core.random.Purpose;
import nn.core.random.RandomKey;

/**
 * Compares the gradients that a network trains with to numeric derivatives.
 *
 * <p>The analytic side is the shipped code in {@code float}: {@link TrainingPass} and {@link Loss#valueAndGradient}. The numeric
 * side shares nothing with it: the textbook forward in {@code double} ({@link Network#reference}, {@link Loss#reference}),
 * differentiated by {@linkplain NumericDerivative central differences}.
 *
 * <pre>error = ‖analytic − numeric‖ / max of the norms</pre>
 *
 * <p>The error is taken tensor by tensor. Rounding in {@code float} leaves about 10⁻⁶, a wrong factor of 1 % leaves 10⁻². Where a
 * sum cancels (a bias in front of batch normalization has no effect at all) nothing but rounding is left to compare, so no norm
 * counts as less than a hundredth of that of all gradients together.
 *
 * <p>The pass that is checked has been used before, on other inputs with other noise, so that what a step leaves behind for the
 * next is seen as well.
 *
 * <p>At a kink, such as that of ReLU at 0, there is no derivative to compare with: such entries are left out and counted. Large
 * networks are checked in some entries of each tensor; see {@link GradientSample}.
 */
public final class GradientCheck {

    /** The largest error that passes. */
    public static final double BOUND = 2e-5;

    /** The name in a report of the batch's features, whose gradient is checked like that of a parameter. */
    public static final String INPUT = "input";

    /**
     * The smallest norm that a difference is divided by, as a share of the norm of all gradients. Where terms cancel, as in the
     * gradient of a bias before batch normalization, which is 0, their roundings remain: eight of them pass.
     */
    private static final double SMALLEST_SHARE = 8 * 0x1p-24 / BOUND;

    /** The largest bend of a smooth entry, as a share of its tensor's norm: then its derivative is good to a tenth of the bound. */
    private static final double SMOOTH_SHARE = BOUND / 10;

    private final Network network;
    private final Loss loss;
    private final Batch batch;
    private final RandomKey noise;
    private final GradientSample sample;

    private GradientCheck(Network network, Loss loss, Batch batch, RandomKey noise, GradientSample sample) {
        this.network = network;
        this.loss = loss;
        this.batch = batch;
        this.noise = noise;
        this.sample = sample;
    }

    /** Checks everything with the scalar kernel on this thread, as {@link #run(Network, Loss, Batch, RandomKey, Compute)} does. */
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
        GradientSample everything = new GradientSample(batch.rows(), GradientSample.ALL, 0);
        // Batch normalization, for one, changes its state in a pass.
        return new GradientCheck(network.copy(), loss, batch, noise, everything).run(compute);
    }

    /**
     * Checks a network of any size on rows of data, the targets moved off so that there is a gradient to see.
     *
     * @param network the network with the parameters to check at; not modified
     * @param loss the loss on its logits
     * @param examples rows as the network sees them
     * @param sample which rows, and how many entries
     * @param compute kernel and threads of the analytic side
     */
    public static GradientReport run(
            Network network, Loss loss, Examples examples, GradientSample sample, Compute compute) {
        RandomKey noise = RandomKey.of(sample.seed(), Purpose.LAYER_NOISE);
        return new GradientCheck(network.copy(), loss, sample.batch(examples), noise, sample).run(compute);
    }

    /** Both gradients of a tensor at some of its places. */
    private record Gradient(String name, Shape shape, int[] places, double[] analytic, NumericDerivative[] numeric) {

        double[] values() {
            return Arrays.stream(numeric).mapToDouble(NumericDerivative::value).toArray();
        }

        /** The share of the tensor that is looked at. */
        double share() {
            return (double) places.length / shape.size();
        }
    }

    private GradientReport run(Compute compute) {
        TrainingPass pass = network.newTrainingPass(compute, batch.maxRows());
        float[] inputGradient = new float[batch.rows() * batch.featureCount()];
        step(pass, compute, noise.with(1), otherFeatures(), inputGradient);
        step(pass, compute, noise, batch.features(), inputGradient);

        double[] theta = toDouble(network.parameters(), 0, network.parameters().length);
        double[] state = toDouble(network.state(), 0, network.state().length);
        double[][] input = rows();
        DoubleSupplier textbook =
                () -> loss.reference(batch, network.reference(new ReferencePass(theta, state, noise), input));
        double centre = textbook.getAsDouble();
        List<Gradient> gradients = new ArrayList<>();
        for (Segment segment : network.layout().segments()) {
            if (segment.trainable()) {
                gradients.add(parameter(segment, gradients.size(), pass, theta, centre, textbook));
            }
        }
        gradients.add(input(gradients.size(), inputGradient, input, centre, textbook));
        double whole = Math.sqrt(gradients.stream()
                .mapToDouble(g -> squares(g.values()) / g.share())
                .sum());
        double rounding = NumericDerivative.ROUNDING * Math.abs(centre);
        return new GradientReport(
                gradients.stream()
                        .map(g -> compare(g, SMALLEST_SHARE * whole * Math.sqrt(g.share()), rounding))
                        .toList(),
                batch.rows(),
                BOUND);
    }

    private Gradient parameter(
            Segment segment, int number, TrainingPass pass, double[] theta, double centre, DoubleSupplier textbook) {
        int[] places = sample.places(segment.size(), number, network);
        double[] analytic = new double[places.length];
        NumericDerivative[] numeric = new NumericDerivative[places.length];
        for (int k = 0; k < places.length; k++) {
            int i = segment.from() + places[k];
            analytic[k] = pass.gradients()[i];
            numeric[k] = NumericDerivative.of(theta, i, centre, textbook);
        }
        return new Gradient(segment.name(), segment.shape(), places, analytic, numeric);
    }

    private Gradient input(
            int number, float[] inputGradient, double[][] input, double centre, DoubleSupplier textbook) {
        int width = batch.featureCount();
        int[] places = sample.places(inputGradient.length, number, network);
        double[] analytic = new double[places.length];
        NumericDerivative[] numeric = new NumericDerivative[places.length];
        for (int k = 0; k < places.length; k++) {
            int i = places[k];
            analytic[k] = inputGradient[i];
            numeric[k] = NumericDerivative.of(input[i / width], i % width, centre, textbook);
        }
        return new Gradient(INPUT, Shape.of(batch.rows(), width), places, analytic, numeric);
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
            rows[r] = toDouble(batch.features(), r * width, (r + 1) * width);
        }
        return rows;
    }

    private static GradientReport.Tensor compare(Gradient gradient, double smallestNorm, double rounding) {
        double analyticNorm = Math.sqrt(squares(gradient.analytic));
        double numericNorm = Math.sqrt(squares(gradient.values()));
        double scale = Math.max(smallestNorm, Math.max(analyticNorm, numericNorm));
        double largestBend = Math.max(SMOOTH_SHARE * scale, rounding);
        double[] difference = new double[gradient.places.length];
        int worst = 0;
        int kinks = 0;
        for (int k = 0; k < difference.length; k++) {
            if (gradient.numeric[k].bend() > largestBend) {
                kinks++;
                continue;
            }
            difference[k] = gradient.analytic[k] - gradient.numeric[k].value();
            if (!(Math.abs(difference[k]) <= Math.abs(difference[worst]))) {
                worst = k;
            }
        }
        double distance = Math.sqrt(squares(difference));
        return new GradientReport.Tensor(
                gradient.name,
                gradient.shape,
                gradient.places.length - kinks,
                kinks,
                distance == 0 ? 0 : distance / scale,
                analyticNorm,
                numericNorm,
                new GradientReport.Entry(
                        gradient.places[worst], gradient.analytic[worst], gradient.numeric[worst].value()));
    }

    private static double squares(double[] values) {
        double squares = 0;
        for (double value : values) {
            squares += value * value;
        }
        return squares;
    }

    private static double[] toDouble(float[] values, int from, int to) {
        double[] result = new double[to - from];
        for (int i = from; i < to; i++) {
            result[i - from] = values[i];
        }
        return result;
    }
}

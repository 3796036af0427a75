package nn.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import nn.core.activation.Tanh;
import nn.core.data.Batch;
import nn.core.data.Examples;
import nn.core.data.Targets;
import nn.core.kernel.Compute;
import nn.core.layer.ReferencePass;
import nn.core.layer.Role;
import nn.core.layer.Segment;
import nn.core.loss.HalfSquaredError;
import nn.core.loss.Loss;
import nn.core.loss.MeanSquaredError;
import nn.core.loss.SoftmaxCrossEntropy;
import nn.core.matrix.Shape;
import nn.core.network.Network;
import nn.core.network.NetworkSpec;
import nn.core.optim.LeastSquares;
import nn.core.random.Purpose;
import nn.core.random.RandomKey;
import org.junit.jupiter.api.Test;

/** JᵀJ from the shipped backward passes beside differences of the textbook forward. */
class LeastSquaresObjectiveTest {

    private static final int ROWS = 11;
    private static final int BATCH = 4;
    private static final int FEATURES = 3;
    private static final Targets TARGETS = new Targets.Values(List.of("u", "v"));

    /** Layers that tie rows together and layers with noise among them. */
    private static final NetworkSpec SPEC = NetworkSpec.builder()
            .dense(4)
            .batchNorm()
            .activation(new Tanh())
            .dropout(0.3)
            .dense(2)
            .spec();

    private static final Examples EXAMPLES = new Examples() {
        @Override
        public int rows() {
            return ROWS;
        }

        @Override
        public int featureCount() {
            return FEATURES;
        }

        @Override
        public Targets targets() {
            return TARGETS;
        }

        @Override
        public void gather(int[] order, int from, int count, Batch batch) {
            RandomKey random = RandomKey.of(3, Purpose.DATA);
            batch.resize(count);
            for (int r = 0; r < count; r++) {
                for (int f = 0; f < FEATURES; f++) {
                    batch.features()[r * FEATURES + f] =
                            (float) random.with(order[from + r]).normal(f);
                }
                for (int q = 0; q < 2; q++) {
                    batch.values()[r * 2 + q] =
                            (float) random.with(order[from + r]).normal(10 + q);
                }
            }
        }
    };

    private static TrainingRun run(Network network, Loss loss, Compute compute) {
        return run(network, loss, compute, Penalty.NONE);
    }

    private static TrainingRun run(Network network, Loss loss, Compute compute, Penalty penalty) {
        TrainerSettings settings =
                TrainerSettings.DEFAULTS.withBatchSize(BATCH).withRules(UpdateRules.NONE.withPenalty(penalty));
        return new TrainingRun(
                network,
                Optional.empty(),
                EXAMPLES,
                loss,
                compute,
                settings,
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    /** θ of the network, in which weights pay and biases do not. */
    @Test
    void thePenaltyIsPartOfValueGradientAndCurvature() {
        Network network = network();
        int n = network.parameters().length;
        double[] point = new double[n];
        for (int i = 0; i < n; i++) {
            point[i] = network.parameters()[i];
        }
        try (Compute scalar = Compute.of(Compute.scalar().kernel(), 1)) {
            double[] plain = new double[n];
            double[][] plainCurvature = new double[n][n];
            double[] priced = new double[n];
            double[][] pricedCurvature = new double[n][n];
            Loss loss = new MeanSquaredError();
            double without = new LeastSquaresObjective(run(network, loss, scalar), 0, new MeanSquaredError())
                    .gaussNewton(point, plain, plainCurvature);
            TrainingRun run = run(network, loss, scalar, new Penalty(0.25, 0.5));
            double with = new LeastSquaresObjective(run, 0, new MeanSquaredError())
                    .gaussNewton(point, priced, pricedCurvature);
            double expected = without;
            for (Segment segment : network.layout().segments()) {
                boolean weight = segment.role() == Role.WEIGHT;
                for (int i = segment.from(); i < segment.to(); i++) {
                    double w = point[i];
                    expected += weight ? 0.25 * Math.abs(w) + 0.25 * w * w : 0;
                    double slope = weight ? 0.25 * Math.signum(w) + 0.5 * w : 0;
                    assertEquals(plain[i] + slope, priced[i], 1e-12, segment.name());
                    assertEquals(
                            plainCurvature[i][i] + (weight ? 0.5 : 0), pricedCurvature[i][i], 1e-12, segment.name());
                }
            }
            assertEquals(expected, with, 1e-12);
        }
    }

    private static Network network() {
        Network network = SPEC.build(Shape.of(FEATURES), 1);
        RandomKey random = RandomKey.of(1, Purpose.DATA);
        for (int i = 0; i < network.parameters().length; i++) {
            network.parameters()[i] += (float) (0.3 * random.normal(i));
        }
        return network;
    }

    @Test
    void theCurvatureIsThatOfTheTextbookResiduals() {
        for (Loss loss : List.of(new MeanSquaredError(), new HalfSquaredError())) {
            try (Compute scalar = Compute.of(Compute.scalar().kernel(), 2);
                    Compute compute = scalar.withBlocksOf(16)) {
                Network network = network();
                double[] theta = toDouble(network.parameters());
                int n = theta.length;
                LeastSquares objective =
                        assertInstanceOf(LeastSquares.class, LossObjective.of(run(network, loss, compute), 0));
                double[] gradient = new double[n];
                double[][] curvature = new double[n][n];
                double value = objective.gaussNewton(theta, gradient, curvature);
                double[] alone = new double[n];
                assertEquals(objective.valueAndGradient(theta, alone), value);

                double[][] jacobian = numericJacobian(network, theta);
                double difference = 0;
                double norm = 0;
                for (int p = 0; p < n; p++) {
                    assertEquals(alone[p], gradient[p]);
                    for (int q = 0; q <= p; q++) {
                        double numeric = 0;
                        for (double[] row : jacobian) {
                            numeric += row[p] * row[q];
                        }
                        difference += (curvature[p][q] - numeric) * (curvature[p][q] - numeric);
                        norm += numeric * numeric;
                    }
                }
                assertTrue(norm > 0);
                double error = Math.sqrt(difference / norm);
                assertTrue(error < 2e-5, loss.spec() + ": " + error);
            }
        }
    }

    /** Rows √(2 s / ROWS) ∂a_rj/∂θ; 2 s is 1 for both losses on two outputs. */
    private static double[][] numericJacobian(Network network, double[] theta) {
        double[][] jacobian = new double[ROWS * 2][theta.length];
        double h = 0x1p-12;
        for (int p = 0; p < theta.length; p++) {
            double centre = theta[p];
            double[][] wide = difference(network, theta, p, h);
            double[][] narrow = difference(network, theta, p, h / 2);
            theta[p] = centre;
            for (int i = 0; i < jacobian.length; i++) {
                double derivative = (4 * narrow[i / 2][i % 2] - wide[i / 2][i % 2]) / 3;
                jacobian[i][p] = Math.sqrt(1.0 / ROWS) * derivative;
            }
        }
        return jacobian;
    }

    private static double[][] difference(Network network, double[] theta, int p, double h) {
        double centre = theta[p];
        theta[p] = centre + h;
        double[][] above = outputs(network, theta);
        theta[p] = centre - h;
        double[][] below = outputs(network, theta);
        theta[p] = centre;
        for (int r = 0; r < ROWS; r++) {
            for (int j = 0; j < 2; j++) {
                above[r][j] = (above[r][j] - below[r][j]) / (2 * h);
            }
        }
        return above;
    }

    /** The outputs of all rows, batch by batch as in training. */
    private static double[][] outputs(Network network, double[] theta) {
        double[][] outputs = new double[ROWS][];
        Batch batch = new Batch(BATCH, FEATURES, TARGETS);
        int[] order = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        for (int from = 0; from < ROWS; from += BATCH) {
            EXAMPLES.gather(order, from, Math.min(BATCH, ROWS - from), batch);
            double[][] input = new double[batch.rows()][FEATURES];
            for (int i = 0; i < batch.rows() * FEATURES; i++) {
                input[i / FEATURES][i % FEATURES] = batch.features()[i];
            }
            RandomKey noise = RandomKey.of(1, Purpose.LAYER_NOISE).with(from);
            double[][] some = network.reference(new ReferencePass(theta, noise), input);
            System.arraycopy(some, 0, outputs, from, some.length);
        }
        return outputs;
    }

    private static double[] toDouble(float[] values) {
        double[] result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = values[i];
        }
        return result;
    }

    @Test
    void otherLossesHaveNoResiduals() {
        try (Compute compute = Compute.scalar()) {
            LossObjective objective = LossObjective.of(run(network(), new SoftmaxCrossEntropy(), compute), 0);
            assertFalse(objective instanceof LeastSquares);
            assertEquals("softmax-cross-entropy of 11 rows", objective.toString());
            assertEquals(
                    "softmax-cross-entropy of 5 rows",
                    LossObjective.of(run(network(), new SoftmaxCrossEntropy(), compute), 5)
                            .toString());
        }
    }
}

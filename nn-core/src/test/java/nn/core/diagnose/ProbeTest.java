package nn.core.diagnose;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nn.core.activation.Relu;
import nn.core.activation.Tanh;
import nn.core.data.Batch;
import nn.core.data.Examples;
import nn.core.data.Split;
import nn.core.data.Targets;
import nn.core.init.Constant;
import nn.core.kernel.Compute;
import nn.core.layer.ActivationLayer;
import nn.core.layer.Dense;
import nn.core.layer.Dropout;
import nn.core.loss.HalfSquaredError;
import nn.core.matrix.Shape;
import nn.core.network.Network;
import nn.core.network.NetworkSpec;
import nn.core.train.Trainer;
import nn.core.train.TrainingEvent;
import org.junit.jupiter.api.Test;

class ProbeTest {

    /** Rows x = 0, 1, 2, …; the target is 0. */
    private record Counting(int rows) implements Examples {
        @Override
        public int featureCount() {
            return 1;
        }

        @Override
        public Targets targets() {
            return new Targets.Values(List.of("y"));
        }

        @Override
        public void gather(int[] order, int from, int count, Batch batch) {
            batch.resize(count);
            for (int r = 0; r < count; r++) {
                batch.features()[r] = order[from + r];
                batch.values()[r] = 0;
            }
        }
    }

    private static Snapshot look(Network network, int rows, int maxRows) {
        return new Probe(network, new HalfSquaredError(), new Counting(rows), maxRows, Compute.scalar()).look(1, 0);
    }

    @Test
    void measuresWhatTheFormulasSay() {
        // z = 2x, a = max(z, 0), y = 3a = 6x on x = 0, 2, 4, 6; L = ½ mean y².
        Network network = NetworkSpec.builder()
                .layer(new Dense(1, new Constant(2), false))
                .activation(new Relu())
                .layer(new Dense(1, new Constant(3), false))
                .build(Shape.of(1), 1);
        Snapshot snapshot = look(network, 8, 4);
        assertEquals(4, snapshot.rows());
        double meanOfSquares = (0 + 4 + 16 + 36) / 4.0;
        assertEquals(0.5 * 36 * meanOfSquares, snapshot.loss(), 1e-5);
        LayerStatistics first = snapshot.layers().getFirst();
        assertEquals("dense1", first.name());
        assertEquals(1, first.number());
        assertEquals(6, first.activations().mean(), 1e-6);
        assertEquals(12, first.activations().max());
        // dL/dy = 6x/4, dL/dz = 18x/4 where x > 0, dL/dw1 = Σ 18x²/4 = 18 · 14.
        assertEquals(18 / 4.0 * 6, first.signals().max(), 1e-5);
        assertEquals(18 * meanOfSquares, first.gradients().mean(), 1e-4);
        assertEquals(2, first.weights().mean());
        assertEquals(18 * meanOfSquares / 2, first.gradientToWeight(), 1e-4);
        // dL/dw2 = Σ 6x/4 · 2x = 12 · 14
        assertEquals(Math.hypot(18 * meanOfSquares, 12 * meanOfSquares), snapshot.gradientNorm(), 1e-3);
        assertEquals(
                List.of(1, 2),
                snapshot.layers().stream().map(LayerStatistics::number).toList());
        assertTrue(snapshot.layers().getLast().units().isEmpty());
    }

    @Test
    void countsUnitsThatPassNoGradientAndValuesThatAreSaturated() {
        Network dead = NetworkSpec.builder()
                .layer(new Dense(2, new Constant(1)))
                .activation(new Relu())
                .dense(1)
                .build(Shape.of(1), 1);
        dead.parameters()[1] = -1; // the second unit is max(−x, 0)
        assertEquals(
                0.5, look(dead, 8, 8).layers().getFirst().units().orElseThrow().deadShare());
        Network flat = NetworkSpec.builder()
                .layer(new Dense(1, new Constant(1)))
                .activation(new Tanh())
                .dense(1)
                .build(Shape.of(1), 1);
        UnitStatistics units = look(flat, 4, 4).layers().getFirst().units().orElseThrow();
        assertEquals(new UnitStatistics("tanh", 1, 0, 0.25), units); // 1 − tanh²: 1, 0.42, 0.07 and, at 3, 0.01
    }

    @Test
    void aLayerReachesFromItsWeightsToTheNext() {
        Network network = NetworkSpec.builder()
                .dropout(0.1)
                .dense(3)
                .batchNorm()
                .activation(new Tanh())
                .dropout(0.5)
                .dense(2)
                .activation(new Relu())
                .dense(1)
                .build(Shape.of(1), 1);
        Snapshot snapshot = look(network, 20, 20);
        assertEquals(
                List.of("dense1", "dense2", "dense3"),
                snapshot.layers().stream().map(LayerStatistics::name).toList());
        assertEquals("tanh", snapshot.layers().getFirst().units().orElseThrow().activation());
        assertTrue(snapshot.layers().getFirst().activations().max() <= 1, "before dropout scales it");
        assertEquals(4, snapshot.table().lines().count());
    }

    @Test
    void frozenLayersAreCountedButNotLookedAt() {
        Network network = NetworkSpec.builder()
                .dense(4)
                .activation(new Tanh())
                .dense(4)
                .activation(new Tanh())
                .dense(1)
                .build(Shape.of(1), 1);
        Snapshot all = look(network, 8, 8);
        Snapshot some = look(network.frozen(List.of("dense1")), 8, 8);
        assertEquals(all.layers().subList(1, 3), some.layers());
        assertEquals(all.loss(), some.loss());
        assertEquals(2, look(network.frozen(List.of("dense2")), 8, 8).layers().size());
    }

    @Test
    void lookingChangesNothing() {
        Split split = Split.stratified(DiagnosisTest.classes(300), 0.1, 0.1, 1);
        NetworkSpec spec = new NetworkSpec(List.of(
                new Dense(8),
                new nn.core.layer.BatchNorm(),
                new ActivationLayer(new Relu()),
                new Dropout(0.2),
                new Dense(DiagnosisTest.CLASSES)));
        List<Snapshot> snapshots = new ArrayList<>();
        Trainer watched = Trainer.of(spec)
                .epochs(3)
                .diagnostics(new Diagnostics(2))
                .listener(event -> {
                    if (event instanceof TrainingEvent.Diagnosed(Snapshot snapshot)) {
                        snapshots.add(snapshot);
                    }
                });
        Network one = watched.fit(split).model().network();
        Network other = Trainer.of(spec).epochs(3).fit(split).model().network();
        assertArrayEquals(other.parameters(), one.parameters());
        assertArrayEquals(other.state(), one.state());
        // 240 rows in batches of 32: 8 steps in each of 3 epochs; before step 1, 3, …, 23, and after the last one.
        long[] steps = snapshots.stream().mapToLong(Snapshot::steps).toArray();
        assertEquals("[0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24]", Arrays.toString(steps));
        assertEquals(3, snapshots.getLast().epoch());
    }

    @Test
    void withoutAnIntervalTheProbeTakesAFiftiethOfTheRows() {
        Diagnostics diagnostics = new Diagnostics();
        assertEquals(1024, diagnostics.probeRows());
        assertTrue(!diagnostics.isDue(1599, 1599 * 32, 1024) && diagnostics.isDue(1600, 1600 * 32, 1024));
        assertTrue(!diagnostics.isDue(399, 399 * 128, 1024) && diagnostics.isDue(400, 400 * 128, 1024));
    }
}

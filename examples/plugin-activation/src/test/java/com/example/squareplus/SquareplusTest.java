package com.example.squareplus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import nn.core.NnException;
import nn.core.activation.Activation;
import nn.core.check.GradientCheck;
import nn.core.check.GradientReport;
import nn.core.data.Batch;
import nn.core.data.Targets;
import nn.core.kernel.MatrixKernel;
import nn.core.kernel.ScalarKernel;
import nn.core.loss.MeanSquaredError;
import nn.core.matrix.Shape;
import nn.core.network.Network;
import nn.core.network.NetworkSpec;
import nn.core.random.Purpose;
import nn.core.random.RandomKey;
import nn.core.spi.Registry;
import nn.core.spi.Spec;
import org.junit.jupiter.api.Test;

class SquareplusTest {

    private final MatrixKernel kernel = new ScalarKernel();

    private static Activation byName(String text) {
        return Registry.load().create(Activation.class, Spec.parse(text));
    }

    @Test
    void isFoundByItsName() {
        assertEquals(new Squareplus(4), byName("squareplus"));
        assertEquals(new Squareplus(2), byName("squareplus:b=2"));
        assertThrows(NnException.Configuration.class, () -> byName("squareplus:b=0"));
    }

    @Test
    void describesItselfSoThatASavedModelMakesAnEqualOne() {
        Activation activation = new Squareplus(0.5);
        assertEquals(activation, Registry.load().create(Activation.class, activation.spec()));
    }

    @Test
    void hasTheValuesOfItsFormula() {
        float[] z = {0, 1.5f, -1.5f, -1000, 3e38f, -3e38f, Float.NaN};
        float[] a = new float[z.length];
        new Squareplus().forward(kernel, z, a, 0, z.length);
        assertEquals(1f, a[0]);
        assertEquals(2f, a[1]);
        assertEquals(0.5f, a[2]);
        assertEquals(0.000999999f, a[3]);
        assertEquals(3e38f, a[4]);
        assertEquals(0f, a[5], 1e-38f);
        assertTrue(Float.isNaN(a[6]));
    }

    @Test
    void gradientsMatchFiniteDifferences() {
        Network network = NetworkSpec.builder()
                .dense(5)
                .activation(new Squareplus(2))
                .dense(3)
                .activation(new Squareplus())
                .dense(1)
                .build(Shape.of(4), 1);
        RandomKey random = RandomKey.of(1, Purpose.DATA);
        Batch batch = new Batch(6, 4, new Targets.Values(List.of("y")));
        batch.resize(6);
        for (int i = 0; i < batch.features().length; i++) {
            batch.features()[i] = (float) random.normal(i);
        }
        for (int row = 0; row < 6; row++) {
            batch.values()[row] = row - 2.5f;
        }
        GradientReport report = GradientCheck.run(network, new MeanSquaredError(), batch, random);
        assertTrue(report.passed(), report.table());
    }
}

package com.example;

import nn.core.activation.ElementwiseActivation;
import nn.core.kernel.MatrixKernel;
import nn.core.spi.Spec;

/** The identity of somebody else, with a mistake. */
public record Faulty(Mistake mistake) implements ElementwiseActivation {

    /** What goes wrong. */
    public enum Mistake {
        NONE,
        FORWARD_THROWS,
        FORWARD_OVERFLOWS_THE_STACK,
        BACKWARD_THROWS,
        FORWARD_MISSES_A_METHOD,
        FORWARD_THROWS_FOR_MANY,
        BACKWARD_THROWS_FOR_MANY,
        FORWARD_WRITES_BEHIND,
        FORWARD_WRITES_BEFORE,
        FORWARD_WRITES_OUTSIDE_THE_ARRAY_OF_MANY,
        FORWARD_LEAVES_OUT,
        FORWARD_CHANGES_ITS_INPUT,
        FORWARD_MAKES_NAN,
        FORWARD_MAKES_NAN_OF_MANY,
        BACKWARD_WRITES_BEHIND,
        BACKWARD_CHANGES_THE_GRADIENT,
        BACKWARD_MAKES_NAN,
        BACKWARD_MAKES_NAN_OF_MANY,
    }

    @Override
    public void forward(MatrixKernel kernel, float[] z, float[] a, int from, int n) {
        boolean many = n > 100;
        int count = mistake == Mistake.FORWARD_LEAVES_OUT ? n - 1 : n;
        System.arraycopy(z, from, a, from, count);
        switch (mistake) {
            case FORWARD_THROWS -> throw new ArithmeticException("wrong\nsign");
            case FORWARD_OVERFLOWS_THE_STACK -> forward(kernel, z, a, from, n);
            case FORWARD_MISSES_A_METHOD -> throw new NoSuchMethodError("MatrixKernel.gamma");
            case FORWARD_THROWS_FOR_MANY -> a[many ? -1 : from] = z[from];
            case FORWARD_WRITES_BEHIND -> a[from + n] = 0;
            case FORWARD_WRITES_BEFORE -> a[from - 1] = 0;
            case FORWARD_WRITES_OUTSIDE_THE_ARRAY_OF_MANY -> a[many ? a.length : from] = z[from];
            case FORWARD_CHANGES_ITS_INPUT -> z[from + 1] = 5;
            case FORWARD_MAKES_NAN -> a[from + 2] = Float.NaN;
            case FORWARD_MAKES_NAN_OF_MANY -> a[from + 2] = many ? Float.NaN : a[from + 2];
            default -> {}
        }
    }

    @Override
    public void backward(MatrixKernel kernel, float[] z, float[] a, float[] da, float[] dz, int from, int n) {
        System.arraycopy(da, from, dz, from, n);
        switch (mistake) {
            case BACKWARD_THROWS -> throw new IllegalStateException("no derivative");
            case BACKWARD_THROWS_FOR_MANY -> dz[n > 100 ? -1 : from] = da[from];
            case BACKWARD_WRITES_BEHIND -> dz[from + n + 15] = 0;
            case BACKWARD_CHANGES_THE_GRADIENT -> da[from] = 3;
            case BACKWARD_MAKES_NAN_OF_MANY -> dz[from] = n > 100 ? Float.NaN : dz[from];
            case BACKWARD_MAKES_NAN -> dz[from] = Float.NaN;
            default -> {}
        }
    }

    @Override
    public double reference(double z) {
        return z;
    }

    @Override
    public Spec spec() {
        return Spec.of("faulty");
    }
}

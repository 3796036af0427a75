package nn.cli.experiment;

import nn.data.SyntheticData;

/** Continuous functions on the unit cube. */
enum CubeFunction {
    /** On [0, 1], smooth but for a kink in the middle. */
    SINE_WITH_KINK("sin 2πx + |x − ½|", 1),
    /** On [0, 1]², with two peaks, a saddle and a dip (Franke, 1979). */
    FRANKE("Franke's function", 2);

    private final String words;
    private final int dimension;

    CubeFunction(String words, int dimension) {
        this.words = words;
        this.dimension = dimension;
    }

    int dimension() {
        return dimension;
    }

    double at(double... x) {
        return switch (this) {
            case SINE_WITH_KINK -> StrictMath.sin(2 * Math.PI * x[0]) + Math.abs(x[0] - 0.5);
            case FRANKE -> SyntheticData.franke(x[0], x[1]);
        };
    }

    @Override
    public String toString() {
        return words;
    }
}

package nn.optimizers;

/**
 * Keeps running means out of the subnormal numbers. The mean of a parameter whose gradient stays 0 is multiplied with the same
 * factor in each step until it is subnormal, and there it stays: 0.9 · 2⁻¹⁴⁹ rounds to 2⁻¹⁴⁹. Some processors take a hundred
 * cycles for an operation on such a number. Of the weights of MNIST's rarely used pixels there are enough to make a step of
 * Adam four times as long.
 */
final class Subnormals {

    /** Added to squares before they are averaged; its root is far below any ε. */
    static final float TINY = 0x1p-100f;

    private static final float SMALL = 0x1p-80f;

    private Subnormals() {}

    /**
     * Rounds to a multiple of 2⁻¹⁰³, about 10⁻³¹: small for a gradient, yet its product with a learning rate is normal.
     *
     * @return x itself if its magnitude is 2⁻⁵⁵ or more
     */
    static float avoid(float x) {
        return (x + SMALL) - SMALL;
    }
}

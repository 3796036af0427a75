package nn.simd;

import java.util.function.IntSupplier;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The width of the vectors that this package computes with: the machine's own.
 *
 * <p>C2 turns vector operations into instructions only where the species is a constant, hence {@code static final}. For
 * another width, {@link WidthLoader} loads a second copy of the whole package, which has constants of its own; there is one
 * source for all widths, and the usual one pays nothing for the others.
 */
final class Width {

    /** The species of all float vectors. */
    static final VectorSpecies<Float> SPECIES =
            VectorSpecies.of(float.class, VectorShape.forBitSize(bits(Width.class.getClassLoader())));

    /** The species of half as many floats. */
    static final VectorSpecies<Float> HALF =
            VectorSpecies.of(float.class, VectorShape.forBitSize(SPECIES.vectorBitSize() / 2));

    /** The species of their bits. */
    static final VectorSpecies<Integer> INTEGERS = SPECIES.withLanes(int.class);

    /** The species of as many bytes or, where there is none so short, of a few more. */
    static final VectorSpecies<Byte> BYTES =
            VectorSpecies.of(byte.class, VectorShape.forBitSize(Math.max(64, SPECIES.vectorBitSize() / Float.BYTES)));

    /** Floats in a vector. */
    static final int LANES = SPECIES.length();

    private Width() {}

    private static int bits(ClassLoader loader) {
        if (loader instanceof IntSupplier width) {
            return width.getAsInt();
        }
        // A wider vector would hold more than the virtual lanes of a flat sum.
        return Math.min(512, FloatVector.SPECIES_PREFERRED.vectorBitSize());
    }
}

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

    /** The species of their bits. */
    static final VectorSpecies<Integer> INTEGERS = SPECIES.withLanes(int.class);

    /** The species of as many bytes or, where there is none so short, of a few more. */
    static final VectorSpecies<Byte> BYTES =
            VectorSpecies.of(byte.class, VectorShape.forBitSize(Math.max(64, SPECIES.vectorBitSize() / Float.BYTES)));

    /** Floats in a vector. */
    static final int LANES = SPECIES.length();

    /**
     * −0 in all lanes, which added to a float changes nothing.
     *
     * <p>A variable that has gone around a loop must not be the object of a method: C2 then takes its class from the profile of
     * that method, which all vectors of a JVM share. Where the profile is missing or knows two widths, the variable may stay on
     * the heap, and the loop is ten times slower. As an argument of a method of this vector it is safe. For the same reason
     * this package has float vectors of one width only.
     */
    static final FloatVector NOTHING = FloatVector.broadcast(SPECIES, -0f);

    /** +0 in all lanes. Added to the chains of a product it makes −0 to +0 and, as {@link #NOTHING}, keeps variables from being objects of a method. */
    static final FloatVector ZERO = FloatVector.zero(SPECIES);

    private Width() {}

    private static int bits(ClassLoader loader) {
        if (loader instanceof IntSupplier width) {
            return width.getAsInt();
        }
        // A wider vector would hold more than the virtual lanes of a flat sum.
        return Math.min(512, FloatVector.SPECIES_PREFERRED.vectorBitSize());
    }
}

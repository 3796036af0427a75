package nn.simd;

import static jdk.incubator.vector.FloatVector.fromArray;
import static nn.simd.Width.LANES;
import static nn.simd.Width.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * Transposes a square of as many rows as a vector has lanes.
 *
 * <p>Exchanging bit s of the number of a row with bit s of the number of a column, for each bit, exchanges rows and columns:
 * of two rows that differ in bit s only, the first gives its upper and takes the other's lower columns. The first two bits
 * are exchanged in registers while rows are read, the others in a small array that stays in the first-level cache.
 */
final class SquareTranspose {

    private static final VectorShuffle<Float> SWAP_1 = swap(1);
    private static final VectorShuffle<Float> SWAP_2 = swap(2);
    private static final VectorShuffle<Float> SWAP_4 = swap(4);
    private static final VectorShuffle<Float> SWAP_8 = swap(8);
    private static final VectorMask<Float> BIT_1 = bit(1);
    private static final VectorMask<Float> BIT_2 = bit(2);
    private static final VectorMask<Float> BIT_4 = bit(4);
    private static final VectorMask<Float> BIT_8 = bit(8);

    private final float[] square = new float[LANES * LANES];

    private static VectorShuffle<Float> swap(int s) {
        return VectorShuffle.fromOp(SPECIES, lane -> (lane ^ s) % LANES);
    }

    private static VectorMask<Float> bit(int s) {
        boolean[] lanes = new boolean[LANES];
        for (int lane = 0; lane < LANES; lane++) {
            lanes[lane] = (lane & s) != 0;
        }
        return VectorMask.fromArray(SPECIES, lanes, 0);
    }

    /**
     * Reads rows from places that are {@code step} apart.
     *
     * @param rows how many there are; the others are not transposed
     */
    void read(int rows, float[] source, int from, int step) {
        for (int i = 0; i < rows; i += 4) {
            readFour(i, rows - i, source, from + i * step, step);
        }
    }

    /** Reads up to half as many rows twice: the next columns of the rows take the place of the missing rows. */
    void readInPairs(int rows, float[] source, int from, int step) {
        int half = LANES / 2;
        for (int i = 0; i < rows; i += 4) {
            readFour(i, rows - i, source, from + i * step, step);
            readFour(half + i, rows - i, source, from + LANES + i * step, step);
        }
    }

    /** Reads four neighbouring rows of the square, the first of them row i; the last one that is there stands for missing ones. */
    private void readFour(int i, int there, float[] source, int from, int step) {
        FloatVector row0 = fromArray(SPECIES, source, from);
        FloatVector row1 = fromArray(SPECIES, source, from + Math.min(1, there - 1) * step);
        FloatVector row2 = fromArray(SPECIES, source, from + Math.min(2, there - 1) * step);
        FloatVector row3 = fromArray(SPECIES, source, from + Math.min(3, there - 1) * step);
        FloatVector even01 = row0.blend(row1.rearrange(SWAP_1), BIT_1);
        FloatVector odd01 = row0.rearrange(SWAP_1).blend(row1, BIT_1);
        FloatVector even23 = row2.blend(row3.rearrange(SWAP_1), BIT_1);
        FloatVector odd23 = row2.rearrange(SWAP_1).blend(row3, BIT_1);
        int to = i * LANES;
        even01.blend(even23.rearrange(SWAP_2), BIT_2).intoArray(square, to);
        odd01.blend(odd23.rearrange(SWAP_2), BIT_2).intoArray(square, to + LANES);
        even01.rearrange(SWAP_2).blend(even23, BIT_2).intoArray(square, to + 2 * LANES);
        odd01.rearrange(SWAP_2).blend(odd23, BIT_2).intoArray(square, to + 3 * LANES);
    }

    /** Exchanges rows and columns, once all rows have been read; returns them, row after row. */
    float[] transpose() {
        if (LANES > 4) {
            exchange(4, SWAP_4, BIT_4);
        }
        if (LANES > 8) {
            exchange(8, SWAP_8, BIT_8);
        }
        return square;
    }

    private void exchange(int s, VectorShuffle<Float> swap, VectorMask<Float> bit) {
        for (int block = 0; block < LANES; block += 2 * s) {
            for (int i = block; i < block + s; i++) {
                FloatVector first = fromArray(SPECIES, square, i * LANES);
                FloatVector second = fromArray(SPECIES, square, (i + s) * LANES);
                first.blend(second.rearrange(swap), bit).intoArray(square, i * LANES);
                first.rearrange(swap).blend(second, bit).intoArray(square, (i + s) * LANES);
            }
        }
    }
}

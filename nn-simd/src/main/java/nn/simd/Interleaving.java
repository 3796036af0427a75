package nn.simd;

import static jdk.incubator.vector.FloatVector.fromArray;
import static nn.simd.Width.INTEGERS;
import static nn.simd.Width.LANES;
import static nn.simd.Width.SPECIES;

import jdk.incubator.vector.IntVector;

/**
 * Interleaves rows: the first elements of all rows, then the second ones, and so on. As many rows as a vector has lanes are
 * transposed by that.
 *
 * <p>Two vectors whose elements come in groups of s are joined by taking a group of the one, a group of the other, in turn: what comes
 * out has groups of 2s. Four rows are joined in registers while they are read; further joins go through small arrays that stay in the
 * first-level cache. An instance serves one thread.
 */
final class Interleaving {

    private static final IntVector LOW_1 = picks(1, 0);
    private static final IntVector HIGH_1 = picks(1, LANES / 2);
    private static final IntVector LOW_2 = picks(2, 0);
    private static final IntVector HIGH_2 = picks(2, LANES / 2);
    private static final IntVector LOW_4 = picks(4, 0);
    private static final IntVector HIGH_4 = picks(4, LANES / 2);
    private static final IntVector LOW_8 = picks(8, 0);
    private static final IntVector HIGH_8 = picks(8, LANES / 2);
    private static final IntVector FIRST_HALVES = picks(LANES / 2, 0);

    private final float[] fours = new float[LANES * LANES];
    private final float[] eights = new float[LANES * LANES];

    /** For each lane the lane it takes, those of the second vector counted from {@code LANES} on. */
    private static IntVector picks(int group, int from) {
        int[] lanes = new int[LANES];
        for (int lane = 0; lane < LANES; lane++) {
            int source = (from + lane / (2 * group) * group + lane % group) % LANES;
            lanes[lane] = lane % (2 * group) < group ? source : LANES + source;
        }
        return IntVector.fromArray(INTEGERS, lanes, 0);
    }

    /**
     * Interleaves one vector of each row.
     *
     * @param rows 4, 8 or 16, and at most {@code LANES}
     * @param there how many of them are there; the last one stands for those that are not
     * @param source the rows, {@code step} apart
     * @param vectors how many vectors of the result are written, at most {@code rows}
     * @param target where they go, {@code targetStep} apart; they are written in order
     */
    void run(
            int rows,
            int there,
            float[] source,
            int from,
            int step,
            int vectors,
            float[] target,
            int to,
            int targetStep) {
        if (rows == 4) {
            joinFour(there, source, from, step, fours, 0);
            copy(vectors, target, to, targetStep);
            return;
        }
        if (rows == 8) {
            joinEight(there, source, from, step, vectors, target, to, targetStep);
            return;
        }
        for (int i = 0; i < rows; i += 8) {
            int first = Math.min(i, there - 1);
            joinEight(there - first, source, from + first * step, step, 8, eights, i * LANES, LANES);
        }
        joinHalves(vectors, target, to, targetStep);
    }

    /** Reads four rows, or those of them that are there, and joins them. */
    private static void joinFour(int there, float[] source, int from, int step, float[] target, int to) {
        IntVector row0 = fromArray(SPECIES, source, from).reinterpretAsInts();
        IntVector row1 =
                fromArray(SPECIES, source, from + Math.min(1, there - 1) * step).reinterpretAsInts();
        IntVector row2 =
                fromArray(SPECIES, source, from + Math.min(2, there - 1) * step).reinterpretAsInts();
        IntVector row3 =
                fromArray(SPECIES, source, from + Math.min(3, there - 1) * step).reinterpretAsInts();
        IntVector low01 = LOW_1.selectFrom(row0, row1);
        IntVector high01 = HIGH_1.selectFrom(row0, row1);
        IntVector low23 = LOW_1.selectFrom(row2, row3);
        IntVector high23 = HIGH_1.selectFrom(row2, row3);
        LOW_2.selectFrom(low01, low23).reinterpretAsFloats().intoArray(target, to);
        HIGH_2.selectFrom(low01, low23).reinterpretAsFloats().intoArray(target, to + LANES);
        LOW_2.selectFrom(high01, high23).reinterpretAsFloats().intoArray(target, to + 2 * LANES);
        HIGH_2.selectFrom(high01, high23).reinterpretAsFloats().intoArray(target, to + 3 * LANES);
    }

    /** Reads eight rows, or those of them that are there, and joins them. */
    private static void joinEight(
            int there, float[] source, int from, int step, int vectors, float[] target, int to, int targetStep) {
        int last = there - 1;
        IntVector row0 = fromArray(SPECIES, source, from).reinterpretAsInts();
        IntVector row1 =
                fromArray(SPECIES, source, from + Math.min(1, last) * step).reinterpretAsInts();
        IntVector row2 =
                fromArray(SPECIES, source, from + Math.min(2, last) * step).reinterpretAsInts();
        IntVector row3 =
                fromArray(SPECIES, source, from + Math.min(3, last) * step).reinterpretAsInts();
        IntVector row4 =
                fromArray(SPECIES, source, from + Math.min(4, last) * step).reinterpretAsInts();
        IntVector row5 =
                fromArray(SPECIES, source, from + Math.min(5, last) * step).reinterpretAsInts();
        IntVector row6 =
                fromArray(SPECIES, source, from + Math.min(6, last) * step).reinterpretAsInts();
        IntVector row7 =
                fromArray(SPECIES, source, from + Math.min(7, last) * step).reinterpretAsInts();
        IntVector low01 = LOW_1.selectFrom(row0, row1);
        IntVector low23 = LOW_1.selectFrom(row2, row3);
        IntVector low45 = LOW_1.selectFrom(row4, row5);
        IntVector low67 = LOW_1.selectFrom(row6, row7);
        IntVector high01 = HIGH_1.selectFrom(row0, row1);
        IntVector high23 = HIGH_1.selectFrom(row2, row3);
        IntVector high45 = HIGH_1.selectFrom(row4, row5);
        IntVector high67 = HIGH_1.selectFrom(row6, row7);
        store(LOW_2.selectFrom(low01, low23), LOW_2.selectFrom(low45, low67), 0, vectors, target, to, targetStep);
        store(HIGH_2.selectFrom(low01, low23), HIGH_2.selectFrom(low45, low67), 2, vectors, target, to, targetStep);
        store(LOW_2.selectFrom(high01, high23), LOW_2.selectFrom(high45, high67), 4, vectors, target, to, targetStep);
        store(HIGH_2.selectFrom(high01, high23), HIGH_2.selectFrom(high45, high67), 6, vectors, target, to, targetStep);
    }

    private static void store(
            IntVector one, IntVector other, int v, int vectors, float[] target, int to, int targetStep) {
        if (v < vectors) {
            LOW_4.selectFrom(one, other).reinterpretAsFloats().intoArray(target, to + v * targetStep);
        }
        if (v + 1 < vectors) {
            HIGH_4.selectFrom(one, other).reinterpretAsFloats().intoArray(target, to + (v + 1) * targetStep);
        }
    }

    /** Joins the eight vectors of the first eight rows with those of the others. */
    private void joinHalves(int vectors, float[] target, int to, int targetStep) {
        for (int v = 0; v < vectors; v += 2) {
            IntVector one = fromArray(SPECIES, eights, v / 2 * LANES).reinterpretAsInts();
            IntVector other = fromArray(SPECIES, eights, (8 + v / 2) * LANES).reinterpretAsInts();
            LOW_8.selectFrom(one, other).reinterpretAsFloats().intoArray(target, to + v * targetStep);
            if (v + 1 < vectors) {
                HIGH_8.selectFrom(one, other).reinterpretAsFloats().intoArray(target, to + (v + 1) * targetStep);
            }
        }
    }

    /** Joins the first halves of vectors that are {@code step} apart, each two of them to one vector. */
    static void joinFirstHalves(int pairs, float[] source, int from, int step, float[] target, int to) {
        int row = from;
        int pair = to;
        for (int i = 0; i < pairs; i++) {
            IntVector one = fromArray(SPECIES, source, row).reinterpretAsInts();
            IntVector other = fromArray(SPECIES, source, row + step).reinterpretAsInts();
            FIRST_HALVES.selectFrom(one, other).reinterpretAsFloats().intoArray(target, pair);
            row += 2 * step;
            pair += LANES;
        }
    }

    private void copy(int vectors, float[] target, int to, int targetStep) {
        for (int v = 0; v < vectors; v++) {
            fromArray(SPECIES, fours, v * LANES).intoArray(target, to + v * targetStep);
        }
    }
}

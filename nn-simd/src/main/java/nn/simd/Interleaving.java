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
 * out has groups of 2s. All joins are made in registers.
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

    private Interleaving() {}

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
     * Interleaves one vector of each row, and writes as many vectors.
     *
     * @param rows 4, 8 or 16, and at most {@code LANES}
     * @param there how many of them are there; the last one stands for those that are not
     * @param source the rows, {@code step} apart
     * @param target where they go, {@code targetStep} apart; they are written in order
     */
    static void run(int rows, int there, float[] source, int from, int step, float[] target, int to, int targetStep) {
        switch (rows) {
            case 4 -> joinFour(there, source, from, step, target, to, targetStep);
            case 8 -> joinEight(there, source, from, step, target, to, targetStep);
            default -> joinSixteen(there, source, from, step, target, to, targetStep);
        }
    }

    /** Reads four rows, or those of them that are there, and joins them. */
    private static void joinFour(
            int there, float[] source, int from, int step, float[] target, int to, int targetStep) {
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
        HIGH_2.selectFrom(low01, low23).reinterpretAsFloats().intoArray(target, to + targetStep);
        LOW_2.selectFrom(high01, high23).reinterpretAsFloats().intoArray(target, to + 2 * targetStep);
        HIGH_2.selectFrom(high01, high23).reinterpretAsFloats().intoArray(target, to + 3 * targetStep);
    }

    /** Reads eight rows, or those of them that are there, and joins them. */
    private static void joinEight(
            int there, float[] source, int from, int step, float[] target, int to, int targetStep) {
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
        IntVector v0Of0To3 = LOW_2.selectFrom(low01, low23);
        IntVector v1Of0To3 = HIGH_2.selectFrom(low01, low23);
        IntVector v2Of0To3 = LOW_2.selectFrom(high01, high23);
        IntVector v3Of0To3 = HIGH_2.selectFrom(high01, high23);
        IntVector v0Of4To7 = LOW_2.selectFrom(low45, low67);
        IntVector v1Of4To7 = HIGH_2.selectFrom(low45, low67);
        IntVector v2Of4To7 = LOW_2.selectFrom(high45, high67);
        IntVector v3Of4To7 = HIGH_2.selectFrom(high45, high67);
        LOW_4.selectFrom(v0Of0To3, v0Of4To7).reinterpretAsFloats().intoArray(target, to);
        HIGH_4.selectFrom(v0Of0To3, v0Of4To7).reinterpretAsFloats().intoArray(target, to + targetStep);
        LOW_4.selectFrom(v1Of0To3, v1Of4To7).reinterpretAsFloats().intoArray(target, to + 2 * targetStep);
        HIGH_4.selectFrom(v1Of0To3, v1Of4To7).reinterpretAsFloats().intoArray(target, to + 3 * targetStep);
        LOW_4.selectFrom(v2Of0To3, v2Of4To7).reinterpretAsFloats().intoArray(target, to + 4 * targetStep);
        HIGH_4.selectFrom(v2Of0To3, v2Of4To7).reinterpretAsFloats().intoArray(target, to + 5 * targetStep);
        LOW_4.selectFrom(v3Of0To3, v3Of4To7).reinterpretAsFloats().intoArray(target, to + 6 * targetStep);
        HIGH_4.selectFrom(v3Of0To3, v3Of4To7).reinterpretAsFloats().intoArray(target, to + 7 * targetStep);
    }

    /**
     * Reads sixteen rows, or those of them that are there, and joins them. All sixteen are in registers: stores in between would hold up
     * loads from rows that are a power of two apart, whose addresses end in the same bits.
     */
    private static void joinSixteen(
            int there, float[] source, int from, int step, float[] target, int to, int targetStep) {
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
        IntVector row8 =
                fromArray(SPECIES, source, from + Math.min(8, last) * step).reinterpretAsInts();
        IntVector row9 =
                fromArray(SPECIES, source, from + Math.min(9, last) * step).reinterpretAsInts();
        IntVector row10 =
                fromArray(SPECIES, source, from + Math.min(10, last) * step).reinterpretAsInts();
        IntVector row11 =
                fromArray(SPECIES, source, from + Math.min(11, last) * step).reinterpretAsInts();
        IntVector row12 =
                fromArray(SPECIES, source, from + Math.min(12, last) * step).reinterpretAsInts();
        IntVector row13 =
                fromArray(SPECIES, source, from + Math.min(13, last) * step).reinterpretAsInts();
        IntVector row14 =
                fromArray(SPECIES, source, from + Math.min(14, last) * step).reinterpretAsInts();
        IntVector row15 =
                fromArray(SPECIES, source, from + Math.min(15, last) * step).reinterpretAsInts();
        IntVector v0Of0To1 = LOW_1.selectFrom(row0, row1);
        IntVector v1Of0To1 = HIGH_1.selectFrom(row0, row1);
        IntVector v0Of2To3 = LOW_1.selectFrom(row2, row3);
        IntVector v1Of2To3 = HIGH_1.selectFrom(row2, row3);
        IntVector v0Of4To5 = LOW_1.selectFrom(row4, row5);
        IntVector v1Of4To5 = HIGH_1.selectFrom(row4, row5);
        IntVector v0Of6To7 = LOW_1.selectFrom(row6, row7);
        IntVector v1Of6To7 = HIGH_1.selectFrom(row6, row7);
        IntVector v0Of8To9 = LOW_1.selectFrom(row8, row9);
        IntVector v1Of8To9 = HIGH_1.selectFrom(row8, row9);
        IntVector v0Of10To11 = LOW_1.selectFrom(row10, row11);
        IntVector v1Of10To11 = HIGH_1.selectFrom(row10, row11);
        IntVector v0Of12To13 = LOW_1.selectFrom(row12, row13);
        IntVector v1Of12To13 = HIGH_1.selectFrom(row12, row13);
        IntVector v0Of14To15 = LOW_1.selectFrom(row14, row15);
        IntVector v1Of14To15 = HIGH_1.selectFrom(row14, row15);
        IntVector v0Of0To3 = LOW_2.selectFrom(v0Of0To1, v0Of2To3);
        IntVector v1Of0To3 = HIGH_2.selectFrom(v0Of0To1, v0Of2To3);
        IntVector v2Of0To3 = LOW_2.selectFrom(v1Of0To1, v1Of2To3);
        IntVector v3Of0To3 = HIGH_2.selectFrom(v1Of0To1, v1Of2To3);
        IntVector v0Of4To7 = LOW_2.selectFrom(v0Of4To5, v0Of6To7);
        IntVector v1Of4To7 = HIGH_2.selectFrom(v0Of4To5, v0Of6To7);
        IntVector v2Of4To7 = LOW_2.selectFrom(v1Of4To5, v1Of6To7);
        IntVector v3Of4To7 = HIGH_2.selectFrom(v1Of4To5, v1Of6To7);
        IntVector v0Of8To11 = LOW_2.selectFrom(v0Of8To9, v0Of10To11);
        IntVector v1Of8To11 = HIGH_2.selectFrom(v0Of8To9, v0Of10To11);
        IntVector v2Of8To11 = LOW_2.selectFrom(v1Of8To9, v1Of10To11);
        IntVector v3Of8To11 = HIGH_2.selectFrom(v1Of8To9, v1Of10To11);
        IntVector v0Of12To15 = LOW_2.selectFrom(v0Of12To13, v0Of14To15);
        IntVector v1Of12To15 = HIGH_2.selectFrom(v0Of12To13, v0Of14To15);
        IntVector v2Of12To15 = LOW_2.selectFrom(v1Of12To13, v1Of14To15);
        IntVector v3Of12To15 = HIGH_2.selectFrom(v1Of12To13, v1Of14To15);
        IntVector v0Of0To7 = LOW_4.selectFrom(v0Of0To3, v0Of4To7);
        IntVector v1Of0To7 = HIGH_4.selectFrom(v0Of0To3, v0Of4To7);
        IntVector v2Of0To7 = LOW_4.selectFrom(v1Of0To3, v1Of4To7);
        IntVector v3Of0To7 = HIGH_4.selectFrom(v1Of0To3, v1Of4To7);
        IntVector v4Of0To7 = LOW_4.selectFrom(v2Of0To3, v2Of4To7);
        IntVector v5Of0To7 = HIGH_4.selectFrom(v2Of0To3, v2Of4To7);
        IntVector v6Of0To7 = LOW_4.selectFrom(v3Of0To3, v3Of4To7);
        IntVector v7Of0To7 = HIGH_4.selectFrom(v3Of0To3, v3Of4To7);
        IntVector v0Of8To15 = LOW_4.selectFrom(v0Of8To11, v0Of12To15);
        IntVector v1Of8To15 = HIGH_4.selectFrom(v0Of8To11, v0Of12To15);
        IntVector v2Of8To15 = LOW_4.selectFrom(v1Of8To11, v1Of12To15);
        IntVector v3Of8To15 = HIGH_4.selectFrom(v1Of8To11, v1Of12To15);
        IntVector v4Of8To15 = LOW_4.selectFrom(v2Of8To11, v2Of12To15);
        IntVector v5Of8To15 = HIGH_4.selectFrom(v2Of8To11, v2Of12To15);
        IntVector v6Of8To15 = LOW_4.selectFrom(v3Of8To11, v3Of12To15);
        IntVector v7Of8To15 = HIGH_4.selectFrom(v3Of8To11, v3Of12To15);
        LOW_8.selectFrom(v0Of0To7, v0Of8To15).reinterpretAsFloats().intoArray(target, to);
        HIGH_8.selectFrom(v0Of0To7, v0Of8To15).reinterpretAsFloats().intoArray(target, to + targetStep);
        LOW_8.selectFrom(v1Of0To7, v1Of8To15).reinterpretAsFloats().intoArray(target, to + 2 * targetStep);
        HIGH_8.selectFrom(v1Of0To7, v1Of8To15).reinterpretAsFloats().intoArray(target, to + 3 * targetStep);
        LOW_8.selectFrom(v2Of0To7, v2Of8To15).reinterpretAsFloats().intoArray(target, to + 4 * targetStep);
        HIGH_8.selectFrom(v2Of0To7, v2Of8To15).reinterpretAsFloats().intoArray(target, to + 5 * targetStep);
        LOW_8.selectFrom(v3Of0To7, v3Of8To15).reinterpretAsFloats().intoArray(target, to + 6 * targetStep);
        HIGH_8.selectFrom(v3Of0To7, v3Of8To15).reinterpretAsFloats().intoArray(target, to + 7 * targetStep);
        LOW_8.selectFrom(v4Of0To7, v4Of8To15).reinterpretAsFloats().intoArray(target, to + 8 * targetStep);
        HIGH_8.selectFrom(v4Of0To7, v4Of8To15).reinterpretAsFloats().intoArray(target, to + 9 * targetStep);
        LOW_8.selectFrom(v5Of0To7, v5Of8To15).reinterpretAsFloats().intoArray(target, to + 10 * targetStep);
        HIGH_8.selectFrom(v5Of0To7, v5Of8To15).reinterpretAsFloats().intoArray(target, to + 11 * targetStep);
        LOW_8.selectFrom(v6Of0To7, v6Of8To15).reinterpretAsFloats().intoArray(target, to + 12 * targetStep);
        HIGH_8.selectFrom(v6Of0To7, v6Of8To15).reinterpretAsFloats().intoArray(target, to + 13 * targetStep);
        LOW_8.selectFrom(v7Of0To7, v7Of8To15).reinterpretAsFloats().intoArray(target, to + 14 * targetStep);
        HIGH_8.selectFrom(v7Of0To7, v7Of8To15).reinterpretAsFloats().intoArray(target, to + 15 * targetStep);
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
}

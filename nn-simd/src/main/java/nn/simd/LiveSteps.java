package nn.simd;

import static jdk.incubator.vector.FloatVector.fromArray;
import static nn.simd.Width.INTEGERS;
import static nn.simd.Width.LANES;
import static nn.simd.Width.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.IntVector;

/**
 * The steps over k that one panel of A needs. A step at which all its rows are +0 adds +0 or −0 to each chain, as long as B is finite
 * there; no chain notices, since a result that is zero is stored as +0. Images with a blank border, categories as
 * columns, and counts of words have many such steps.
 */
final class LiveSteps {

    /** Where more than this part of the steps is needed, the others are not worth leaving out. */
    private static final float MOST = 0.9f;

    private static final IntVector EVEN = everyOther(0);
    private static final IntVector ODD = everyOther(1);
    private static final IntVector NONE = IntVector.zero(INTEGERS);

    private int[] rows = {};
    private int count;

    /** For each step an int that is 0 only if all its elements are +0. */
    private int[] any = {};

    /** Whether {@code rows} has all steps, how many of them, and the distance of the rows: they need not be written again then. */
    private boolean all;

    private int length;
    private int distance;

    private static IntVector everyOther(int first) {
        int[] lanes = new int[LANES];
        Arrays.setAll(lanes, lane -> 2 * lane + first);
        return IntVector.fromArray(INTEGERS, lanes, 0);
    }

    /** How many steps there are. */
    int count() {
        return count;
    }

    /** For each step, where the row of B is that it needs. */
    int[] rows() {
        return rows;
    }

    /** Whether steps are left out. */
    boolean leavesOut() {
        return !all;
    }

    /**
     * All steps.
     *
     * @param kc how many
     * @param bStep distance in B from one k to the next
     */
    void takeAll(int kc, int bStep) {
        if (!all || distance != bStep || length < kc) {
            reserve(kc);
            for (int p = 0; p < kc; p++) {
                rows[p] = p * bStep;
            }
            length = kc;
            distance = bStep;
            all = true;
        }
        count = kc;
    }

    /**
     * Looks for steps in the rows of A, each of which lies in one piece.
     *
     * @param kc at least as many as a vector has lanes
     * @param step distance from one row to the next
     */
    void findInRows(int rows, int kc, float[] source, int from, int step) {
        reserve(kc);
        for (int p = 0; p < kc; p += LANES) {
            int first = Math.min(p, kc - LANES);
            IntVector bits = fromArray(SPECIES, source, from + first).reinterpretAsInts();
            for (int i = 1; i < rows; i++) {
                bits = fromArray(SPECIES, source, from + i * step + first)
                        .reinterpretAsInts()
                        .or(bits);
            }
            NONE.or(bits).intoArray(any, first);
        }
    }

    /**
     * Looks for steps in a packed panel of four or eight rows.
     *
     * @param panel with room for a multiple of {@code LANES} steps
     */
    void findInPanel(int width, int kc, float[] panel) {
        reserve(kc);
        if (width == 8) {
            findInEight(kc, panel);
        } else {
            findInFour(kc, panel);
        }
    }

    /** Ors each lane with its neighbour, three times; what is left of eight vectors has one lane for each step, in order. */
    private void findInEight(int kc, float[] panel) {
        for (int p = 0; p < kc; p += LANES) {
            int at = p * 8;
            IntVector v0 = fromArray(SPECIES, panel, at).reinterpretAsInts();
            IntVector v1 = fromArray(SPECIES, panel, at + LANES).reinterpretAsInts();
            IntVector v2 = fromArray(SPECIES, panel, at + 2 * LANES).reinterpretAsInts();
            IntVector v3 = fromArray(SPECIES, panel, at + 3 * LANES).reinterpretAsInts();
            IntVector v4 = fromArray(SPECIES, panel, at + 4 * LANES).reinterpretAsInts();
            IntVector v5 = fromArray(SPECIES, panel, at + 5 * LANES).reinterpretAsInts();
            IntVector v6 = fromArray(SPECIES, panel, at + 6 * LANES).reinterpretAsInts();
            IntVector v7 = fromArray(SPECIES, panel, at + 7 * LANES).reinterpretAsInts();
            IntVector v01 = EVEN.selectFrom(v0, v1).or(ODD.selectFrom(v0, v1));
            IntVector v23 = EVEN.selectFrom(v2, v3).or(ODD.selectFrom(v2, v3));
            IntVector v45 = EVEN.selectFrom(v4, v5).or(ODD.selectFrom(v4, v5));
            IntVector v67 = EVEN.selectFrom(v6, v7).or(ODD.selectFrom(v6, v7));
            IntVector v03 = EVEN.selectFrom(v01, v23).or(ODD.selectFrom(v01, v23));
            IntVector v47 = EVEN.selectFrom(v45, v67).or(ODD.selectFrom(v45, v67));
            EVEN.selectFrom(v03, v47).or(ODD.selectFrom(v03, v47)).intoArray(any, p);
        }
    }

    private void findInFour(int kc, float[] panel) {
        for (int p = 0; p < kc; p += LANES) {
            int at = p * 4;
            IntVector v0 = fromArray(SPECIES, panel, at).reinterpretAsInts();
            IntVector v1 = fromArray(SPECIES, panel, at + LANES).reinterpretAsInts();
            IntVector v2 = fromArray(SPECIES, panel, at + 2 * LANES).reinterpretAsInts();
            IntVector v3 = fromArray(SPECIES, panel, at + 3 * LANES).reinterpretAsInts();
            IntVector v01 = EVEN.selectFrom(v0, v1).or(ODD.selectFrom(v0, v1));
            IntVector v23 = EVEN.selectFrom(v2, v3).or(ODD.selectFrom(v2, v3));
            EVEN.selectFrom(v01, v23).or(ODD.selectFrom(v01, v23)).intoArray(any, p);
        }
    }

    /**
     * Takes the steps that were found, and moves them together in the panel.
     *
     * @param bStep distance in B from one k to the next
     * @param panel with room for {@code LANES} elements more
     */
    void take(int kc, int bStep, float[] panel, int width) {
        if (live(kc) > kc * MOST) {
            takeAll(kc, bStep);
            return;
        }
        int live = 0;
        for (int p = 0; p < kc; p++) {
            int bits = any[p];
            any[live] = p; // from here on, any lists the steps
            live += oneIfAny(bits);
        }
        for (int i = 0; i < live; i++) {
            int p = any[i];
            fromArray(SPECIES, panel, p * width).intoArray(panel, i * width);
            rows[i] = p * bStep;
        }
        count = live;
        all = false;
    }

    private int live(int kc) {
        int live = 0;
        for (int p = 0; p < kc; p++) {
            live += oneIfAny(any[p]);
        }
        return live;
    }

    /** 1 unless all bits are 0, without a branch that nobody could predict. */
    private static int oneIfAny(int bits) {
        return (bits | -bits) >>> (Integer.SIZE - 1);
    }

    private void reserve(int kc) {
        if (rows.length < kc) {
            rows = new int[kc];
            any = new int[kc + LANES];
            length = 0;
        }
    }
}

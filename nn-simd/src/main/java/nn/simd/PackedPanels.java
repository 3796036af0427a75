package nn.simd;

import static jdk.incubator.vector.FloatVector.SPECIES_128;
import static jdk.incubator.vector.FloatVector.fromArray;
import static nn.simd.Width.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * Part of an operand, copied into the order in which the micro-kernel reads it. A panel is {@code width} rows of op(A), or
 * columns of op(B), stored index k by index k: what one step of the micro-kernel needs lies side by side. The last panel ends
 * at the last row (column), overlapping the one before. Only where there are fewer rows than a panel is wide, the rest stays
 * whatever it is, and reaches elements of a tile that nobody stores.
 *
 * <p>Panels are filled four rows (columns) at a time, whatever the width of the machine's vectors.
 */
final class PackedPanels {

    /** Rows (columns) that are packed together; the width of a panel is a multiple. */
    private static final int GROUP = 4;

    private static final VectorShuffle<Float> SWAP_NEIGHBOURS = VectorShuffle.fromValues(SPECIES_128, 1, 0, 3, 2);
    private static final VectorShuffle<Float> SWAP_HALVES = VectorShuffle.fromValues(SPECIES_128, 2, 3, 0, 1);
    private static final VectorMask<Float> ODD = VectorMask.fromLong(SPECIES_128, 0b1010);
    private static final VectorMask<Float> UPPER = VectorMask.fromLong(SPECIES_128, 0b1100);

    private final int width;
    private float[] panels = {};

    PackedPanels(int width) {
        this.width = width;
    }

    /** The panels; one of length kc has {@code width·kc} floats. */
    float[] array() {
        return panels;
    }

    /**
     * Packs {@code count} rows of op(A), or columns of op(B), of length {@code kc}. One of the two steps is 1.
     *
     * @param from index of the first element in {@code source}
     * @param step distance from one of the rows (columns) to the next
     * @param stepInK distance from one k to the next
     */
    void pack(int count, int kc, float[] source, int from, int step, int stepInK) {
        int size = Math.ceilDiv(count, width) * width * kc;
        if (panels.length < size) {
            panels = new float[size];
        }
        for (int i = 0; i < count; i += width) {
            int first = firstOf(i, count, width);
            packPanel(Math.min(width, count), kc, source, from + first * step, step, stepInK, i * kc);
        }
    }

    /** The first row (column) of the panel for row i: the last panel ends at the last row, if there are enough. */
    static int firstOf(int i, int count, int width) {
        return Math.max(0, Math.min(i, count - width));
    }

    private void packPanel(int used, int kc, float[] source, int from, int step, int stepInK, int target) {
        if (step == 1 && used == BlockSizes.NR) {
            copyVectors(kc, source, from, stepInK, target);
            return;
        }
        int i = 0;
        for (; i <= used - GROUP; i += GROUP) {
            if (step == 1) {
                copyGroup(kc, source, from + i, stepInK, target + i);
            } else if (kc >= GROUP) {
                transposeGroup(kc, source, from + i * step, step, target + i);
            } else {
                packSingly(GROUP, kc, source, from + i * step, step, stepInK, target + i);
            }
        }
        packSingly(used - i, kc, source, from + i * step, step, stepInK, target + i);
    }

    /** Packs a panel of B whose columns lie side by side in the source too. */
    private void copyVectors(int kc, float[] source, int from, int stepInK, int target) {
        int row = from;
        for (int p = 0; p < kc; p++) {
            int to = target + p * BlockSizes.NR;
            fromArray(SPECIES, source, row).intoArray(panels, to);
            fromArray(SPECIES, source, row + Width.LANES).intoArray(panels, to + Width.LANES);
            row += stepInK;
        }
    }

    /** Packs four rows (columns) that lie side by side in the source too. */
    private void copyGroup(int kc, float[] source, int from, int stepInK, int target) {
        int row = from;
        int to = target;
        for (int p = 0; p < kc; p++) {
            fromArray(SPECIES_128, source, row).intoArray(panels, to);
            row += stepInK;
            to += width;
        }
    }

    /** Packs four rows of the source, four k at a time: exchanges neighbours between two rows, then halves. */
    private void transposeGroup(int kc, float[] source, int from, int step, int target) {
        for (int next = 0; next < kc; next += GROUP) {
            int p = firstOf(next, kc, GROUP); // the last four end at kc
            int row = from + p;
            FloatVector row0 = fromArray(SPECIES_128, source, row);
            FloatVector row1 = fromArray(SPECIES_128, source, row + step);
            FloatVector row2 = fromArray(SPECIES_128, source, row + 2 * step);
            FloatVector row3 = fromArray(SPECIES_128, source, row + 3 * step);
            FloatVector even01 = row0.blend(row1.rearrange(SWAP_NEIGHBOURS), ODD);
            FloatVector odd01 = row0.rearrange(SWAP_NEIGHBOURS).blend(row1, ODD);
            FloatVector even23 = row2.blend(row3.rearrange(SWAP_NEIGHBOURS), ODD);
            FloatVector odd23 = row2.rearrange(SWAP_NEIGHBOURS).blend(row3, ODD);
            int to = target + p * width;
            even01.blend(even23.rearrange(SWAP_HALVES), UPPER).intoArray(panels, to);
            odd01.blend(odd23.rearrange(SWAP_HALVES), UPPER).intoArray(panels, to + width);
            even01.rearrange(SWAP_HALVES).blend(even23, UPPER).intoArray(panels, to + 2 * width);
            odd01.rearrange(SWAP_HALVES).blend(odd23, UPPER).intoArray(panels, to + 3 * width);
        }
    }

    /** Packs up to four rows (columns) element by element. */
    private void packSingly(int count, int kc, float[] source, int from, int step, int stepInK, int target) {
        for (int i = 0; i < count; i++) {
            int row = from + i * step;
            int to = target + i;
            for (int p = 0; p < kc; p++) {
                panels[to] = source[row];
                row += stepInK;
                to += width;
            }
        }
    }
}

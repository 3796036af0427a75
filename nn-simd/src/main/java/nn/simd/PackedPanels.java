package nn.simd;

import static jdk.incubator.vector.FloatVector.fromArray;
import static nn.simd.Width.LANES;
import static nn.simd.Width.SPECIES;

/**
 * Part of an operand, copied into the order in which the micro-kernel reads it. A panel is {@code width} rows of op(A), or
 * columns of op(B), stored index k by index k: what one step of the micro-kernel needs lies side by side. The last panel ends
 * at the last row (column), overlapping the one before. Only where there are fewer rows than a panel is wide, the rest is
 * whatever it is, and reaches elements of a tile that nobody stores.
 *
 * <p>Panels are written in order, whole vectors at a time: what a vector holds beyond the width of its panel is overwritten
 * by the next one.
 */
final class PackedPanels {

    private final Interleaving interleaving = new Interleaving();
    private float[] panels = {};

    /** The panels, one after the other. */
    float[] array() {
        return panels;
    }

    /** The distance of two panels: a little more than their size, so that neighbours do not compete for lines of a cache. */
    static int distance(int width, int kc) {
        return width * kc + LANES;
    }

    /**
     * Packs {@code count} rows of op(A), or columns of op(B), of length {@code kc}. One of the two steps is 1.
     *
     * @param width of a panel
     * @param from index of the first element in {@code source}
     * @param step distance from one of the rows (columns) to the next
     * @param stepInK distance from one k to the next
     */
    void pack(int width, int count, int kc, float[] source, int from, int step, int stepInK) {
        int panelCount = Math.ceilDiv(count, width);
        reserve(panelCount, width, kc);
        for (int i = 0; i < panelCount; i++) {
            packPanel(
                    i,
                    width,
                    Math.min(width, count),
                    kc,
                    source,
                    from + firstOf(i * width, count, width) * step,
                    step,
                    stepInK);
        }
    }

    /** Makes room for so many panels. */
    void reserve(int count, int width, int kc) {
        int size = count * distance(width, kc);
        if (panels.length < size) {
            panels = new float[size];
        }
    }

    /**
     * Packs one panel.
     *
     * @param panel its index
     * @param used how many of its {@code width} rows (columns) are there
     */
    void packPanel(int panel, int width, int used, int kc, float[] source, int from, int step, int stepInK) {
        int target = panel * distance(width, kc);
        if (step != 1) {
            interleave(used, width, kc, source, from, step, target);
        } else if (used == width && width == 2 * LANES) {
            copyTwoVectors(kc, source, from, stepInK, target);
        } else if (used == width && width == LANES) {
            copyVector(kc, source, from, stepInK, target);
        } else if (used == width && width == LANES / 2) {
            copyHalves(kc, source, from, stepInK, target);
        } else {
            copyAny(used, width, kc, source, from, stepInK, target);
        }
    }

    /** The first row (column) of the panel for row i: the last panel ends at the last row, if there are enough. */
    static int firstOf(int i, int count, int width) {
        return Math.max(0, Math.min(i, count - width));
    }

    private void copyTwoVectors(int kc, float[] source, int from, int stepInK, int target) {
        int row = from;
        int to = target;
        for (int p = 0; p < kc; p++) {
            fromArray(SPECIES, source, row).intoArray(panels, to);
            fromArray(SPECIES, source, row + LANES).intoArray(panels, to + LANES);
            row += stepInK;
            to += 2 * LANES;
        }
    }

    private void copyVector(int kc, float[] source, int from, int stepInK, int target) {
        int row = from;
        int to = target;
        for (int p = 0; p < kc; p++) {
            fromArray(SPECIES, source, row).intoArray(panels, to);
            row += stepInK;
            to += LANES;
        }
    }

    /** Packs one panel of half a vector's width, two k at a time where both can be read as whole vectors. */
    private void copyHalves(int kc, float[] source, int from, int stepInK, int target) {
        int wholeVectors = Math.ceilDiv(source.length - LANES + 1 - from, stepInK);
        int pairs = Math.clamp(wholeVectors, 0, kc) / 2;
        Interleaving.joinFirstHalves(pairs, source, from, stepInK, panels, target);
        int done = 2 * pairs;
        copyAny(LANES / 2, LANES / 2, kc - done, source, from + done * stepInK, stepInK, target + pairs * LANES);
    }

    /** Packs one panel of any width; of its rows (columns), {@code used} are there. */
    private void copyAny(int used, int width, int kc, float[] source, int from, int stepInK, int target) {
        int row = from;
        int to = target;
        for (int p = 0; p < kc; p++) {
            int j = 0;
            for (; j < used && row + j <= source.length - LANES; j += LANES) {
                fromArray(SPECIES, source, row + j).intoArray(panels, to + j);
            }
            if (j < used) {
                System.arraycopy(source, row + j, panels, to + j, used - j);
            }
            row += stepInK;
            to += width;
        }
    }

    /** Packs rows (columns) each of which lies in one piece in the source. */
    private void interleave(int used, int width, int kc, float[] source, int from, int step, int target) {
        int rows = Math.min(LANES, Integer.highestOneBit(width) == width ? width : LANES);
        for (int j = 0; j < used; j += rows) {
            int there = Math.min(rows, used - j);
            for (int p = 0; p < kc; p += LANES) {
                int first = firstOf(p, kc, LANES); // the last vectors end at kc
                int row = from + j * step + first;
                int to = target + first * width + j;
                if (row + (there - 1) * step > source.length - LANES) {
                    packSingly(there, kc - first, source, row, step, to, width);
                } else if (rows < LANES) { // a vector of the result holds several k
                    int vectors = Math.ceilDiv(Math.min(LANES, kc) * rows, LANES);
                    interleaving.run(rows, there, source, row, step, vectors, panels, to, LANES);
                } else {
                    interleaving.run(rows, there, source, row, step, Math.min(LANES, kc), panels, to, width);
                }
            }
        }
    }

    /** Packs a corner that is too small for vectors. */
    private void packSingly(int lanes, int kc, float[] source, int from, int step, int target, int width) {
        for (int i = 0; i < lanes; i++) {
            int to = target + i;
            for (int p = 0; p < kc; p++) {
                panels[to] = source[from + i * step + p];
                to += width;
            }
        }
    }
}

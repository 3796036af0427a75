package nn.simd;

import static jdk.incubator.vector.FloatVector.fromArray;
import static nn.simd.Width.LANES;
import static nn.simd.Width.SPECIES;

import java.util.Arrays;

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

    private float[][] panels = {};

    /** A panel, from index 0 on. */
    float[] panel(int i) {
        return panels[i];
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
        for (int i = 0; i * width < count; i++) {
            int first = from + firstOf(i * width, count, width) * step;
            packPanel(i, width, Math.min(width, count), kc, source, first, step, stepInK);
        }
    }

    /**
     * Packs {@code count} rows of op(A), or columns of op(B), as {@link #pack} does, but where they lie side by side all panels at once,
     * one k after the other, so that the source is read in the order in which it lies in memory.
     *
     * @param width of a panel, two vectors
     * @param count a multiple of the width
     */
    void packAcross(int width, int count, int kc, float[] source, int from, int step, int stepInK) {
        if (step != 1) {
            pack(width, count, kc, source, from, step, stepInK);
            return;
        }
        for (int i = 0; i * width < count; i++) {
            reserve(i, width, kc);
        }
        int row = from;
        for (int p = 0; p < kc; p++) {
            copyAcross(count / width, source, row, p * width);
            row += stepInK;
        }
    }

    /**
     * Packs one panel.
     *
     * @param panel its index
     * @param used how many of its {@code width} rows (columns) are there
     */
    void packPanel(int panel, int width, int used, int kc, float[] source, int from, int step, int stepInK) {
        float[] target = reserve(panel, width, kc);
        if (step != 1) {
            interleave(used, width, kc, source, from, step, target);
        } else if (used == width && width == 2 * LANES) {
            copyTwoVectors(kc, source, from, stepInK, target);
        } else if (used == width && width == LANES) {
            copyVector(kc, source, from, stepInK, target);
        } else if (used == width && width == LANES / 2) {
            copyHalves(kc, source, from, stepInK, target);
        } else {
            copyAny(used, width, kc, source, from, stepInK, target, 0);
        }
    }

    /** Makes room for a panel: vectors may reach beyond its end, and steps are looked at in groups of as many as a vector has lanes. */
    float[] reserve(int panel, int width, int kc) {
        if (panel >= panels.length) {
            int before = panels.length;
            panels = Arrays.copyOf(panels, Math.max(panel + 1, 2 * before));
            Arrays.fill(panels, before, panels.length, new float[0]);
        }
        int size = width * Math.ceilDiv(kc, LANES) * LANES + LANES;
        if (panels[panel].length < size) {
            panels[panel] = new float[size];
        }
        return panels[panel];
    }

    /** The first row (column) of the panel for row i: the last panel ends at the last row, if there are enough. */
    static int firstOf(int i, int count, int width) {
        return Math.max(0, Math.min(i, count - width));
    }

    private void copyAcross(int count, float[] source, int from, int to) {
        int at = from;
        for (int i = 0; i < count; i++) {
            fromArray(SPECIES, source, at).intoArray(panels[i], to);
            fromArray(SPECIES, source, at + LANES).intoArray(panels[i], to + LANES);
            at += 2 * LANES;
        }
    }

    private void copyTwoVectors(int kc, float[] source, int from, int stepInK, float[] target) {
        int row = from;
        int to = 0;
        for (int p = 0; p < kc; p++) {
            fromArray(SPECIES, source, row).intoArray(target, to);
            fromArray(SPECIES, source, row + LANES).intoArray(target, to + LANES);
            row += stepInK;
            to += 2 * LANES;
        }
    }

    private void copyVector(int kc, float[] source, int from, int stepInK, float[] target) {
        int row = from;
        int to = 0;
        for (int p = 0; p < kc; p++) {
            fromArray(SPECIES, source, row).intoArray(target, to);
            row += stepInK;
            to += LANES;
        }
    }

    /** Packs one panel of half a vector's width, two k at a time where both can be read as whole vectors. */
    private void copyHalves(int kc, float[] source, int from, int stepInK, float[] target) {
        int wholeVectors = Math.ceilDiv(source.length - LANES + 1 - from, stepInK);
        int pairs = Math.clamp(wholeVectors, 0, kc) / 2;
        Interleaving.joinFirstHalves(pairs, source, from, stepInK, target, 0);
        int done = 2 * pairs;
        copyAny(LANES / 2, LANES / 2, kc - done, source, from + done * stepInK, stepInK, target, pairs * LANES);
    }

    /** Packs one panel of any width; of its rows (columns), {@code used} are there. */
    private void copyAny(
            int used, int width, int kc, float[] source, int from, int stepInK, float[] target, int first) {
        int row = from;
        int to = first;
        for (int p = 0; p < kc; p++) {
            int j = 0;
            for (; j < used && row + j <= source.length - LANES; j += LANES) {
                fromArray(SPECIES, source, row + j).intoArray(target, to + j);
            }
            if (j < used) {
                System.arraycopy(source, row + j, target, to + j, used - j);
            }
            row += stepInK;
            to += width;
        }
    }

    /** Packs rows (columns) each of which lies in one piece in the source. */
    private void interleave(int used, int width, int kc, float[] source, int from, int step, float[] target) {
        int rows = Math.min(LANES, Integer.highestOneBit(width) == width ? width : LANES);
        for (int j = 0; j < used; j += rows) {
            int there = Math.min(rows, used - j);
            for (int p = 0; p < kc; p += LANES) {
                int first = firstOf(p, kc, LANES); // the last vectors end at kc
                int row = from + j * step + first;
                int to = first * width + j;
                if (row + (there - 1) * step > source.length - LANES) {
                    packSingly(there, kc - first, source, row, step, target, to, width);
                } else { // a vector of the result holds several k if there are fewer rows than lanes
                    Interleaving.run(rows, there, source, row, step, target, to, rows < LANES ? LANES : width);
                }
            }
        }
    }

    /** Packs a corner that is too small for vectors. */
    private void packSingly(
            int lanes, int kc, float[] source, int from, int step, float[] target, int first, int width) {
        for (int i = 0; i < lanes; i++) {
            int to = first + i;
            for (int p = 0; p < kc; p++) {
                target[to] = source[from + i * step + p];
                to += width;
            }
        }
    }
}

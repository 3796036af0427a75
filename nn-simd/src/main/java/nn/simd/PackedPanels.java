package nn.simd;

import static jdk.incubator.vector.FloatVector.fromArray;
import static nn.simd.Width.HALF;
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

    /** Panels that are filled together. */
    private static final int TOGETHER = 8;

    private final SquareTranspose square = new SquareTranspose();
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
        int size = Math.ceilDiv(count, width) * distance(width, kc);
        if (panels.length < size) {
            panels = new float[size];
        }
        if (step != 1) {
            for (int i = 0; i < count; i += width) {
                int first = from + firstOf(i, count, width) * step;
                int target = i / width * distance(width, kc);
                for (int j = 0; j < Math.min(width, count); j += LANES) {
                    int lanes = Math.min(LANES, Math.min(width, count) - j);
                    transpose(lanes, kc, source, first + j * step, step, target + j, width);
                }
            }
            return;
        }
        int piece = width == HALF.length() ? width : LANES;
        int whole = width % piece == 0 ? count / width : 0;
        for (int i = 0; i < whole; i += TOGETHER) {
            int together = Math.min(TOGETHER, whole - i);
            int target = i * distance(width, kc);
            if (piece == LANES) {
                copyVectors(together, width, kc, source, from + i * width, stepInK, target);
            } else {
                copyHalves(together, width, kc, source, from + i * width, stepInK, target);
            }
        }
        for (int i = whole * width; i < count; i += width) {
            int first = from + firstOf(i, count, width);
            copyOne(Math.min(width, count), width, kc, source, first, stepInK, i / width * distance(width, kc));
        }
    }

    /** The first row (column) of the panel for row i: the last panel ends at the last row, if there are enough. */
    static int firstOf(int i, int count, int width) {
        return Math.max(0, Math.min(i, count - width));
    }

    /** Packs some panels together, so that the source is read in long pieces; their width is a multiple of a vector's. */
    private void copyVectors(int count, int width, int kc, float[] source, int from, int stepInK, int target) {
        int distance = distance(width, kc);
        for (int p = 0; p < kc; p++) {
            int row = from + p * stepInK;
            int to = target + p * width;
            for (int i = 0; i < count; i++) {
                for (int j = 0; j < width; j += LANES) {
                    fromArray(SPECIES, source, row).intoArray(panels, to + j);
                    row += LANES;
                }
                to += distance;
            }
        }
    }

    /** Packs panels likewise that are half as wide as a vector. */
    private void copyHalves(int count, int width, int kc, float[] source, int from, int stepInK, int target) {
        int distance = distance(width, kc);
        for (int p = 0; p < kc; p++) {
            int row = from + p * stepInK;
            int to = target + p * width;
            for (int i = 0; i < count; i++) {
                fromArray(HALF, source, row).intoArray(panels, to);
                row += width;
                to += distance;
            }
        }
    }

    /** Packs one panel of any width; of its rows (columns), {@code used} are there. */
    private void copyOne(int used, int width, int kc, float[] source, int from, int stepInK, int target) {
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

    /** Packs up to a vector of rows (columns), each of which lies in one piece in the source. */
    private void transpose(int lanes, int kc, float[] source, int from, int step, int target, int width) {
        int p = 0;
        if (width <= HALF.length()) {
            for (; p <= kc - 2 * LANES; p += 2 * LANES) {
                square.readInPairs(lanes, source, from + p, step);
                storeInPairs(square.transpose(), target + p * width, width);
            }
        }
        for (; p < kc; p += LANES) {
            int first = firstOf(p, kc, LANES); // the last square ends at kc
            int row = from + first;
            if (row + (lanes - 1) * step > source.length - LANES) {
                packSingly(lanes, kc - first, source, row, step, target + first * width, width);
            } else {
                square.read(lanes, source, row, step);
                store(Math.min(LANES, kc), square.transpose(), target + first * width, width);
            }
        }
    }

    private void store(int n, float[] transposed, int target, int width) {
        for (int q = 0; q < n; q++) {
            fromArray(SPECIES, transposed, q * LANES).intoArray(panels, target + q * width);
        }
    }

    /** Stores the lower half of each row, and the upper one a vector's length of k later. */
    private void storeInPairs(float[] transposed, int target, int width) {
        for (int q = 0; q < LANES; q++) {
            fromArray(HALF, transposed, q * LANES).intoArray(panels, target + q * width);
        }
        int later = target + LANES * width;
        for (int q = 0; q < LANES; q++) {
            fromArray(HALF, transposed, q * LANES + HALF.length()).intoArray(panels, later + q * width);
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

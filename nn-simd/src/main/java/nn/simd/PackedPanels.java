package nn.simd;

import java.util.Arrays;

/**
 * Part of an operand, copied into the order in which {@link MicroKernel12x2} reads it. A panel is {@code width} rows of
 * op(A), or columns of op(B), stored index k by index k: what one step of the micro-kernel needs lies side by side. The
 * last panel is filled up with zeros, which only reach elements of a tile that nobody stores.
 */
final class PackedPanels {

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
     * Packs {@code count} rows of op(A), or columns of op(B), of length {@code kc}.
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
            int used = Math.min(width, count - i);
            int panel = i * kc;
            if (used < width) {
                Arrays.fill(panels, panel, panel + width * kc, 0);
            }
            if (step == 1) {
                copy(used, kc, source, from + i, stepInK, panel);
            } else {
                transpose(used, kc, source, from + i * step, step, stepInK, panel);
            }
        }
    }

    /** Packs what lies side by side in the source too. */
    private void copy(int used, int kc, float[] source, int from, int stepInK, int panel) {
        for (int p = 0; p < kc; p++) {
            System.arraycopy(source, from + p * stepInK, panels, panel + p * width, used);
        }
    }

    private void transpose(int used, int kc, float[] source, int from, int step, int stepInK, int panel) {
        for (int i = 0; i < used; i++) {
            int row = from + i * step;
            for (int p = 0; p < kc; p++) {
                panels[panel + p * width + i] = source[row + p * stepInK];
            }
        }
    }
}

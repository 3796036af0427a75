package nn.simd;

import java.util.Arrays;

/** Packed panels of A, each with the steps over k that it needs. */
final class SteppedPanels {

    /** After so many panels in vain the others are not looked at: where zeros are rare, looking costs up to an eighth of a product. */
    private static final int MOST_IN_VAIN = 4;

    private final PackedPanels panels = new PackedPanels();
    private LiveSteps[] steps = {};

    /** A panel, from index 0 on. */
    float[] panel(int i) {
        return panels.panel(i);
    }

    /** The steps of a panel. */
    LiveSteps steps(int i) {
        return steps[i];
    }

    /**
     * Packs rows of A; their panels take all steps.
     *
     * @param width of a panel
     * @param i the first of the rows
     * @param p the first step
     * @param bStep distance in B from one k to the next
     */
    void packAll(int width, int rows, int kc, Operand a, int i, int p, int bStep) {
        pack(width, rows, kc, a, i, p);
        for (int panel = 0; panel * width < rows; panel++) {
            steps[panel].takeAll(kc, bStep);
        }
    }

    /**
     * Packs rows of A; their panels take only those steps that they need, but the first one takes all, and if none of the next few
     * leaves any out, so do the others.
     *
     * @param width of a panel
     * @param i the first of the rows
     * @param p the first step; there are at least as many as a vector has lanes
     * @param bStep distance in B from one k to the next
     */
    void packLive(int width, int rows, int kc, Operand a, int i, int p, int bStep) {
        pack(width, rows, kc, a, i, p);
        steps[0].takeAll(kc, bStep);
        boolean found = false;
        for (int panel = 1; panel * width < rows; panel++) {
            LiveSteps live = steps[panel];
            if (!found && panel > MOST_IN_VAIN) {
                live.takeAll(kc, bStep);
                continue;
            }
            if (a.column == 1) {
                int row = i + PackedPanels.firstOf(panel * width, rows, width);
                live.findInRows(Math.min(width, rows), kc, a.array, a.at(row, p), a.row);
            } else {
                live.findInPanel(width, kc, panels.panel(panel));
            }
            live.take(kc, bStep, panels.panel(panel), width);
            found |= live.leavesOut();
        }
    }

    private void pack(int width, int rows, int kc, Operand a, int i, int p) {
        panels.pack(width, rows, kc, a.array, a.at(i, p), a.row, a.column);
        int count = Math.ceilDiv(rows, width);
        int before = steps.length;
        if (before < count) {
            steps = Arrays.copyOf(steps, Math.max(count, 2 * before));
            Arrays.setAll(steps, panel -> panel < before ? steps[panel] : new LiveSteps());
        }
    }
}

package nn.simd;

import static nn.simd.BlockSizes.NR;

/**
 * A packed block of A, whose panels are multiplied with panels of B into tiles of C.
 *
 * <p>Each element of C is one chain over k: the first block of k starts it from a given value, the next ones from what
 * stands in C. Rounding to {@code float} in between changes nothing, since the chain is one of floats.
 *
 * <p>The last tile of a column of tiles is moved back so that it ends with C; what it computes a second time has the same bits.
 */
final class TileProduct {

    private final Operand a;
    private final Operand start;
    private final Operand c;
    private final SteppedPanels panels = new SteppedPanels();
    private final EdgeTile edge = new EdgeTile();

    /** Whether panels of A may leave steps out: it is worth looking, and no value of B was seen that is not finite. */
    private boolean looks;

    private int mr;
    private int i;
    private int rows;
    private int p;
    private int kc;
    private int bStep;

    TileProduct(Operand a, Operand start, Operand c) {
        this.a = a;
        this.start = start;
        this.c = c;
    }

    /** Begins with other steps over k; whether it is worth looking for those that can be left out. */
    void begin(boolean looking) {
        looks = looking;
    }

    /**
     * Packs a block of A. The tiles of the first panel take all steps, so that they show whether B is finite.
     *
     * @param mr rows of a tile
     * @param i the first of the rows
     * @param rows how many
     * @param p the first step over k
     * @param kc how many
     * @param bStep distance in panels of B from one k to the next
     */
    void pack(int mr, int i, int rows, int p, int kc, int bStep) {
        this.mr = mr;
        this.i = i;
        this.rows = rows;
        this.p = p;
        this.kc = kc;
        this.bStep = bStep;
        if (looks) {
            panels.packLive(mr, rows, kc, a, i, p, bStep);
        } else {
            panels.packAll(mr, rows, kc, a, i, p, bStep);
        }
    }

    /**
     * Multiplies the first panel of A with columns of B that are read where they are, and packs them for the panels that follow.
     *
     * @param j the first of the columns
     * @param packed where they go
     */
    void multiplyFirst(int j, Operand b, float[] packed) {
        Operand s = p == 0 ? start : c;
        int tile = c.at(i, j);
        MicroKernel8x2Packing.run(
                kc,
                panels.panel(0),
                b.array,
                b.at(p, j),
                b.row,
                packed,
                s.array,
                s.at(i, j),
                s.row,
                c.array,
                tile,
                c.row);
        takeAllStepsUnlessFinite(tile);
    }

    /** Whether {@link #multiplyFirst} can take these columns. */
    boolean canPack(Operand b) {
        return b.column == 1 && mr == MicroKernel8x2.MR && rows >= mr;
    }

    /**
     * Multiplies a panel of A with a panel of B.
     *
     * @param ir the first row of the panel, counted from that of the block
     * @param j the first column of the panel
     */
    void multiply(int ir, int j, float[] b, int bFrom) {
        Operand s = p == 0 ? start : c;
        int row = PackedPanels.firstOf(ir, rows, mr);
        int sTile = s.at(i + row, j);
        int tile = c.at(i + row, j);
        if (rows >= mr && (s.row == 0 || row == ir)) {
            run(ir / mr, b, bFrom, s.array, sTile, s.row, c.array, tile, c.row);
        } else {
            int tileRows = Math.min(mr, rows);
            float[] e = edge.array();
            edge.load(tileRows, NR, s.array, sTile, s.row);
            run(ir / mr, b, bFrom, e, 0, EdgeTile.STEP, e, 0, EdgeTile.STEP);
            edge.store(ir - row, tileRows, NR, c.array, tile, c.row);
        }
        if (ir == 0) {
            takeAllStepsUnlessFinite(tile);
        }
    }

    /**
     * Multiplies a panel of A with panels of B whose columns follow each other, into a row of tiles. Between two tiles a panel of B
     * has gone through the first-level cache, and what would be looked up for the next one is no longer there.
     *
     * @param ir the first row of the panel of A, counted from that of the block
     * @param j the first column of the first panel of B
     * @param count how many panels of B
     */
    void multiplyRow(int ir, int j, int count, PackedPanels b) {
        if (ir == 0
                || ir + mr > rows
                || mr != MicroKernel8x2.MR
                || panels.steps(ir / mr).leavesOut()) {
            for (int panel = 0; panel < count; panel++) {
                multiply(ir, j + panel * NR, b.panel(panel), 0);
            }
            return;
        }
        Operand s = p == 0 ? start : c;
        int length = kc;
        float[] packed = panels.panel(ir / mr);
        float[] sArray = s.array;
        int sTile = s.at(i + ir, j);
        int sRow = s.row;
        int sNext = NR * s.column;
        float[] cArray = c.array;
        int tile = c.at(i + ir, j);
        int cRow = c.row;
        for (int panel = 0; panel < count; panel++) {
            MicroKernel8x2.run(length, packed, b.panel(panel), sArray, sTile, sRow, cArray, tile, cRow);
            sTile += sNext;
            tile += NR;
        }
    }

    /**
     * Looks at a row of a tile that took all steps. A value of B that is not finite shows there: times any float, 0 as well, it
     * gives none that is finite, and neither does anything that is added to it.
     */
    private void takeAllStepsUnlessFinite(int tile) {
        if (!looks) {
            return;
        }
        float sum = 0;
        for (int n = 0; n < NR; n++) {
            sum += 0f * c.array[tile + n];
        }
        if (sum != 0) {
            looks = false;
            pack(mr, i, rows, p, kc, bStep);
        }
    }

    private void run(
            int panel,
            float[] b,
            int bFrom,
            float[] start,
            int startFrom,
            int startRow,
            float[] c,
            int cFrom,
            int ldc) {
        float[] packed = panels.panel(panel);
        if (mr == MicroKernel10x2.MR) {
            MicroKernel10x2.run(kc, packed, b, bFrom, bStep, start, startFrom, startRow, c, cFrom, ldc);
            return;
        }
        LiveSteps steps = panels.steps(panel);
        if (mr == MicroKernel4x2.MR) {
            MicroKernel4x2.run(
                    steps.count(), packed, steps.rows(), b, bFrom, start, startFrom, startRow, c, cFrom, ldc);
        } else if (steps.leavesOut()) {
            MicroKernel8x2Sparse.run(steps.count(), packed, steps.rows(), b, start, startFrom, startRow, c, cFrom, ldc);
        } else {
            MicroKernel8x2.run(kc, packed, b, start, startFrom, startRow, c, cFrom, ldc);
        }
    }
}

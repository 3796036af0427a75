package nn.simd;

import static nn.simd.BlockSizes.NR;

/**
 * The five loops around the micro-kernel, for columns that fill panels of two vectors: over columns of C (jc), over k (pc), over rows
 * (ic), and within a block over panels of B (jr) and of A (ir).
 *
 * <p>Each element of C is one chain over k: the first block of k starts it from a given value, the next ones from what
 * stands in C. Rounding to {@code float} in between changes nothing, since the chain is one of floats.
 *
 * <p>Operands are packed where an element is used often enough to pay for the copy. B is packed by the tile that is the first to read a
 * panel. The last tile of a column of tiles is moved back so that it ends with C; what it computes a second time has the same bits.
 *
 * <p>Source: Goto and van de Geijn, "Anatomy of High-Performance Matrix Multiplication" (2008); Van Zee and van de Geijn,
 * "BLIS: A Framework for Rapidly Instantiating BLAS Functionality" (2015).
 */
final class WideColumns {

    /** With so many panels of B and steps over k it pays to look which steps a panel of A needs. */
    private static final int PANELS_TO_LOOK = 3;

    private static final int STEPS_TO_LOOK = 32;

    private final BlockSizes sizes;
    private final Operand a;
    private final Operand b;
    private final Operand start;
    private final Operand c;
    private final SteppedPanels packedA = new SteppedPanels();
    private final PackedPanels packedB = new PackedPanels();
    private final EdgeTile edge = new EdgeTile();

    /** Whether panels of A may leave steps out: it is worth looking, and no value of B was seen that is not finite. */
    private boolean looks;

    WideColumns(BlockSizes sizes, Operand a, Operand b, Operand start, Operand c) {
        this.sizes = sizes;
        this.a = a;
        this.b = b;
        this.start = start;
        this.c = c;
    }

    /**
     * How many of the columns are multiplied here: those that fill panels, or all of a few rows that are only written, for then the last
     * panel may be moved back so that it ends with C.
     */
    int columns(int m, int n, int k) {
        boolean twice = n > NR && m <= BlockSizes.FEW_ROWS && start.row == 0 && k <= mostSteps(m);
        return twice ? n : n - n % NR;
    }

    private boolean isDirect(int m) {
        return b.column == 1 && m <= BlockSizes.FEW_ROWS;
    }

    private int mostSteps(int m) {
        return isDirect(m) ? sizes.kcAlone() : sizes.kc();
    }

    /**
     * Multiplies the first columns.
     *
     * @param n how many, as {@link #columns} says
     */
    void multiply(int m, int n, int k) {
        int mr = BlockSizes.tileRows(m);
        int mc = BlockSizes.even(m, sizes.mc(), mr);
        int kc = BlockSizes.even(k, mostSteps(m), 1);
        int nc = BlockSizes.even(n, sizes.nc(), NR);
        boolean directB = isDirect(m);
        boolean manyColumns = n >= PANELS_TO_LOOK * NR && m > BlockSizes.FEW_ROWS;
        for (int jc = 0; jc < n; jc += nc) {
            int columns = Math.min(nc, n - jc);
            int pc = 0;
            do { // once even if k is 0: C takes its start
                int length = Math.min(kc, k - pc);
                looks = manyColumns && length >= STEPS_TO_LOOK;
                for (int ic = 0; ic < m; ic += mc) {
                    int rows = Math.min(mc, m - ic);
                    packA(mr, ic, rows, pc, length, directB);
                    for (int jr = 0; jr < columns; jr += NR) {
                        int j = jc + Math.min(jr, columns - NR);
                        // A panel of B has one place for all, if no other rows need it: in the first-level cache.
                        multiplyPanel(mr, ic, rows, j, rows == m ? 0 : jr / NR, pc, length, directB);
                    }
                }
                pc += length;
            } while (pc < k);
        }
    }

    /** Packs a block of A. The tiles of the first panel take all steps, since they are the first to read B. */
    private void packA(int mr, int ic, int rows, int pc, int kc, boolean directB) {
        int bStep = directB ? b.row : NR;
        if (looks) {
            packedA.packLive(mr, rows, kc, a, ic, pc, bStep);
        } else {
            packedA.packAll(mr, rows, kc, a, ic, pc, bStep);
        }
    }

    /** Multiplies a block of rows with one panel of B. */
    private void multiplyPanel(int mr, int ic, int rows, int j, int panel, int pc, int kc, boolean directB) {
        Operand s = pc == 0 ? start : c;
        float[] first = s.array;
        int firstFrom = s.at(ic, j);
        int firstRow = s.row;
        float[] target = c.array;
        int targetFrom = c.at(ic, j);
        int ldc = c.row;
        int done = 0;
        if (ic == 0 && !directB) {
            if (b.column == 1 && mr == MicroKernel8x2.MR && rows >= mr) {
                MicroKernel8x2Packing.run(
                        kc,
                        packedA.panel(0),
                        b.array,
                        b.at(pc, j),
                        b.row,
                        packedB.reserve(panel, NR, kc),
                        first,
                        firstFrom,
                        firstRow,
                        target,
                        targetFrom,
                        ldc);
                takeAllStepsUnlessFinite(targetFrom, mr, rows, pc, kc);
                done = mr;
            } else {
                packedB.packPanel(panel, NR, NR, kc, b.array, b.at(pc, j), b.column, b.row);
            }
        }
        float[] bPanel = directB ? b.array : packedB.panel(panel);
        int bFrom = directB ? b.at(pc, j) : 0;
        int bStep = directB ? b.row : NR;
        for (int ir = done; ir < rows; ir += mr) {
            int row = PackedPanels.firstOf(ir, rows, mr);
            int sTile = firstFrom + row * firstRow;
            int tile = targetFrom + row * ldc;
            if (rows >= mr && (firstRow == 0 || row == ir)) {
                run(mr, kc, ir / mr, bPanel, bFrom, bStep, first, sTile, firstRow, target, tile, ldc);
            } else {
                int tileRows = Math.min(mr, rows);
                float[] e = edge.array();
                edge.load(tileRows, NR, first, sTile, firstRow);
                run(mr, kc, ir / mr, bPanel, bFrom, bStep, e, 0, EdgeTile.STEP, e, 0, EdgeTile.STEP);
                edge.store(ir - row, tileRows, NR, target, tile, ldc);
            }
            if (ic == 0 && ir == 0) {
                takeAllStepsUnlessFinite(targetFrom, mr, rows, pc, kc);
            }
        }
    }

    /**
     * Looks at a row of a tile that took all steps. A value of B that is not finite shows there: times any float, 0 as well, it
     * gives none that is finite, and neither does anything that is added to it.
     */
    private void takeAllStepsUnlessFinite(int tile, int mr, int rows, int pc, int kc) {
        if (!looks) {
            return;
        }
        float sum = 0;
        for (int i = 0; i < NR; i++) {
            sum += 0f * c.array[tile + i];
        }
        if (sum != 0) {
            looks = false;
            packA(mr, 0, rows, pc, kc, false);
        }
    }

    private void run(
            int mr,
            int kc,
            int panel,
            float[] b,
            int bFrom,
            int bStep,
            float[] start,
            int startFrom,
            int startRow,
            float[] c,
            int cFrom,
            int ldc) {
        float[] packed = packedA.panel(panel);
        if (mr == MicroKernel10x2.MR) {
            MicroKernel10x2.run(kc, packed, b, bFrom, bStep, start, startFrom, startRow, c, cFrom, ldc);
            return;
        }
        LiveSteps steps = packedA.steps(panel);
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

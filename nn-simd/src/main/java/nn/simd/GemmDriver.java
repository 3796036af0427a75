package nn.simd;

import static nn.simd.BlockSizes.NR;

import org.jspecify.annotations.Nullable;

/**
 * The five loops around the micro-kernel: over columns of C (jc), over k (pc), over rows (ic), and within a block over panels
 * of B (jr) and of A (ir).
 *
 * <p>Each element of C is one chain over k: the first block of k starts it from a given value, the next ones from what
 * stands in C. Rounding to {@code float} in between changes nothing, since the chain is one of floats.
 *
 * <p>Columns that fill no panel of two vectors are a product of their own, whose panels are one vector wide. Operands are
 * packed where an element is used often enough to pay for the copy. The last tile of a column of tiles is moved back so that
 * it ends with C; what it computes a second time has the same bits.
 *
 * <p>Source: Goto and van de Geijn, "Anatomy of High-Performance Matrix Multiplication" (2008); Van Zee and van de Geijn,
 * "BLIS: A Framework for Rapidly Instantiating BLAS Functionality" (2015).
 *
 * <p>A driver owns its panels and serves one thread.
 */
final class GemmDriver {

    /** Where the chains of a product start that does not start from C or from a bias. */
    private static final float[] ZEROS = new float[NR];

    /** How much longer panels of one vector may be than those of two. */
    private static final int NARROW_BLOCKS = 4;

    /** With so many panels of B and steps over k it pays to look which steps a panel of A needs. */
    private static final int PANELS_TO_LOOK = 3;

    private static final int STEPS_TO_LOOK = 32;

    private final BlockSizes sizes;
    private final PackedPanels packedA = new PackedPanels();
    private final PackedPanels packedB = new PackedPanels();
    private final EdgeTile edge = new EdgeTile();
    private final float[] startOfNarrow = new float[Width.LANES];

    GemmDriver(BlockSizes sizes) {
        this.sizes = sizes;
    }

    /** {@code C = op(A)·op(B)}; each operand has a step from row to row and one from column to column. */
    void multiply(
            int m,
            int n,
            int k,
            float[] a,
            int aFrom,
            int aRow,
            int aColumn,
            float[] b,
            int bFrom,
            int bRow,
            int bColumn,
            float[] c,
            int cFrom,
            int ldc) {
        multiply(m, n, k, a, aFrom, aRow, aColumn, b, bFrom, bRow, bColumn, ZEROS, 0, 0, 0, c, cFrom, ldc);
    }

    /**
     * {@code C = S + op(A)·op(B)}, where S is C itself, or one row for all rows of C (row step 0), or a vector of zeros for
     * all tiles (both steps 0).
     */
    void multiply(
            int m,
            int n,
            int k,
            float[] a,
            int aFrom,
            int aRow,
            int aColumn,
            float[] b,
            int bFrom,
            int bRow,
            int bColumn,
            float[] start,
            int startFrom,
            int startRow,
            int startColumn,
            float[] c,
            int cFrom,
            int ldc) {
        if (m == 1) {
            RowProduct.run(n, k, a, aFrom, aColumn, b, bFrom, bRow, bColumn, start, startFrom, startColumn, c, cFrom);
            return;
        }
        if (n == 1 && ldc == 1) { // Cᵀ is a row, too
            RowProduct.run(m, k, b, bFrom, bRow, a, aFrom, aColumn, aRow, start, startFrom, startRow, c, cFrom);
            return;
        }
        int whole = n - n % NR;
        int end = n;
        // Columns that are only written may be computed twice, so that all panels have the width of a vector.
        boolean twice = startRow == 0 && n >= Width.LANES && k <= NARROW_BLOCKS * sizes.kc();
        while (end > whole) { // from right to left: a narrow tile may write into the row that follows it
            int columns = twice || (end - whole) % Width.LANES == 0 ? Width.LANES : (end - whole) % Width.LANES;
            int j = Math.max(0, end - columns);
            blocks(
                    Width.LANES,
                    m,
                    columns,
                    k,
                    a,
                    aFrom,
                    aRow,
                    aColumn,
                    b,
                    bFrom + j * bColumn,
                    bRow,
                    bColumn,
                    start,
                    startFrom + j * startColumn,
                    startRow,
                    startColumn,
                    c,
                    cFrom + j,
                    ldc,
                    ldc == n && end == n);
            end = j;
        }
        if (whole > 0) {
            blocks(
                    NR,
                    m,
                    whole,
                    k,
                    a,
                    aFrom,
                    aRow,
                    aColumn,
                    b,
                    bFrom,
                    bRow,
                    bColumn,
                    start,
                    startFrom,
                    startRow,
                    startColumn,
                    c,
                    cFrom,
                    ldc,
                    false);
        }
    }

    /** Multiplies columns in panels of width {@code nr}: any number of whole ones, or a part of one of them. */
    private void blocks(
            int nr,
            int m,
            int n,
            int k,
            float[] a,
            int aFrom,
            int aRow,
            int aColumn,
            float[] b,
            int bFrom,
            int bRow,
            int bColumn,
            float[] start,
            int startFrom,
            int startRow,
            int startColumn,
            float[] c,
            int cFrom,
            int ldc,
            boolean mayOverrun) {
        boolean wide = nr == NR;
        int mr = BlockSizes.tileRows(nr, m);
        int mc = wide ? BlockSizes.even(m, sizes.mc(), mr) : m;
        int kc = BlockSizes.even(k, sizes.kc() * (wide ? 1 : NARROW_BLOCKS), 1);
        int nc = BlockSizes.even(n, sizes.nc(), nr);
        boolean directA = !wide && m >= mr;
        boolean directB =
                bColumn == 1 && (wide ? m <= BlockSizes.FEW_ROWS : k > 0 && bFrom + (k - 1) * bRow + nr <= b.length);
        // A panel that is used for one block of A is packed just before, so that it is in the first-level cache.
        boolean late = !directB && m <= mc;
        int bStep = directB ? bRow : nr;
        for (int jc = 0; jc < n; jc += nc) {
            int columns = Math.min(nc, n - jc);
            int pc = 0;
            do { // once even if k is 0: C takes its start
                int length = Math.min(kc, k - pc);
                int bBlock = bFrom + pc * bRow + jc * bColumn;
                if (!late && !directB) {
                    packedB.pack(nr, columns, length, b, bBlock, bColumn, bRow);
                }
                boolean first = pc == 0;
                float[] s = first ? start : c;
                int sFrom = first ? startFrom + jc * startColumn : cFrom + jc;
                int sRow = first ? startRow : ldc;
                int sColumn = first ? startColumn : 1;
                for (int ic = 0; ic < m; ic += mc) {
                    int rows = Math.min(mc, m - ic);
                    int aBlock = aFrom + ic * aRow + pc * aColumn;
                    boolean sparse = false;
                    if (!directA) {
                        packedA.pack(mr, rows, length, a, aBlock, aRow, aColumn);
                        if (n >= PANELS_TO_LOOK * NR && length >= STEPS_TO_LOOK) {
                            sparse = packedA.takeLiveSteps(mr, rows, length, a, aBlock, aRow, aColumn, bStep);
                        } else {
                            packedA.takeAllSteps(mr, rows, length, bStep);
                        }
                    }
                    for (int jr = 0; jr < columns; jr += nr) {
                        int bFirst = bBlock + jr * bColumn;
                        if (late) {
                            packedB.packPanel(0, nr, Math.min(nr, columns), length, b, bFirst, bColumn, bRow);
                        }
                        float[] bPanel = directB ? b : packedB.panel(late ? 0 : jr / nr);
                        int bPanelFrom = directB ? bFirst : 0;
                        if (sparse && !packedB.areFinite(length, bPanel, bPanelFrom, bStep)) {
                            packedA.pack(mr, rows, length, a, aBlock, aRow, aColumn);
                            packedA.takeAllSteps(mr, rows, length, bStep);
                            sparse = false;
                        }
                        multiplyPanel(
                                mr,
                                rows,
                                mayOverrun ? (m - ic - 1) * ldc + n : 0,
                                nr,
                                Math.min(nr, columns),
                                length,
                                directA ? a : null,
                                aBlock,
                                aRow,
                                aColumn,
                                bPanel,
                                bPanelFrom,
                                bStep,
                                s,
                                sFrom + ic * sRow + jr * sColumn,
                                sRow,
                                c,
                                cFrom + ic * ldc + jc + jr,
                                ldc);
                    }
                }
                pc += length;
            } while (pc < k);
        }
    }

    /**
     * Multiplies a block of A with one panel of B.
     *
     * @param end where elements of C end that may be written before their turn, counted from the block's first one
     * @param columns of the panel that C has
     * @param a A if it is read in place, null if it is packed
     * @param aFrom where the block begins in A
     * @param aRow distance in A from one row to the next
     * @param aStep distance in A from one k to the next
     */
    private void multiplyPanel(
            int mr,
            int rows,
            int end,
            int nr,
            int columns,
            int kc,
            float @Nullable [] a,
            int aFrom,
            int aRow,
            int aStep,
            float[] b,
            int bFrom,
            int bStep,
            float[] start,
            int startFrom,
            int startRow,
            float[] c,
            int cFrom,
            int ldc) {
        boolean fresh = startRow == 0; // C is only written, so parts of it may be written twice
        boolean narrow = columns < nr;
        float[] first = start;
        int firstFrom = startFrom;
        if (narrow && fresh) {
            System.arraycopy(start, startFrom, startOfNarrow, 0, columns);
            first = startOfNarrow;
            firstFrom = 0;
        }
        for (int ir = 0; ir < rows; ir += mr) {
            int row = PackedPanels.firstOf(ir, rows, mr);
            int sTile = firstFrom + row * startRow;
            int tile = cFrom + row * ldc;
            if (rows >= mr && (fresh || row == ir) && (!narrow || (fresh && (row + mr - 1) * ldc + nr <= end))) {
                run(
                        mr,
                        nr,
                        kc,
                        ir / mr,
                        a,
                        aFrom + row * aRow,
                        aRow,
                        aStep,
                        b,
                        bFrom,
                        bStep,
                        first,
                        sTile,
                        startRow,
                        c,
                        tile,
                        ldc);
            } else {
                int tileRows = Math.min(mr, rows);
                float[] e = edge.array();
                edge.load(tileRows, columns, first, sTile, startRow);
                run(
                        mr,
                        nr,
                        kc,
                        ir / mr,
                        a,
                        aFrom + row * aRow,
                        aRow,
                        aStep,
                        b,
                        bFrom,
                        bStep,
                        e,
                        0,
                        EdgeTile.STEP,
                        e,
                        0,
                        EdgeTile.STEP);
                edge.store(ir - row, tileRows, columns, c, tile, ldc);
            }
        }
    }

    private void run(
            int mr,
            int nr,
            int kc,
            int panel,
            float @Nullable [] a,
            int aFrom,
            int aRow,
            int aStep,
            float[] b,
            int bFrom,
            int bStep,
            float[] start,
            int startFrom,
            int startRow,
            float[] c,
            int cFrom,
            int ldc) {
        if (a != null) {
            MicroKernel8x1.run(kc, a, aFrom, aRow, aStep, b, bFrom, bStep, start, startFrom, startRow, c, cFrom, ldc);
            return;
        }
        float[] packed = packedA.panel(panel);
        if (nr != NR) {
            MicroKernel8x1.run(kc, packed, 0, 1, mr, b, bFrom, bStep, start, startFrom, startRow, c, cFrom, ldc);
            return;
        }
        LiveSteps steps = packedA.steps(panel);
        int count = steps.count();
        int[] rows = steps.rows();
        if (mr == MicroKernel4x2.MR) {
            MicroKernel4x2.run(count, packed, rows, b, bFrom, start, startFrom, startRow, c, cFrom, ldc);
        } else if (mr == MicroKernel10x2.MR) {
            MicroKernel10x2.run(count, packed, rows, b, bFrom, start, startFrom, startRow, c, cFrom, ldc);
        } else if (steps.leavesOut()) {
            MicroKernel8x2Sparse.run(count, packed, rows, b, start, startFrom, startRow, c, cFrom, ldc);
        } else {
            MicroKernel8x2.run(kc, packed, b, start, startFrom, startRow, c, cFrom, ldc);
        }
    }
}

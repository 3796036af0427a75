package nn.simd;

import static nn.simd.BlockSizes.MR;
import static nn.simd.BlockSizes.NR;

/**
 * The five loops around the micro-kernel: over columns of C (jc), over k (pc), over rows (ic), and within a block over panels
 * of B (jr) and of A (ir).
 *
 * <p>Each element of C is one chain over k: the first block of k starts it from a given value, the next ones from what
 * stands in C. Rounding to {@code float} in between changes nothing, since the chain is one of floats.
 *
 * <p>Blocks are packed where an element is used often enough to pay for the copy. The last tile of a row or column of tiles
 * is moved back so that it ends with C; what it computes a second time has the same bits.
 *
 * <p>Source: Goto and van de Geijn, "Anatomy of High-Performance Matrix Multiplication" (2008); Van Zee and van de Geijn,
 * "BLIS: A Framework for Rapidly Instantiating BLAS Functionality" (2015).
 *
 * <p>A driver owns its panels and serves one thread.
 */
final class GemmDriver {

    /** Where the chains of a product start that does not start from C or from a bias. */
    private static final float[] ZEROS = new float[NR];

    /** Up to so many rows of C, an element of B is used too rarely to be copied. */
    private static final int DIRECT_ROWS = 24;

    /** Up to so many columns of C, an element of A is used too rarely to be copied. */
    private static final int DIRECT_COLUMNS = 4 * NR;

    private final BlockSizes sizes;
    private final PackedPanels packedA = new PackedPanels(MR);
    private final PackedPanels packedB = new PackedPanels(NR);
    private final EdgeTile edge = new EdgeTile();
    private final float[] startOfNarrow = new float[NR];

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
        int mc = BlockSizes.even(m, sizes.mc(), MR);
        int kc = BlockSizes.even(k, sizes.kc(), 1);
        int nc = BlockSizes.even(n, sizes.nc(), NR);
        for (int jc = 0; jc < n; jc += nc) {
            int columns = Math.min(nc, n - jc);
            boolean directB = bColumn == 1 && m <= DIRECT_ROWS && columns >= NR;
            int pc = 0;
            do { // once even if k is 0: C takes its start
                int length = Math.min(kc, k - pc);
                int bBlock = bFrom + pc * bRow + jc * bColumn;
                if (!directB) {
                    packedB.pack(columns, length, b, bBlock, bColumn, bRow);
                }
                boolean first = pc == 0;
                float[] s = first ? start : c;
                int sFrom = first ? startFrom + jc * startColumn : cFrom + jc;
                int sRow = first ? startRow : ldc;
                int sColumn = first ? startColumn : 1;
                for (int ic = 0; ic < m; ic += mc) {
                    int rows = Math.min(mc, m - ic);
                    boolean directA = aColumn == 1 && n <= DIRECT_COLUMNS && rows >= DirectKernel4x2.MR;
                    int aBlock = aFrom + ic * aRow + pc * aColumn;
                    if (!directA) {
                        packedA.pack(rows, length, a, aBlock, aRow, aColumn);
                    }
                    for (int jr = 0; jr < columns; jr += NR) {
                        int column = PackedPanels.firstOf(jr, columns, NR);
                        multiplyPanel(
                                rows,
                                Math.min(NR, columns),
                                jr - column,
                                length,
                                directA ? a : packedA.array(),
                                directA ? aBlock : 0,
                                directA ? aRow : 0,
                                directB ? b : packedB.array(),
                                directB ? bBlock + column : jr * length,
                                directB ? bRow : NR,
                                s,
                                sFrom + ic * sRow + column * sColumn,
                                sRow,
                                c,
                                cFrom + ic * ldc + jc + column,
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
     * @param columns of the panel, fewer than NR only if C has fewer
     * @param again how many of them the panel before has computed already
     * @param lda distance of two rows of A where it is read in place; 0 if it is packed
     */
    private void multiplyPanel(
            int rows,
            int columns,
            int again,
            int kc,
            float[] a,
            int aFrom,
            int lda,
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
        float[] s = start;
        int sFrom = startFrom;
        if (columns < NR && fresh) { // its row is too short to be read as vectors
            System.arraycopy(start, startFrom, startOfNarrow, 0, columns);
            s = startOfNarrow;
            sFrom = 0;
        }
        int mr = lda == 0 ? MR : DirectKernel4x2.MR;
        int end = rows * ldc - (ldc - columns); // index after the last element of C, from its first
        for (int ir = 0; ir < rows; ir += mr) {
            int row = PackedPanels.firstOf(ir, rows, mr);
            int panel = lda == 0 ? aFrom + ir * kc : aFrom + row * lda;
            int sTile = sFrom + row * startRow;
            int tile = row * ldc;
            // Behind a narrow tile lie rows of C that come later, if nothing lies between the rows.
            boolean inside = columns == NR || (fresh && ldc == columns && tile + (mr - 1) * ldc + NR <= end);
            boolean whole = rows >= mr && inside && (fresh || (again == 0 && row == ir));
            if (whole) {
                run(kc, a, panel, lda, b, bFrom, bStep, s, sTile, startRow, c, cFrom + tile, ldc);
            } else {
                int tileRows = Math.min(mr, rows);
                float[] e = edge.array();
                edge.load(tileRows, columns, s, sTile, startRow);
                run(kc, a, panel, lda, b, bFrom, bStep, e, 0, EdgeTile.STEP, e, 0, EdgeTile.STEP);
                edge.store(ir - row, tileRows, again, columns, c, cFrom + tile, ldc);
            }
        }
    }

    private static void run(
            int kc,
            float[] a,
            int aFrom,
            int lda,
            float[] b,
            int bFrom,
            int bStep,
            float[] start,
            int startFrom,
            int startRow,
            float[] c,
            int cFrom,
            int ldc) {
        if (lda != 0) {
            DirectKernel4x2.run(kc, a, aFrom, lda, b, bFrom, bStep, start, startFrom, startRow, c, cFrom, ldc);
        } else if (MR == MicroKernel12x2.MR) {
            MicroKernel12x2.run(kc, a, aFrom, b, bFrom, bStep, start, startFrom, startRow, c, cFrom, ldc);
        } else {
            MicroKernel4x2.run(kc, a, aFrom, b, bFrom, bStep, start, startFrom, startRow, c, cFrom, ldc);
        }
    }
}

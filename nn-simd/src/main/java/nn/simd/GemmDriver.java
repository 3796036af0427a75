package nn.simd;

import static nn.simd.BlockSizes.MR;
import static nn.simd.BlockSizes.NR;

/**
 * The five loops around the micro-kernel: over columns of C (jc), over k (pc), over rows (ic), and within a packed block
 * over panels of B (jr) and of A (ir).
 *
 * <p>Each element of C is one chain over k: the first block of k starts it from a given value, the next ones from what
 * stands in C. Rounding to {@code float} in between changes nothing, since the chain is one of floats.
 *
 * <p>Source: Goto and van de Geijn, "Anatomy of High-Performance Matrix Multiplication" (2008); Van Zee and van de Geijn,
 * "BLIS: A Framework for Rapidly Instantiating BLAS Functionality" (2015).
 *
 * <p>A driver owns its panels and serves one thread.
 */
final class GemmDriver {

    /** Where the chains of a product start that does not start from C or from a bias. */
    private static final float[] ZEROS = new float[NR];

    /** Up to so many rows, a panel of B is used so few times that copying it costs more than reading it where it is. */
    private static final int DIRECT_ROWS = 24;

    private final BlockSizes sizes;
    private final PackedPanels packedA = new PackedPanels(MR);
    private final PackedPanels packedB = new PackedPanels(NR);
    private final EdgeTile edge = new EdgeTile();
    private final NarrowDriver narrow;

    GemmDriver(BlockSizes sizes) {
        this.sizes = sizes;
        narrow = new NarrowDriver(sizes);
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
        if (NarrowDriver.suits(m, n, aColumn)) {
            narrow.multiply(
                    m,
                    n,
                    k,
                    a,
                    aFrom,
                    aRow,
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
                    ldc);
            return;
        }
        int mc = BlockSizes.even(m, sizes.mc(), MR);
        int kc = BlockSizes.even(k, sizes.kc(), 1);
        int nc = BlockSizes.even(n, sizes.nc(), NR);
        for (int jc = 0; jc < n; jc += nc) {
            int columns = Math.min(nc, n - jc);
            int packed = firstPacked(m, columns, bColumn);
            int pc = 0;
            do { // once even if k is 0: C takes its start
                int length = Math.min(kc, k - pc);
                int bBlock = bFrom + pc * bRow + jc * bColumn;
                packedB.pack(columns - packed, length, b, bBlock + packed * bColumn, bColumn, bRow);
                boolean first = pc == 0;
                float[] s = first ? start : c;
                int sFrom = first ? startFrom + jc * startColumn : cFrom + jc;
                int sRow = first ? startRow : ldc;
                int sColumn = first ? startColumn : 1;
                for (int ic = 0; ic < m; ic += mc) {
                    int rows = Math.min(mc, m - ic);
                    packedA.pack(rows, length, a, aFrom + ic * aRow + pc * aColumn, aRow, aColumn);
                    int sBlock = sFrom + ic * sRow;
                    int cBlock = cFrom + ic * ldc + jc;
                    for (int jr = 0; jr < packed; jr += NR) {
                        multiplyPanel(
                                rows,
                                NR,
                                length,
                                b,
                                bBlock + jr,
                                bRow,
                                s,
                                sBlock + jr * sColumn,
                                sRow,
                                c,
                                cBlock + jr,
                                ldc);
                    }
                    for (int jr = packed; jr < columns; jr += NR) {
                        int width = Math.min(NR, columns - jr);
                        int panel = (jr - packed) * length;
                        multiplyPanel(
                                rows,
                                width,
                                length,
                                packedB.array(),
                                panel,
                                NR,
                                s,
                                sBlock + jr * sColumn,
                                sRow,
                                c,
                                cBlock + jr,
                                ldc);
                    }
                }
                pc += length;
            } while (pc < k);
        }
    }

    /** The columns of a block of B that are read where they are: whole panels whose rows lie in order, for few rows of C. */
    private static int firstPacked(int m, int columns, int bColumn) {
        return m <= DIRECT_ROWS && bColumn == 1 ? columns / NR * NR : 0;
    }

    /** Multiplies all packed panels of A with one of B. */
    private void multiplyPanel(
            int rows,
            int columns,
            int kc,
            float[] b,
            int bFrom,
            int bStep,
            float[] start,
            int startFrom,
            int startRow,
            float[] c,
            int cFrom,
            int ldc) {
        for (int ir = 0; ir < rows; ir += MR) {
            int s = startFrom + ir * startRow;
            int tile = cFrom + ir * ldc;
            if (ir + MR <= rows && columns == NR) {
                runMicroKernel(kc, ir * kc, b, bFrom, bStep, start, s, startRow, c, tile, ldc);
            } else {
                int tileRows = Math.min(MR, rows - ir);
                float[] e = edge.array();
                edge.load(0, tileRows, columns, start, s, startRow);
                runMicroKernel(kc, ir * kc, b, bFrom, bStep, e, 0, EdgeTile.STEP, e, 0, EdgeTile.STEP);
                edge.store(0, tileRows, columns, c, tile, ldc);
            }
        }
    }

    private void runMicroKernel(
            int kc,
            int aPanel,
            float[] b,
            int bFrom,
            int bStep,
            float[] start,
            int startFrom,
            int startRow,
            float[] c,
            int cFrom,
            int ldc) {
        float[] a = packedA.array();
        if (MR == MicroKernel12x2.MR) {
            MicroKernel12x2.run(kc, a, aPanel, b, bFrom, bStep, start, startFrom, startRow, c, cFrom, ldc);
        } else {
            MicroKernel4x2.run(kc, a, aPanel, b, bFrom, bStep, start, startFrom, startRow, c, cFrom, ldc);
        }
    }
}

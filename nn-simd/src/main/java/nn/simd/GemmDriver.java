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

    private final BlockSizes sizes;
    private final PackedPanels packedA = new PackedPanels(MR);
    private final PackedPanels packedB = new PackedPanels(NR);
    /** Stands in for a tile that reaches beyond C. */
    private final float[] edgeTile = new float[MR * NR];

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
        for (int jc = 0; jc < n; jc += sizes.nc()) {
            int columns = Math.min(sizes.nc(), n - jc);
            int pc = 0;
            do { // once even if k is 0: C takes its start
                int kc = Math.min(sizes.kc(), k - pc);
                packedB.pack(columns, kc, b, bFrom + pc * bRow + jc * bColumn, bColumn, bRow);
                boolean first = pc == 0;
                float[] s = first ? start : c;
                int sFrom = first ? startFrom + jc * startColumn : cFrom + jc;
                int sRow = first ? startRow : ldc;
                int sColumn = first ? startColumn : 1;
                for (int ic = 0; ic < m; ic += sizes.mc()) {
                    int rows = Math.min(sizes.mc(), m - ic);
                    packedA.pack(rows, kc, a, aFrom + ic * aRow + pc * aColumn, aRow, aColumn);
                    int cBlock = cFrom + ic * ldc + jc;
                    multiplyPacked(rows, columns, kc, s, sFrom + ic * sRow, sRow, sColumn, c, cBlock, ldc);
                }
                pc += kc;
            } while (pc < k);
        }
    }

    private void multiplyPacked(
            int rows,
            int columns,
            int kc,
            float[] start,
            int startFrom,
            int startRow,
            int startColumn,
            float[] c,
            int cFrom,
            int ldc) {
        for (int jr = 0; jr < columns; jr += NR) {
            for (int ir = 0; ir < rows; ir += MR) {
                int s = startFrom + ir * startRow + jr * startColumn;
                int tile = cFrom + ir * ldc + jr;
                if (ir + MR <= rows && jr + NR <= columns) {
                    runMicroKernel(kc, ir * kc, jr * kc, start, s, startRow, c, tile, ldc);
                } else {
                    int tileRows = Math.min(MR, rows - ir);
                    int tileColumns = Math.min(NR, columns - jr);
                    copy(tileRows, tileColumns, start, s, startRow, edgeTile, 0, NR);
                    runMicroKernel(kc, ir * kc, jr * kc, edgeTile, 0, NR, edgeTile, 0, NR);
                    copy(tileRows, tileColumns, edgeTile, 0, NR, c, tile, ldc);
                }
            }
        }
    }

    private void runMicroKernel(
            int kc, int aPanel, int bPanel, float[] start, int startFrom, int startRow, float[] c, int cFrom, int ldc) {
        float[] a = packedA.array();
        float[] b = packedB.array();
        if (MR == MicroKernel12x2.MR) {
            MicroKernel12x2.run(kc, a, aPanel, b, bPanel, start, startFrom, startRow, c, cFrom, ldc);
        } else {
            MicroKernel6x2.run(kc, a, aPanel, b, bPanel, start, startFrom, startRow, c, cFrom, ldc);
        }
    }

    private static void copy(
            int rows, int columns, float[] from, int first, int step, float[] to, int toFirst, int toStep) {
        for (int i = 0; i < rows; i++) {
            System.arraycopy(from, first + i * step, to, toFirst + i * toStep, columns);
        }
    }
}

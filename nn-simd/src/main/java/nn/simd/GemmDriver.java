package nn.simd;

import static nn.simd.BlockSizes.NR;

/**
 * Sends the parts of a product to the loops that suit them: a single row to {@link RowProduct}, columns that fill panels of two
 * vectors to {@link TenSteps} or {@link WideColumns}, and those that are left to {@link NarrowColumns}.
 *
 * <p>A driver owns its panels and serves one thread.
 */
final class GemmDriver {

    /** Where the chains of a product start that does not start from C or from a bias. */
    private static final float[] ZEROS = new float[NR];

    private final Operand a = new Operand();
    private final Operand b = new Operand();
    private final Operand start = new Operand();
    private final Operand c = new Operand();
    private final RowProduct row = new RowProduct();
    private final TenSteps ten;
    private final WideColumns wide;
    private final NarrowColumns narrow;

    GemmDriver(BlockSizes sizes) {
        ten = new TenSteps(sizes, a, b, start, c);
        wide = new WideColumns(sizes, a, b, start, c);
        narrow = new NarrowColumns(sizes, a, b, start, c);
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

    /** {@code c = s + a·B} for a B that is finite, so that rows of B that meet a zero may be left out. */
    void multiplyLive(
            int n,
            int k,
            float[] a,
            int aFrom,
            float[] b,
            int bFrom,
            int bRow,
            float[] start,
            int startFrom,
            float[] c,
            int cFrom) {
        row.runLive(n, k, a, aFrom, b, bFrom, bRow, start, startFrom, c, cFrom);
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
        if (m == 0) {
            return;
        }
        if (m == 1) {
            row.run(n, k, a, aFrom, aColumn, b, bFrom, bRow, bColumn, start, startFrom, startColumn, c, cFrom);
            return;
        }
        if (n == 1 && ldc == 1) { // Cᵀ is a row, too
            row.run(m, k, b, bFrom, bRow, a, aFrom, aColumn, aRow, start, startFrom, startRow, c, cFrom);
            return;
        }
        this.a.set(a, aFrom, aRow, aColumn);
        this.b.set(b, bFrom, bRow, bColumn);
        this.start.set(start, startFrom, startRow, startColumn);
        this.c.set(c, cFrom, ldc, 1);
        try {
            boolean tenSteps = TenSteps.suit(n, k);
            int whole = tenSteps ? ten.columns(n) : wide.columns(m, n, k);
            // The others come first: narrow tiles may write into columns at their left and into the row that follows.
            if (whole < n) {
                narrow.multiply(m, n, k, whole);
            }
            if (tenSteps) {
                ten.multiply(m, whole);
            } else if (whole > 0) {
                wide.multiply(m, whole, k);
            }
        } finally {
            this.a.release();
            this.b.release();
            this.start.release();
            this.c.release();
        }
    }
}

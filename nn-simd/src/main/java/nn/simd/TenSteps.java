package nn.simd;

import static nn.simd.BlockSizes.NR;
import static nn.simd.Width.LANES;

/**
 * Multiplies with ten steps over k, as for the gradient of the weights in a batch of ten, or of the inputs of a layer with ten outputs: a
 * panel of B stays in registers, and the rows of A pass by. So nothing is packed but an operand whose rows (columns) do not lie in one
 * piece.
 */
final class TenSteps {

    /** So many rows at a time of a C that fits no cache, since each of its rows may be on a page of its own. */
    private static final int ROWS_OF_LARGE = 16;

    private static final int STEPS = MicroKernelTenSteps.STEPS;

    private final BlockSizes sizes;
    private final Operand a;
    private final Operand b;
    private final Operand start;
    private final Operand c;
    private final PackedPanels packedA = new PackedPanels();
    private final PackedPanels packedB = new PackedPanels();

    TenSteps(BlockSizes sizes, Operand a, Operand b, Operand start, Operand c) {
        this.sizes = sizes;
        this.a = a;
        this.b = b;
        this.start = start;
        this.c = c;
    }

    /** Whether a product with so many columns and steps is one for this class. */
    static boolean suit(int n, int k) {
        return k == STEPS && n >= NR && BlockSizes.HAS_MANY_REGISTERS;
    }

    /** How many of the columns are multiplied here: all that are only written, for then the last panel is moved back so that it ends with C. */
    int columns(int n) {
        return start.row == 0 ? n : n - n % LANES;
    }

    /**
     * Multiplies the first columns.
     *
     * @param n how many, as {@link #columns} says
     */
    void multiply(int m, int n) {
        boolean directA = a.column == 1;
        if (!directA) { // its columns become rows
            packedA.packPanel(0, STEPS, STEPS, m, a.array, a.from, a.column, a.row);
        }
        if (b.column != 1) {
            for (int jr = 0; jr < n; jr += NR) {
                int width = width(jr, n);
                packedB.packPanel(jr / NR, width, width, STEPS, b.array, b.at(0, first(jr, n)), b.column, b.row);
            }
        }
        float[] aRows = directA ? a.array : packedA.panel(0);
        int aFrom = directA ? a.from : 0;
        int aRow = directA ? a.row : STEPS;
        int rows = sizes.isLarge(m, n) ? ROWS_OF_LARGE : m;
        for (int i = 0; i < m; i += rows) {
            for (int jr = 0; jr < n; jr += NR) {
                multiplyPanel(i, Math.min(rows, m - i), aRows, aFrom + i * aRow, aRow, jr, n);
            }
        }
    }

    private void multiplyPanel(int i, int rows, float[] aRows, int aFrom, int aRow, int jr, int n) {
        int j = first(jr, n);
        int width = width(jr, n);
        boolean directB = b.column == 1;
        float[] panel = directB ? b.array : packedB.panel(jr / NR);
        int bFrom = directB ? b.at(0, j) : 0;
        int bStep = directB ? b.row : width;
        int s = start.at(i, j);
        int t = c.at(i, j);
        if (width == NR) {
            MicroKernelTenSteps.run(
                    rows, aRows, aFrom, aRow, panel, bFrom, bStep, start.array, s, start.row, c.array, t, c.row);
        } else {
            MicroKernelTenSteps1.run(
                    rows, aRows, aFrom, aRow, panel, bFrom, bStep, start.array, s, start.row, c.array, t, c.row);
        }
    }

    /** Columns of a panel: two vectors, or one if no more are left. */
    private static int width(int jr, int n) {
        return n - jr > LANES ? NR : LANES;
    }

    /** The first column of a panel: the last one ends at the last column. */
    private static int first(int jr, int n) {
        return PackedPanels.firstOf(jr, n, width(jr, n));
    }
}

package nn.simd;

import static nn.simd.BlockSizes.NR;

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
        return start.row == 0 ? n : n - n % NR;
    }

    /**
     * Multiplies the first columns.
     *
     * @param n how many, as {@link #columns} says
     */
    void multiply(int m, int n) {
        boolean directA = a.column == 1;
        boolean directB = b.column == 1;
        if (!directA) { // its columns become rows
            packedA.packPanel(0, STEPS, STEPS, m, a.array, a.from, a.column, a.row);
        }
        if (!directB) {
            for (int jr = 0; jr < n; jr += NR) {
                packedB.packPanel(jr / NR, NR, NR, STEPS, b.array, b.at(0, firstColumn(jr, n)), b.column, b.row);
            }
        }
        float[] aRows = directA ? a.array : packedA.panel(0);
        int aFrom = directA ? a.from : 0;
        int aRow = directA ? a.row : STEPS;
        int rows = sizes.isLarge(m, n) ? ROWS_OF_LARGE : m;
        for (int i = 0; i < m; i += rows) {
            for (int jr = 0; jr < n; jr += NR) {
                int j = firstColumn(jr, n);
                MicroKernelTenSteps.run(
                        Math.min(rows, m - i),
                        aRows,
                        aFrom + i * aRow,
                        aRow,
                        directB ? b.array : packedB.panel(jr / NR),
                        directB ? b.at(0, j) : 0,
                        directB ? b.row : NR,
                        start.array,
                        start.at(i, j),
                        start.row,
                        c.array,
                        c.at(i, j),
                        c.row);
            }
        }
    }

    private static int firstColumn(int jr, int n) {
        return Math.min(jr, n - NR);
    }
}

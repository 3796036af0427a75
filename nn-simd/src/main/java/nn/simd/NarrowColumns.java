package nn.simd;

import static nn.simd.Width.LANES;

/**
 * Multiplies columns that fill no panel of two vectors, in panels of one. Nearly everything is read where it is, since an element of
 * A is used once for each panel.
 *
 * <p>Each element of C is one chain over k, as in {@link TileProduct}.
 */
final class NarrowColumns {

    private static final int MR = MicroKernel8x1.MR;

    private final int mostSteps;
    private final Operand a;
    private final Operand b;
    private final Operand start;
    private final Operand c;
    private final PackedPanels packedA = new PackedPanels();
    private final PackedPanels packedB = new PackedPanels();
    private final EdgeTile edge = new EdgeTile();
    private final float[] startOfPart = new float[LANES];

    NarrowColumns(BlockSizes sizes, Operand a, Operand b, Operand start, Operand c) {
        mostSteps = sizes.kcAlone();
        this.a = a;
        this.b = b;
        this.start = start;
        this.c = c;
    }

    /**
     * Multiplies all columns from {@code first} on, from right to left: a tile may write into the row that follows it.
     *
     * @param n columns of C
     */
    void multiply(int m, int n, int k, int first) {
        // Columns that are only written may be computed twice, so that all panels have the width of a vector.
        boolean twice = start.row == 0 && n >= LANES && k <= mostSteps;
        int end = n;
        while (end > first) {
            int columns = twice || (end - first) % LANES == 0 ? LANES : (end - first) % LANES;
            int j = Math.max(0, end - columns);
            // The next row begins where this one ends: what is written there is overwritten in its turn.
            boolean overruns = start.row == 0 && end == n && c.row == n;
            multiplyPanel(m, k, j, columns, overruns);
            end = j;
        }
    }

    private void multiplyPanel(int m, int k, int j, int columns, boolean overruns) {
        int kc = BlockSizes.even(k, mostSteps, 1);
        boolean directB = b.column == 1 && k > 0 && b.at(k - 1, j) + LANES <= b.array.length;
        int pc = 0;
        do { // once even if k is 0: C takes its start
            int length = Math.min(kc, k - pc);
            if (m < MR) {
                packedA.pack(MR, m, length, a.array, a.at(0, pc), a.row, a.column);
            }
            if (!directB) {
                packedB.packPanel(0, LANES, columns, length, b.array, b.at(pc, j), b.column, b.row);
            }
            multiplySteps(m, pc, length, j, columns, directB, overruns && pc == 0);
            pc += length;
        } while (pc < k);
    }

    private void multiplySteps(int m, int pc, int kc, int j, int columns, boolean directB, boolean overruns) {
        boolean directA = m >= MR;
        float[] aRows = directA ? a.array : packedA.panel(0);
        int aFrom = directA ? a.at(0, pc) : 0;
        int aRow = directA ? a.row : 1;
        int aStep = directA ? a.column : MR;
        float[] bPanel = directB ? b.array : packedB.panel(0);
        int bFrom = directB ? b.at(pc, j) : 0;
        int bStep = directB ? b.row : LANES;
        Operand s = pc == 0 ? start : c;
        float[] first = s.array;
        int firstFrom = s.at(0, j);
        boolean fresh = s.row == 0; // C is only written, so parts of it may be written twice
        if (fresh && columns < LANES) {
            System.arraycopy(first, firstFrom, startOfPart, 0, columns);
            first = startOfPart;
            firstFrom = 0;
        }
        int end = c.at(m - 1, j) + columns;
        for (int ir = 0; ir < m; ir += MR) {
            int row = PackedPanels.firstOf(ir, m, MR);
            int sTile = firstFrom + row * s.row;
            int tile = c.at(row, j);
            boolean fits = columns == LANES || (overruns && c.at(row + MR - 1, j) + LANES <= end);
            boolean inPlace = m >= MR && fits && (fresh || row == ir);
            int rows = Math.min(MR, m);
            float[] e = edge.array();
            if (!inPlace) {
                edge.load(rows, columns, first, sTile, s.row);
            }
            MicroKernel8x1.run(
                    kc,
                    aRows,
                    aFrom + row * aRow,
                    aRow,
                    aStep,
                    bPanel,
                    bFrom,
                    bStep,
                    inPlace ? first : e,
                    inPlace ? sTile : 0,
                    inPlace ? s.row : EdgeTile.STEP,
                    inPlace ? c.array : e,
                    inPlace ? tile : 0,
                    inPlace ? c.row : EdgeTile.STEP);
            if (!inPlace) {
                edge.store(ir - row, rows, columns, c.array, tile, c.row);
            }
        }
    }
}

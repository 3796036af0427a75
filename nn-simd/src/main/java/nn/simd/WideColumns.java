package nn.simd;

import static nn.simd.BlockSizes.NR;

/**
 * The loops around the tiles, for columns that fill panels of two vectors: over columns of C (jc), over k (pc), over rows
 * (ic), and within a block over panels of B (jr) and of A (ir).
 *
 * <p>Operands are packed where an element is used often enough to pay for the copy.
 *
 * <p>Source: Goto and van de Geijn, "Anatomy of High-Performance Matrix Multiplication" (2008); Van Zee and van de Geijn,
 * "BLIS: A Framework for Rapidly Instantiating BLAS Functionality" (2015).
 */
final class WideColumns {

    /** With so many panels of B and steps over k it pays to look which steps a panel of A needs. */
    private static final int PANELS_TO_LOOK = 3;

    private static final int STEPS_TO_LOOK = 32;

    private final BlockSizes sizes;
    private final BlockSizes sizesForLarge;
    private final Operand b;
    private final Operand start;
    private final TileProduct tiles;
    private final PackedPanels packedB = new PackedPanels();

    WideColumns(BlockSizes sizes, Operand a, Operand b, Operand start, Operand c) {
        this.sizes = sizes;
        sizesForLarge = sizes.forLarge();
        this.b = b;
        this.start = start;
        tiles = new TileProduct(a, start, c);
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
        if (m > BlockSizes.FEW_ROWS && sizes.isLarge(m, n)) {
            multiplyAlongRows(m, n, k);
        } else {
            multiplyDownColumns(m, n, k);
        }
    }

    private boolean isWorthLooking(int m, int n, int kc) {
        return m > BlockSizes.FEW_ROWS && n >= PANELS_TO_LOOK * NR && kc >= STEPS_TO_LOOK;
    }

    /** A panel of B stays in the first-level cache, and panels of A pass by. The first tile that reads B packs it. */
    private void multiplyDownColumns(int m, int n, int k) {
        int mr = BlockSizes.tileRows(m);
        int mc = BlockSizes.even(m, sizes.mc(), mr);
        int kc = BlockSizes.even(k, mostSteps(m), 1);
        int nc = BlockSizes.even(n, sizes.nc(), NR);
        boolean directB = isDirect(m);
        for (int jc = 0; jc < n; jc += nc) {
            int columns = Math.min(nc, n - jc);
            int pc = 0;
            do { // once even if k is 0: C takes its start
                int length = Math.min(kc, k - pc);
                tiles.begin(isWorthLooking(m, n, length));
                for (int ic = 0; ic < m; ic += mc) {
                    int rows = Math.min(mc, m - ic);
                    tiles.pack(mr, ic, rows, pc, length, directB ? b.row : NR);
                    for (int jr = 0; jr < columns; jr += NR) {
                        int j = jc + Math.min(jr, columns - NR);
                        if (directB) {
                            multiplyPanel(mr, 0, rows, j, b.array, b.at(pc, j));
                        } else {
                            // A panel of B has one place for all, if no other rows need it: in the first-level cache.
                            int panel = rows == m ? 0 : jr / NR;
                            int done = ic == 0 ? packPanel(mr, panel, j, pc, length) : 0;
                            multiplyPanel(mr, done, rows, j, packedB.panel(panel), 0);
                        }
                    }
                }
                pc += length;
            } while (pc < k);
        }
    }

    /** Packs a panel of B, and returns how many rows are multiplied with it by the way. */
    private int packPanel(int mr, int panel, int j, int pc, int kc) {
        if (tiles.canPack(b)) {
            tiles.multiplyFirst(j, b, packedB.reserve(panel, NR, kc));
            return mr;
        }
        packedB.packPanel(panel, NR, NR, kc, b.array, b.at(pc, j), b.column, b.row);
        return 0;
    }

    private void multiplyPanel(int mr, int first, int rows, int j, float[] panel, int from) {
        for (int ir = first; ir < rows; ir += mr) {
            tiles.multiply(ir, j, panel, from);
        }
    }

    /**
     * A panel of A stays in the first-level cache, and panels of B pass by, so that C and, while it is packed, B are read in the order in
     * which they lie in memory: for a C that fits no cache, and rows so long that each is on a page of its own.
     */
    private void multiplyAlongRows(int m, int n, int k) {
        int mr = BlockSizes.tileRows(m);
        int mc = BlockSizes.even(m, sizesForLarge.mc(), mr);
        int kc = BlockSizes.even(k, sizesForLarge.kc(), 1);
        int nc = BlockSizes.even(n, sizesForLarge.nc(), NR);
        int pc = 0;
        do {
            int length = Math.min(kc, k - pc);
            tiles.begin(isWorthLooking(m, n, length));
            for (int ic = 0; ic < m; ic += mc) {
                int rows = Math.min(mc, m - ic);
                tiles.pack(mr, ic, rows, pc, length, NR);
                for (int jc = 0; jc < n; jc += nc) {
                    int columns = Math.min(nc, n - jc);
                    packedB.packAcross(NR, columns, length, b.array, b.at(pc, jc), b.column, b.row);
                    for (int ir = 0; ir < rows; ir += mr) {
                        tiles.multiplyRow(ir, jc, columns / NR, packedB);
                    }
                }
            }
            pc += length;
        } while (pc < k);
    }
}

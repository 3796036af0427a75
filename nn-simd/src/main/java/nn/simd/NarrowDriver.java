package nn.simd;

import static nn.simd.BlockSizes.NR;

/**
 * Products with few columns, such as those of an output layer: A is read where it is, since each of its elements is used too
 * rarely to be worth a copy. Otherwise like {@link GemmDriver}.
 *
 * <p>A driver owns its panels and serves one thread.
 */
final class NarrowDriver {

    private static final int MR = DirectKernel4x2.MR;

    private final BlockSizes sizes;
    private final PackedPanels packedB = new PackedPanels(NR);
    private final EdgeTile edge = new EdgeTile();

    NarrowDriver(BlockSizes sizes) {
        this.sizes = sizes;
    }

    /** Whether a product is one for this driver: A row-major with enough rows for a tile, few columns. */
    static boolean suits(int m, int n, int aColumn) {
        return aColumn == 1 && m >= MR && n <= 4 * NR;
    }

    /** {@code C = S + A·op(B)}, with S as in {@link GemmDriver#multiply}. */
    void multiply(
            int m,
            int n,
            int k,
            float[] a,
            int aFrom,
            int lda,
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
        int kc = BlockSizes.even(k, sizes.kc(), 1);
        int pc = 0;
        do { // once even if k is 0: C takes its start
            int length = Math.min(kc, k - pc);
            packedB.pack(n, length, b, bFrom + pc * bRow, bColumn, bRow);
            boolean first = pc == 0;
            float[] s = first ? start : c;
            int sRow = first ? startRow : ldc;
            for (int jr = 0; jr < n; jr += NR) {
                int sFrom = first ? startFrom + jr * startColumn : cFrom + jr;
                int width = Math.min(NR, n - jr);
                multiplyPanel(m, width, length, a, aFrom + pc, lda, jr * length, s, sFrom, sRow, c, cFrom + jr, ldc);
            }
            pc += length;
        } while (pc < k);
    }

    private void multiplyPanel(
            int m,
            int columns,
            int kc,
            float[] a,
            int aFrom,
            int lda,
            int panel,
            float[] start,
            int startFrom,
            int startRow,
            float[] c,
            int cFrom,
            int ldc) {
        float[] b = packedB.array();
        float[] tileArray = edge.array();
        for (int i = 0; i < m; i += MR) {
            int s = startFrom + i * startRow;
            int tile = cFrom + i * ldc;
            if (i + MR <= m && columns == NR) {
                DirectKernel4x2.run(kc, a, aFrom + i * lda, lda, b, panel, start, s, startRow, c, tile, ldc);
            } else {
                // Where rows are left over, those before them are computed again, so that A is not read beyond its end.
                int again = Math.max(0, i + MR - m);
                int row = aFrom + (i - again) * lda;
                edge.load(again, MR - again, columns, start, s, startRow);
                DirectKernel4x2.run(
                        kc, a, row, lda, b, panel, tileArray, 0, EdgeTile.STEP, tileArray, 0, EdgeTile.STEP);
                edge.store(again, MR - again, columns, c, tile, ldc);
            }
        }
    }
}

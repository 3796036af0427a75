package nn.simd;

/** Stands in for a tile that reaches beyond C; the micro-kernel starts from it and stores to it. */
final class EdgeTile {

    /** Distance of two rows. */
    static final int STEP = BlockSizes.NR;

    private final float[] tile = new float[BlockSizes.MR * STEP];

    float[] array() {
        return tile;
    }

    /** Copies rows of a matrix into the tile. */
    void load(int firstRow, int rows, int columns, float[] matrix, int from, int rowStep) {
        copy(rows, columns, matrix, from, rowStep, tile, firstRow * STEP, STEP);
    }

    /** Copies rows of the tile to a matrix. */
    void store(int firstRow, int rows, int columns, float[] matrix, int from, int rowStep) {
        copy(rows, columns, tile, firstRow * STEP, STEP, matrix, from, rowStep);
    }

    private static void copy(
            int rows, int columns, float[] source, int from, int step, float[] target, int to, int targetStep) {
        for (int i = 0; i < rows; i++) {
            int row = from + i * step;
            int targetRow = to + i * targetStep;
            for (int j = 0; j < columns; j++) {
                target[targetRow + j] = source[row + j];
            }
        }
    }
}

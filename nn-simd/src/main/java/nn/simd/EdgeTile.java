package nn.simd;

/** Stands in for a tile that must not be written to C as a whole; the micro-kernel starts from it or stores to it. */
final class EdgeTile {

    /** Distance of two rows. */
    static final int STEP = BlockSizes.NR;

    private final float[] tile = new float[BlockSizes.MR * STEP];

    float[] array() {
        return tile;
    }

    /** Copies a corner of a matrix into the tile. */
    void load(int rows, int columns, float[] matrix, int from, int rowStep) {
        for (int i = 0; i < rows; i++) {
            copy(columns, matrix, from + i * rowStep, tile, i * STEP);
        }
    }

    /** Copies a part of the tile to the same part of a matrix. */
    void store(int firstRow, int rows, int firstColumn, int columns, float[] matrix, int from, int rowStep) {
        for (int i = firstRow; i < rows; i++) {
            copy(columns - firstColumn, tile, i * STEP + firstColumn, matrix, from + i * rowStep + firstColumn);
        }
    }

    private static void copy(int n, float[] source, int from, float[] target, int to) {
        for (int j = 0; j < n; j++) {
            target[to + j] = source[from + j];
        }
    }
}

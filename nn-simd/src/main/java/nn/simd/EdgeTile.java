package nn.simd;

/** Stands in for a tile that must not be written to C as a whole; the micro-kernel starts from it and stores to it. */
final class EdgeTile {

    /** Distance of two rows. */
    static final int STEP = BlockSizes.NR;

    private final float[] tile = new float[BlockSizes.MOST_ROWS * STEP];

    float[] array() {
        return tile;
    }

    /** Copies a corner of a matrix into the tile. */
    void load(int rows, int columns, float[] matrix, int from, int rowStep) {
        for (int i = 0; i < rows; i++) {
            System.arraycopy(matrix, from + i * rowStep, tile, i * STEP, columns);
        }
    }

    /** Copies some rows of the tile to the same rows of a matrix. */
    void store(int firstRow, int rows, int columns, float[] matrix, int from, int rowStep) {
        for (int i = firstRow; i < rows; i++) {
            System.arraycopy(tile, i * STEP, matrix, from + i * rowStep, columns);
        }
    }
}

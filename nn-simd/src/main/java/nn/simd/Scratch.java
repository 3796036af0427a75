package nn.simd;

/**
 * What a kernel keeps for one thread while it works.
 *
 * @param gemm multiplies matrices
 * @param sums adds up elements
 * @param rows reduces rows
 */
record Scratch(GemmDriver gemm, FlatSum sums, RowReductions rows) {

    Scratch(BlockSizes sizes) {
        this(new GemmDriver(sizes), new FlatSum(), new RowReductions());
    }
}

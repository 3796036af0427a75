package nn.simd;

/**
 * What a kernel keeps for one thread while it works.
 *
 * @param gemm multiplies matrices
 * @param sums adds up elements
 */
record Scratch(GemmDriver gemm, FlatSum sums) {

    Scratch(BlockSizes sizes) {
        this(new GemmDriver(sizes), new FlatSum());
    }
}

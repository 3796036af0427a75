package nn.simd;

/**
 * How {@link GemmDriver} cuts a product so that each part stays in the cache it is read from.
 *
 * <p>A tile of C is {@link #MR} × {@link #NR} and lives in registers. Results do not depend on these sizes.
 *
 * @param mc rows of the packed part of A: mc × kc floats stay in the second-level cache
 * @param kc length of a panel: kc × (MR + NR) floats stay in the first-level cache
 * @param nc columns of the packed part of B: kc × nc floats stay in the last cache that a core has for itself
 */
record BlockSizes(int mc, int kc, int nc) {

    /**
     * Rows of a tile. AVX-512 has 32 registers: 24 for the tile, which hide the latency of fma twice over. With narrower
     * vectors a machine may have 16: 12 for the tile, 2 for B and 1 for A.
     */
    static final int MR = Width.SPECIES.vectorBitSize() == 512 ? 12 : 6;

    /** Columns of a tile: two vectors. */
    static final int NR = 2 * Width.LANES;

    /** 144 KiB of A, panels of 32 + 12 KiB on 512-bit vectors, 512 KiB of B. */
    static final BlockSizes DEFAULT = new BlockSizes(144, 256, 512);

    BlockSizes {
        if (mc < 1 || kc < 1 || nc < 1) {
            throw new IllegalArgumentException(
                    "Block sizes are " + mc + ", " + kc + ", " + nc + ", expected 1 or more.");
        }
    }
}

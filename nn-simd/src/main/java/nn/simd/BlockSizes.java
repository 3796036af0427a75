package nn.simd;

/**
 * How {@link GemmDriver} cuts a product so that each part stays in the cache it is read from.
 *
 * <p>A tile of C is {@link #MR} × {@link #NR} and lives in registers. Results do not depend on these sizes.
 *
 * @param mc the most rows of the packed part of A: mc × kc floats stay in the second-level cache
 * @param kc the greatest length of a panel: kc × (MR + NR) floats stay in the first-level cache
 * @param nc the most columns of the packed part of B: kc × nc floats stay in the last cache that a core has for itself
 */
record BlockSizes(int mc, int kc, int nc) {

    /** Rows of a tile: vectors of 512 bits come with 32 registers, narrower ones perhaps with 16. */
    static final int MR = Width.SPECIES.vectorBitSize() == 512 ? MicroKernel12x2.MR : MicroKernel4x2.MR;

    /** Columns of a tile: two vectors. */
    static final int NR = 2 * Width.LANES;

    /** 144 KiB of A, panels of 32 + 12 KiB on vectors of 512 bits (16 + 4 KiB on 256), 512 KiB of B. */
    static final BlockSizes DEFAULT = new BlockSizes(144, 256, 512);

    BlockSizes {
        if (mc < 1 || kc < 1 || nc < 1) {
            throw new IllegalArgumentException(
                    "Block sizes are " + mc + ", " + kc + ", " + nc + ", expected 1 or more.");
        }
    }

    /** The length of each part when {@code length} is cut into as few parts as possible of nearly equal length. */
    static int even(int length, int most, int multiple) {
        int parts = Math.max(1, Math.ceilDiv(length, most));
        return Math.ceilDiv(Math.ceilDiv(length, parts), multiple) * multiple;
    }
}

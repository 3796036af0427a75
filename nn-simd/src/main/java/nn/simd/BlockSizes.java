package nn.simd;

/**
 * How a product is cut so that each part stays in the cache it is read from.
 *
 * <p>A tile of C is {@link #tileRows} × {@link #NR} and lives in registers. Results do not depend on these sizes.
 *
 * @param mc the most rows of the packed part of A: mc × kc floats stay in the second-level cache; with no more rows than that, each
 *     panel of B is packed just before its only use
 * @param kc the greatest length of a panel: kc × (rows of a tile + NR) floats stay in the first-level cache
 * @param nc the most columns of the packed part of B: each panel of it is used once for a block of A, and A is packed again for every nc
 *     columns
 */
record BlockSizes(int mc, int kc, int nc) {

    /** Up to so many rows of C, an element of B is used too rarely to be copied; only kernels that can read it in place are asked. */
    static final int FEW_ROWS = 20;

    /** The most rows of a tile. */
    static final int MOST_ROWS = MicroKernel10x2.MR;

    /** Whether there are 32 vector registers: vectors of 512 bits come with them, narrower ones perhaps with 16. */
    static final boolean HAS_MANY_REGISTERS = Width.SPECIES.vectorBitSize() == 512;

    /** Columns of a tile: two vectors. */
    static final int NR = 2 * Width.LANES;

    /** 512 KiB of A, panels of 32 + 8 KiB on vectors of 512 bits (16 + 4 KiB on 256), 2 MiB of B. */
    static final BlockSizes DEFAULT = new BlockSizes(512, 256, 2048);

    BlockSizes {
        if (mc < 1 || kc < 1 || nc < 1) {
            throw new IllegalArgumentException(
                    "Block sizes are " + mc + ", " + kc + ", " + nc + ", expected 1 or more.");
        }
    }

    /** The greatest length of a panel that has the first-level cache nearly for itself, since the other operand is read in place, is half as wide, or passes by. */
    int kcAlone() {
        return 4 * kc;
    }

    /** Whether C is as large as a block of A is high and a block of B wide: 4 MiB, more than the second-level cache. */
    boolean isLarge(int m, int n) {
        return (long) m * n >= (long) mc * nc;
    }

    /**
     * The sizes where tiles follow each other along the rows of a large C: a panel of A of 32 KiB stays in the first-level cache, panels of B
     * come from a block of 512 KiB in the second-level one, which may have to serve another thread, too. C is read and written once for each
     * part of k, so these are long.
     */
    BlockSizes forLarge() {
        return new BlockSizes(4 * mc, kcAlone(), Math.max(1, nc / 16));
    }

    /** Rows of a tile for m rows of C: the height of a micro-kernel that fits the number of registers. */
    static int tileRows(int m) {
        if (!HAS_MANY_REGISTERS) {
            return MicroKernel4x2.MR;
        }
        return m <= FEW_ROWS ? MicroKernel10x2.MR : MicroKernel8x2.MR;
    }

    /** The length of each part when {@code length} is cut into as few parts as possible of nearly equal length. */
    static int even(int length, int most, int multiple) {
        int parts = Math.max(1, Math.ceilDiv(length, most));
        return Math.ceilDiv(Math.ceilDiv(length, parts), multiple) * multiple;
    }
}

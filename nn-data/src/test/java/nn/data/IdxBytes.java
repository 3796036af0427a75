package nn.data;

import java.nio.ByteBuffer;

/** IDX files for tests. */
final class IdxBytes {

    private IdxBytes() {}

    /** A header of unsigned bytes with the given dimensions, of which each is its low 32 bits. */
    static byte[] header(long... dimensions) {
        ByteBuffer header = ByteBuffer.allocate(4 + 4 * dimensions.length).putInt(0x0800 | dimensions.length);
        for (long dimension : dimensions) {
            header.putInt((int) dimension);
        }
        return header.array();
    }

    static byte[] images(int count, int rows, int columns) {
        byte[] pixels = new byte[count * rows * columns];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (31 * i * i + 7 * i);
        }
        return Gzip.concat(header(count, rows, columns), pixels);
    }

    static byte[] labels(int... labels) {
        byte[] bytes = new byte[labels.length];
        for (int i = 0; i < labels.length; i++) {
            bytes[i] = (byte) labels[i];
        }
        return Gzip.concat(header(labels.length), bytes);
    }
}

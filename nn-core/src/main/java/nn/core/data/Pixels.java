package nn.core.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;
import nn.core.kernel.MatrixKernel;

/** Bytes of images, 0 to 255 per pixel, one image after another, in memory or in a temporary file. */
public sealed interface Pixels {

    /** How many there are. */
    long length();

    /** A pixel, 0 to 255. */
    int get(long index);

    /**
     * Reads some, multiplied with a factor.
     *
     * @param kernel computes
     * @param from index of the first
     * @param count how many
     * @param factor what each is multiplied with
     * @param target overwritten with them
     * @param targetFrom index of the first of them
     */
    void scaled(MatrixKernel kernel, long from, int count, float factor, float[] target, int targetFrom);

    /**
     * Reads a byte of each line of the cache, so that memory is asked for all of them before the first is needed.
     *
     * @param from index of the first pixel
     * @param count how many
     * @return a number without meaning, so that the reads have one
     */
    int touch(long from, int count);

    /** Pixels in an array, which is not copied. */
    static Pixels of(byte[] pixels) {
        return new InMemory(pixels);
    }

    /**
     * Reads pixels from a stream.
     *
     * @param in where they come from; stays open
     * @param what what they are, for people
     * @param count how many
     * @param storage decides where they are kept
     * @throws EOFException if there are fewer
     * @throws IOException if the stream fails
     */
    static Pixels read(InputStream in, String what, long count, Storage storage) throws IOException {
        Optional<TemporaryFile> file = storage.fileFor(what, count, 1);
        if (file.isEmpty()) {
            byte[] pixels = new byte[Math.toIntExact(count)];
            readFully(in, pixels, pixels.length);
            return new InMemory(pixels);
        }
        byte[] block = new byte[1 << 16];
        for (long left = count; left > 0; ) {
            int n = (int) Math.min(left, block.length);
            readFully(in, block, n);
            file.get().putBytes(block, n);
            left -= n;
        }
        return new OnDisk(file.get().content());
    }

    private static void readFully(InputStream in, byte[] target, int count) throws IOException {
        if (in.readNBytes(target, 0, count) < count) {
            throw new EOFException();
        }
    }

    /** An array. */
    record InMemory(byte[] pixels) implements Pixels {
        private static final int CACHE_LINE = 64;

        @Override
        public long length() {
            return pixels.length;
        }

        @Override
        public int get(long index) {
            return pixels[(int) index] & 0xFF;
        }

        @Override
        public int touch(long from, int count) {
            int sum = 0;
            int end = (int) from + count;
            for (int i = (int) from; i < end; i += CACHE_LINE) {
                sum += pixels[i];
            }
            return sum;
        }

        @Override
        public void scaled(MatrixKernel kernel, long from, int count, float factor, float[] target, int targetFrom) {
            kernel.scaleBytes(pixels, (int) from, factor, target, targetFrom, count);
        }
    }

    /** The content of a file. */
    record OnDisk(MemorySegment pixels) implements Pixels {
        @Override
        public long length() {
            return pixels.byteSize();
        }

        @Override
        public int get(long index) {
            return pixels.get(ValueLayout.JAVA_BYTE, index) & 0xFF;
        }

        @Override
        public int touch(long from, int count) {
            return 0; // the operating system reads ahead
        }

        @Override
        public void scaled(MatrixKernel kernel, long from, int count, float factor, float[] target, int targetFrom) {
            for (int i = 0; i < count; i++) {
                target[targetFrom + i] = (pixels.get(ValueLayout.JAVA_BYTE, from + i) & 0xFF) * factor;
            }
        }
    }
}

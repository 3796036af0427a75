package nn.core.data;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import nn.core.NnException;
import nn.core.model.DurableFile;

/**
 * A file that is written once from its beginning to its end and then read anywhere, for data that are too large for memory.
 *
 * <p>It has no name: it is deleted as soon as it is open, so that nothing stays behind however the process ends. (An operating
 * system that cannot do that deletes it when it is closed.) Its space is free again when its arena is closed or, if nobody does that,
 * when nobody refers to its content any more.
 *
 * <p>It is written through a channel, which says when the disk is full, and read through a mapping, which takes no heap: the
 * operating system keeps as many of its pages in memory as there is room for.
 */
public final class TemporaryFile {

    private static final int BUFFER = 1 << 16;

    private final FileChannel channel;
    private final Path directory;
    private final String what;
    private final Arena lifetime;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.nativeOrder());

    private TemporaryFile(FileChannel channel, Path directory, String what, Arena lifetime) {
        this.channel = channel;
        this.directory = directory;
        this.what = what;
        this.lifetime = lifetime;
    }

    static TemporaryFile create(Path directory, String what, long bytes, Arena lifetime) {
        try {
            requireSpace(directory, what, bytes, Files.getFileStore(directory).getUsableSpace());
            // Only its owner may read it, while it has a name.
            Path file = Files.createTempFile(directory, "nn-", ".tmp");
            try {
                FileChannel channel = FileChannel.open(
                        file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
                return new TemporaryFile(channel, directory, what, lifetime);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw failure(directory, what, e);
        }
    }

    static void requireSpace(Path directory, String what, long bytes, long usable) {
        if (bytes > usable) {
            throw new NnException.LimitExceeded(what + ": a temporary file would take " + Storage.megabytes(bytes)
                    + ", but " + directory + " has only " + Storage.megabytes(usable) + " left. Allow more memory"
                    + " (-Xmx in NN_JAVA_OPTIONS), or name a directory with more space (-Djava.io.tmpdir=DIR there).");
        }
    }

    private static NnException.Output failure(Path directory, String what, IOException e) {
        return new NnException.Output(
                what + ": cannot write a temporary file in " + directory + ": " + DurableFile.reason(e)
                        + ". Make room there, or name another directory with -Djava.io.tmpdir=DIR in NN_JAVA_OPTIONS.",
                e);
    }

    /**
     * Appends a number.
     *
     * @throws NnException.Output if the disk is full or fails
     */
    public void putDouble(double value) {
        room(Double.BYTES).putDouble(value);
    }

    /**
     * Appends numbers.
     *
     * @throws NnException.Output if the disk is full or fails
     */
    public void putFloats(float[] values) {
        for (float value : values) {
            room(Float.BYTES).putFloat(value);
        }
    }

    /**
     * Appends bytes.
     *
     * @throws NnException.Output if the disk is full or fails
     */
    public void putBytes(byte[] bytes, int count) {
        for (int done = 0; done < count; ) {
            int n = Math.min(count - done, room(1).remaining());
            buffer.put(bytes, done, n);
            done += n;
        }
    }

    private ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            write();
        }
        return buffer;
    }

    private void write() {
        try {
            buffer.flip();
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            buffer.clear();
        } catch (IOException e) {
            throw failure(directory, what, e);
        }
    }

    /**
     * All that was appended, in the order of bytes of this machine. Nothing can be appended any more.
     *
     * @throws NnException.Output if the disk is full or fails
     */
    public MemorySegment content() {
        write();
        try (channel) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), lifetime);
        } catch (IOException e) {
            throw failure(directory, what, e);
        }
    }
}

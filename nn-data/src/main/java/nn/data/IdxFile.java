package nn.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HexFormat;
import nn.core.NnException;
import nn.core.data.Pixels;
import nn.core.data.Storage;

/**
 * One IDX file of unsigned bytes, plain or compressed by gzip; which of both it is shows in its first bytes.
 *
 * <p>Its header is held against its length before memory is asked for, and against what is read afterwards.
 */
final class IdxFile {

    private static final int MAX_DIMENSIONS = 4;
    private static final int UNSIGNED_BYTE = 0x08;
    // Some JVMs cannot make arrays of the last few lengths.
    private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

    private final DataFile file;
    private final boolean compressed;
    private final long[] dimensions;
    private final long length;

    /**
     * Checks the file.
     *
     * @throws NnException.Data if it is not an IDX file of unsigned bytes with the right number of bytes
     */
    IdxFile(Path path) {
        file = new DataFile(path);
        try (InputStream in = file.open()) {
            compressed = in.read() == 0x1F && in.read() == 0x8B;
        } catch (IOException e) {
            throw DataFile.unreadable(file.name(), e);
        }
        try (InputStream in = content()) {
            dimensions = readHeader(in);
            length = checkClaim();
            if (!hasClaimedLength()) {
                checkLength(in);
            }
        } catch (IOException e) {
            throw DataFile.unreadable(file.name(), e);
        }
    }

    private InputStream content() {
        return compressed
                ? new GzipStream(file.open(), name(), GzipStream.MAX_INFLATED)
                : new BufferedInputStream(file.open());
    }

    private long[] readHeader(InputStream in) throws IOException {
        long magic = readInt(in, 0);
        if (magic >>> 16 != 0) {
            throw new NnException.Data(
                    name() + ": byte 0: found " + HexFormat.of().toHexDigits((int) magic)
                            + ", expected 0000, the start of an IDX file. Is it another kind of file?");
        }
        long type = magic >>> 8;
        if (type != UNSIGNED_BYTE) {
            throw new NnException.Data(name() + ": byte 2: values of type 0x"
                    + HexFormat.of().toHexDigits((byte) type) + ", expected 0x08, unsigned bytes.");
        }
        int count = (int) magic & 0xFF;
        if (count < 1 || count > MAX_DIMENSIONS) {
            throw new NnException.Data(
                    name() + ": byte 3: " + count + " dimensions, expected 1 to " + MAX_DIMENSIONS + ".");
        }
        long[] found = new long[count];
        for (int i = 0; i < count; i++) {
            long size = readInt(in, 4 + 4 * i);
            if (size == 0) {
                throw new NnException.Data(
                        name() + ": byte " + (4 + 4 * i) + ": dimension " + (i + 1) + " is 0, expected at least 1.");
            }
            found[i] = size;
        }
        return found;
    }

    private long readInt(InputStream in, int at) throws IOException {
        long value = 0;
        for (int i = 0; i < 4; i++) {
            int next = in.read();
            if (next < 0) {
                throw new NnException.Data(name() + ": byte " + (at + i)
                        + ": the file ends inside its header. Copy or download it again.");
            }
            value = value << 8 | next;
        }
        return value;
    }

    /** Holds the header's claim against what the file can contain at most, before anything of that size is touched. */
    private long checkClaim() {
        long claim = 1;
        for (long dimension : dimensions) {
            claim = claim > Long.MAX_VALUE / dimension ? Long.MAX_VALUE : claim * dimension;
        }
        long possible = compressed
                ? GzipStream.MAX_RATIO * Math.min(file.length(), GzipStream.MAX_INFLATED)
                : file.length() - headerLength();
        if (claim > possible) {
            throw wrongLength(claim, (compressed ? "at most " : "") + possible);
        }
        return claim;
    }

    /**
     * Whether the file has the length that its header claims, as far as that can be seen without reading it all: a compressed one
     * ends with the length of what was compressed (RFC 1952, ISIZE). What is wrong nevertheless, reading will tell.
     */
    private boolean hasClaimedLength() throws IOException {
        if (!compressed) {
            return file.length() == headerLength() + length;
        }
        if (file.length() < Integer.BYTES) {
            return false;
        }
        try (InputStream in = file.open()) {
            in.skipNBytes(file.length() - Integer.BYTES);
            byte[] end = in.readNBytes(Integer.BYTES);
            int size = ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN).getInt();
            return size == (int) (headerLength() + length);
        }
    }

    private void checkLength(InputStream in) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long real = 0;
        int n;
        while ((n = in.read(buffer)) >= 0) {
            real += n;
        }
        if (real != length) {
            throw wrongLength(length, String.valueOf(real));
        }
    }

    private NnException.Data wrongLength(long claim, String real) {
        return new NnException.Data(name() + ": byte 4: the header claims "
                + (claim == Long.MAX_VALUE ? "2^63 or more" : String.valueOf(claim))
                + " bytes of data, but the file has " + real + ". Copy or download it again.");
    }

    private int headerLength() {
        return 4 + 4 * dimensions.length;
    }

    String name() {
        return file.name();
    }

    /** The dimensions that the header claims; the file has as many bytes of data as their product. */
    long[] dimensions() {
        return dimensions.clone();
    }

    /**
     * Reads the data into an array.
     *
     * @throws NnException.LimitExceeded if there are more than an array can hold
     */
    byte[] read() {
        requireAtMost(MAX_ARRAY, length, "bytes of data");
        byte[] data = new byte[(int) length];
        return reading(in -> {
            if (in.readNBytes(data, 0, data.length) < data.length) {
                throw new EOFException();
            }
            return data;
        });
    }

    /** Reads the data as pixels. */
    Pixels pixels(Storage storage) {
        return reading(in -> Pixels.read(in, "the pixels of " + name(), length, storage));
    }

    /** Refuses what nobody can work with. */
    void requireAtMost(long limit, long count, String what) {
        if (count > limit) {
            throw new NnException.LimitExceeded(name() + ": byte 4: " + count + " " + what + ", over the limit of "
                    + limit + ". Use a part of the data.");
        }
    }

    @FunctionalInterface
    private interface Content<T> {
        T of(InputStream in) throws IOException;
    }

    private <T> T reading(Content<T> content) {
        try (InputStream in = content()) {
            in.skipNBytes(headerLength());
            T result = content.of(in);
            if (in.read() < 0) {
                return result;
            }
            throw wrong();
        } catch (EOFException e) {
            throw wrong();
        } catch (IOException e) {
            throw DataFile.unreadable(name(), e);
        }
    }

    /** Says what is wrong with a file that did not have the bytes it claims. */
    private NnException.Data wrong() {
        try (InputStream in = content()) {
            in.skipNBytes(headerLength());
            checkLength(in);
        } catch (IOException e) {
            return DataFile.unreadable(name(), e);
        }
        return new NnException.Data(
                name() + ": the file changed while it was read. Read it again when it is complete.");
    }
}

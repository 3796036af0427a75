package nn.data;

import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import nn.core.NnException;

/**
 * Inflates a gzip file (RFC 1952) and checks all of it: every member's header, CRC-32 and length, and that nothing follows the
 * last member. The JDK's own stream drops what follows the first member if that is damaged.
 */
final class GzipStream extends InputStream {

    /** Deflate cannot compress better than this: at best 258 bytes take two bits. */
    static final int MAX_RATIO = 1032;

    /** The most bytes a file may inflate to. */
    static final long MAX_INFLATED = 1L << 31;

    private static final int MAX_HEADER_TEXT = 1 << 16;
    private static final int HEADER_CRC = 2;
    private static final int EXTRA_FIELD = 4;
    private static final int FILE_NAME = 8;
    private static final int COMMENT = 16;

    private final InputStream in;
    private final String name;
    private final long limit;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final CRC32 headerCrc = new CRC32();
    private final byte[] buffer = new byte[1 << 14];
    private int next;
    private int end;
    private long bufferStart;
    private long inflated;
    private long inflatedBefore;
    private boolean inMember;
    private boolean finished;

    /**
     * Starts reading.
     *
     * @param in the compressed bytes; closed with this stream
     * @param name the file's name, for messages
     * @param limit the most bytes to inflate
     */
    GzipStream(InputStream in, String name, long limit) {
        this.in = in;
        this.name = name;
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int from, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        while (!finished) {
            if (!inMember) {
                startMember();
            } else {
                int n = inflate(target, from, count);
                if (n > 0) {
                    return n;
                }
            }
        }
        return -1;
    }

    private int inflate(byte[] target, int from, int count) throws IOException {
        int n;
        try {
            n = inflater.inflate(target, from, count);
        } catch (DataFormatException e) {
            throw damaged("the compressed data are damaged (" + e.getMessage() + ")");
        }
        next = end - inflater.getRemaining();
        crc.update(target, from, n);
        inflated += n;
        if (inflated > limit) {
            throw new NnException.LimitExceeded(
                    name + " inflates to more than " + limit + " bytes, the limit. Use a smaller file.");
        }
        if (inflater.finished()) {
            endMember();
        } else if (inflater.needsDictionary()) {
            throw damaged("the compressed data ask for a dictionary");
        } else if (n == 0 && inflater.needsInput()) {
            if (!fill()) {
                throw damaged("the file ends inside compressed data");
            }
            inflater.setInput(buffer, next, end - next);
        }
        return n;
    }

    private void startMember() throws IOException {
        boolean first = position() == 0;
        if (next == end && !fill()) {
            if (first) {
                throw damaged("the file is empty, expected gzip data");
            }
            finished = true;
            return;
        }
        headerCrc.reset();
        int magic = headerByte() << 8 | headerByte();
        if (magic != 0x1F8B) {
            throw damaged("found " + HexFormat.of().toHexDigits((short) magic) + ", expected "
                    + (first ? "1f8b, the start of gzip data" : "the end of the file or another gzip member"));
        }
        if (headerByte() != 8) {
            throw damaged("the compression method is unknown, expected 8");
        }
        int flags = headerByte();
        if (flags >= 32) {
            throw damaged("reserved flags are set in the gzip header");
        }
        for (int i = 0; i < 6; i++) {
            headerByte();
        }
        if ((flags & EXTRA_FIELD) != 0) {
            int length = headerByte() | headerByte() << 8;
            for (int i = 0; i < length; i++) {
                headerByte();
            }
        }
        if ((flags & FILE_NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CRC) != 0) {
            int expected = (int) headerCrc.getValue() & 0xFFFF;
            if ((headerByte() | headerByte() << 8) != expected) {
                throw damaged("the checksum of the gzip header is wrong");
            }
        }
        crc.reset();
        inflatedBefore = inflated;
        inflater.reset();
        inflater.setInput(buffer, next, end - next);
        inMember = true;
    }

    private void skipText() throws IOException {
        for (int i = 0; i < MAX_HEADER_TEXT; i++) {
            if (headerByte() == 0) {
                return;
            }
        }
        throw damaged("a text in the gzip header does not end within " + MAX_HEADER_TEXT + " bytes");
    }

    private void endMember() throws IOException {
        long expectedCrc = littleEndianInt();
        if (expectedCrc != crc.getValue()) {
            throw damaged("the checksum is wrong: " + HexFormat.of().toHexDigits((int) crc.getValue()) + ", expected "
                    + HexFormat.of().toHexDigits((int) expectedCrc));
        }
        long length = inflated - inflatedBefore & 0xFFFF_FFFFL;
        long expectedLength = littleEndianInt();
        if (expectedLength != length) {
            throw damaged("the inflated length is " + length + ", expected " + expectedLength);
        }
        inMember = false;
    }

    private long littleEndianInt() throws IOException {
        long value = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            value |= (long) headerByte() << shift;
        }
        return value;
    }

    /** The next byte outside of compressed data. */
    private int headerByte() throws IOException {
        if (next == end && !fill()) {
            throw damaged("the file ends inside a gzip header or trailer");
        }
        headerCrc.update(buffer[next]);
        return buffer[next++] & 0xFF;
    }

    private boolean fill() throws IOException {
        bufferStart += end;
        next = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }

    private long position() {
        return bufferStart + next;
    }

    private NnException.Data damaged(String what) {
        return new NnException.Data(name + ": byte " + position() + ": " + what + ". Copy or download the file again.");
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}

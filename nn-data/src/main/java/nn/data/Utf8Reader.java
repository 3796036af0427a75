package nn.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import nn.core.NnException;

/** Decodes UTF-8, drops a byte-order mark, and refuses malformed bytes with their position. */
final class Utf8Reader extends Reader {

    private final InputStream in;
    private final String name;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer bytes = ByteBuffer.allocate(1 << 14).flip();
    private final CharBuffer chars = CharBuffer.allocate(1 << 14).flip();
    private long bytesBefore;
    private long line = 1;
    private char lastChar;
    private boolean started;
    private boolean ended;

    /**
     * Starts reading.
     *
     * @param in the bytes; closed with this reader
     * @param name the file's name, for messages
     */
    Utf8Reader(InputStream in, String name) {
        this.in = in;
        this.name = name;
    }

    @Override
    public int read(char[] target, int from, int count) throws IOException {
        while (!chars.hasRemaining()) {
            if (ended) {
                return -1;
            }
            decode();
        }
        int n = Math.min(count, chars.remaining());
        chars.get(target, from, n);
        return n;
    }

    private void decode() throws IOException {
        boolean last = fill();
        if (!started) {
            started = true;
            skipByteOrderMark();
        }
        chars.clear();
        CoderResult result = decoder.decode(bytes, chars, last);
        if (!result.isError() && last && !result.isOverflow()) {
            decoder.flush(chars);
            ended = true;
        }
        chars.flip();
        countLines();
        if (result.isError()) {
            throw malformed();
        }
    }

    /** Reads more bytes behind those that are left; says whether they are the last. */
    private boolean fill() throws IOException {
        bytesBefore += bytes.position();
        bytes.compact();
        boolean last = false;
        // At least a whole character, so that decoding makes progress.
        while (!last && bytes.position() < 4) {
            int n = in.read(bytes.array(), bytes.position(), bytes.remaining());
            last = n < 0;
            bytes.position(bytes.position() + Math.max(0, n));
        }
        bytes.flip();
        return last;
    }

    private void skipByteOrderMark() {
        if (bytes.remaining() >= 3
                && bytes.get(0) == (byte) 0xEF
                && bytes.get(1) == (byte) 0xBB
                && bytes.get(2) == (byte) 0xBF) {
            bytes.position(3);
        } else if (bytes.remaining() >= 2
                && (bytes.getShort(0) == (short) 0xFEFF || bytes.getShort(0) == (short) 0xFFFE)) {
            throw new NnException.Data(name + ":1: the file is UTF-16, expected UTF-8. Save it as UTF-8.");
        }
    }

    private void countLines() {
        for (int i = 0; i < chars.limit(); i++) {
            char c = chars.get(i);
            if (c == '\r' || (c == '\n' && lastChar != '\r')) {
                line++;
            }
            lastChar = c;
        }
    }

    private NnException.Data malformed() {
        return new NnException.Data(name + ":" + line + ": byte " + (bytesBefore + bytes.position()) + " is 0x"
                + HexFormat.of().withUpperCase().toHexDigits(bytes.get(bytes.position()))
                + ", which is not UTF-8 here. Save the file as UTF-8.");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}

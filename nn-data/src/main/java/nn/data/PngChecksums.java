package nn.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import nn.core.NnException;

/** Checks the checksum of every chunk of a PNG file, which the JDK's decoder does not look at. */
final class PngChecksums {

    /** The first bytes of a PNG file. */
    static final long SIGNATURE = 0x89504E470D0A1A0AL;

    private static final int AROUND = 12;

    private PngChecksums() {}

    /**
     * Checks a file.
     *
     * @param bytes all of it, from the signature on
     * @throws NnException.Data if a checksum is wrong, or the file ends early or goes on
     */
    static void check(byte[] bytes, String name) {
        ByteBuffer file = ByteBuffer.wrap(bytes);
        int at = Long.BYTES;
        String type = "";
        while (!type.equals("IEND")) {
            if (at > bytes.length - AROUND) {
                throw damaged(name, bytes.length, "the file ends early");
            }
            int length = file.getInt(at);
            if (length < 0 || length > bytes.length - AROUND - at) {
                throw damaged(name, at, "a chunk is longer than the file");
            }
            type = new String(bytes, at + 4, 4, StandardCharsets.ISO_8859_1);
            CRC32 crc = new CRC32();
            crc.update(bytes, at + 4, length + 4);
            if ((int) crc.getValue() != file.getInt(at + 8 + length)) {
                throw damaged(name, at + 8 + length, "a checksum is wrong");
            }
            at += AROUND + length;
        }
        if (at < bytes.length) {
            throw damaged(name, at, "the file goes on behind its end");
        }
    }

    private static NnException.Data damaged(String name, int at, String what) {
        return new NnException.Data(name + ": byte " + at + ": " + what + ". Copy it again.");
    }
}

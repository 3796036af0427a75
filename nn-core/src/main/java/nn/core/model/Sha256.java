package nn.core.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of numbers. */
public final class Sha256 {

    private static final int FLOATS_AT_ONCE = 2048;

    private Sha256() {}

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    /** The SHA-256 of arrays one after the other, little-endian, in lower-case hexadecimal; every NaN counts as the same. */
    public static String of(float[]... arrays) {
        MessageDigest sha = digest();
        ByteBuffer block = ByteBuffer.allocate(4 * FLOATS_AT_ONCE).order(ByteOrder.LITTLE_ENDIAN);
        for (float[] array : arrays) {
            for (float value : array) {
                block.putInt(Float.floatToIntBits(value));
                if (!block.hasRemaining()) {
                    sha.update(block.flip());
                    block.clear();
                }
            }
        }
        sha.update(block.flip());
        return HexFormat.of().formatHex(sha.digest());
    }

    /** The SHA-256 of lists of whole numbers, each preceded by its length, little-endian, in lower-case hexadecimal. */
    public static String of(int[]... lists) {
        MessageDigest sha = digest();
        for (int[] list : lists) {
            ByteBuffer bytes = ByteBuffer.allocate(4 * list.length + 4).order(ByteOrder.LITTLE_ENDIAN);
            bytes.putInt(list.length);
            bytes.asIntBuffer().put(list);
            sha.update(bytes.array());
        }
        return HexFormat.of().formatHex(sha.digest());
    }
}

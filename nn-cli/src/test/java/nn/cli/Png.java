package nn.cli;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Small PNG files, written without java.desktop. */
final class Png {

    private static final int GRAY = 0;
    private static final int COLOR = 2;
    private static final int COLOR_WITH_ALPHA = 6;

    private Png() {}

    /** A black image in color. */
    static byte[] color(int width, int height) {
        return of(COLOR, 8, width, height);
    }

    /** A black image in gray. */
    static byte[] gray(int width, int height) {
        return of(GRAY, 8, width, height);
    }

    /** An image of zeros: black, and transparent if it can be. */
    static byte[] of(int colorType, int bits, int width, int height) {
        int channels = colorType == GRAY ? 1 : colorType == COLOR_WITH_ALPHA ? 4 : 3;
        return of(colorType, bits, width, height, new byte[width * channels * bits / 8 * height]);
    }

    /** An image in gray of 8 bits with given pixels. */
    static byte[] gray(int width, int height, byte[] pixels) {
        return of(GRAY, 8, width, height, pixels);
    }

    private static byte[] of(int colorType, int bits, int width, int height, byte[] pixels) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
        chunk(
                file,
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put((byte) bits)
                        .put((byte) colorType)
                        .array());
        int line = pixels.length / height;
        ByteBuffer lines = ByteBuffer.allocate(height * (line + 1));
        for (int y = 0; y < height; y++) {
            lines.put((byte) 0).put(pixels, y * line, line);
        }
        chunk(file, "IDAT", deflate(lines.array()));
        chunk(file, "IEND", new byte[0]);
        return file.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream file, String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        file.writeBytes(ByteBuffer.allocate(12 + data.length)
                .putInt(data.length)
                .put(name)
                .put(data)
                .putInt((int) crc.getValue())
                .array());
    }

    private static byte[] deflate(byte[] data) {
        try (Deflater deflater = new Deflater()) {
            deflater.setInput(data);
            deflater.finish();
            byte[] buffer = new byte[data.length + 64];
            int n = deflater.deflate(buffer);
            return java.util.Arrays.copyOf(buffer, n);
        }
    }
}

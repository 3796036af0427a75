package nn.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import nn.core.data.Dataset;
import nn.core.data.Feature;
import nn.core.data.Targets;

/**
 * A SHA-256 over everything in a data set that can influence a training: features, categories, targets and all values, in
 * order. Data sets with equal digests are interchangeable, wherever they come from and however they are kept in memory; the
 * data set's own name does not count.
 *
 * <p>The weights of rows come last, unless all are 1. A row of whole numbers from 0 to 255 is one byte a value, any other row eight; a byte before the row says which. Texts and
 * lists are preceded by their lengths. A missing value is the one NaN {@code 0x7ff8000000000000}.
 */
public final class DataDigest {

    private static final String VERSION = "nn.data 1";

    private final MessageDigest digest;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 13);

    private DataDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    /** The digest in 64 hexadecimal digits. */
    public static String of(Dataset dataset) {
        DataDigest digest = new DataDigest();
        digest.schema(dataset);
        digest.rows(dataset);
        digest.weights(dataset);
        digest.flush();
        return HexFormat.of().formatHex(digest.digest.digest());
    }

    private void schema(Dataset dataset) {
        text(VERSION);
        number(dataset.features().size());
        for (Feature feature : dataset.features()) {
            text(feature.name());
            texts(feature.categories());
        }
        text(dataset.targets() instanceof Targets.Classes ? "classes" : "values");
        texts(dataset.targets().names());
    }

    private void rows(Dataset dataset) {
        boolean classes = dataset.targets() instanceof Targets.Classes;
        int quantities = dataset.targets().names().size();
        double[] row = new double[dataset.features().size()];
        number(dataset.rows());
        for (int r = 0; r < dataset.rows(); r++) {
            dataset.read(r, row);
            values(row);
            if (classes) {
                number(dataset.label(r));
            } else {
                for (int q = 0; q < quantities; q++) {
                    wide(dataset.value(r, q));
                }
            }
        }
    }

    private void weights(Dataset dataset) {
        if (IntStream.range(0, dataset.rows()).anyMatch(r -> dataset.weight(r) != 1)) {
            for (int r = 0; r < dataset.rows(); r++) {
                wide(dataset.weight(r));
            }
        }
    }

    private void values(double[] row) {
        boolean bytes = true;
        for (double value : row) {
            // The comparison of bits tells −0 from 0.
            bytes &= Double.doubleToRawLongBits(value) == Double.doubleToRawLongBits((int) value & 0xFF);
        }
        room(1).put((byte) (bytes ? 1 : 8));
        for (double value : row) {
            if (bytes) {
                room(1).put((byte) (int) value);
            } else {
                wide(value);
            }
        }
    }

    private void wide(double value) {
        room(Double.BYTES).putLong(Double.doubleToLongBits(value));
    }

    private void number(int value) {
        room(Integer.BYTES).putInt(value);
    }

    private void texts(List<String> texts) {
        number(texts.size());
        texts.forEach(this::text);
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        number(bytes.length);
        flush();
        digest.update(bytes);
    }

    private ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            flush();
        }
        return buffer;
    }

    private void flush() {
        digest.update(buffer.array(), 0, buffer.position());
        buffer.clear();
    }
}

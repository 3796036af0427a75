package nn.data;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import nn.core.NnException;

/** An array in a file of NumPy: its header, and its elements as often as they are asked for. */
final class NpyArray {

    /** Opens the bytes of an array, header included. */
    interface Source {
        /** The bytes from the first on. */
        InputStream open() throws IOException;
    }

    private static final int BUFFER = 1 << 14;

    private final String name;
    private final Source source;
    private final NpyHeader header;

    /**
     * Reads the header and holds it against the length.
     *
     * @param name what to call the array in messages
     * @param length the bytes of the array, header included
     */
    NpyArray(String name, long length, Source source) {
        this.name = name;
        this.source = source;
        try (InputStream in = source.open()) {
            header = NpyHeader.read(in, name);
        } catch (IOException e) {
            throw unreadable(e);
        }
        long claim = header.dataLength();
        if (claim != length - header.length()) {
            throw new NnException.Data(name + ": byte " + header.length() + ": the header claims "
                    + (claim == Long.MAX_VALUE ? "2^63 or more" : String.valueOf(claim))
                    + " bytes of data, but there are "
                    + (length - header.length()) + ". Copy it again.");
        }
        if (header.shape().isEmpty()) {
            throw new NnException.Data(name + ": byte " + header.length()
                    + ": a single value, expected an array with a value for each row.");
        }
        if (header.shape().getFirst() > Integer.MAX_VALUE || columnCount() > Integer.MAX_VALUE) {
            throw new NnException.LimitExceeded(
                    name + ": byte " + header.length() + ": an array of " + header.shapeText()
                            + " elements, over the limit of 2^31 rows or columns. Use a part of the data.");
        }
    }

    String name() {
        return name;
    }

    NpyType type() {
        return header.type();
    }

    List<Long> shape() {
        return header.shape();
    }

    /** The shape as people write it. */
    String shapeText() {
        return header.shapeText();
    }

    /** The first dimension. */
    int rows() {
        return Math.toIntExact(header.shape().getFirst());
    }

    /** The elements of each row. */
    int columns() {
        return (int) columnCount();
    }

    private long columnCount() {
        long count = 1;
        for (long dimension : header.shape().subList(1, header.shape().size())) {
            // The product with the number of rows has been held against the length, unless that number is 0.
            count = dimension != 0 && count > Long.MAX_VALUE / dimension ? Long.MAX_VALUE : count * dimension;
        }
        return count;
    }

    /** Whether the elements of a row stand next to each other. */
    boolean isRowByRow() {
        return !header.fortranOrder();
    }

    /** The bytes of all elements. */
    long dataLength() {
        return header.dataLength();
    }

    /** Starts to read row after row. */
    NpyRows read() {
        try {
            boolean byColumns = header.fortranOrder() && rows() > 1 && columns() > 1;
            InputStream in = source.open();
            try {
                in.skipNBytes(header.length());
                return byColumns ? new NpyRows.ByColumns(this, in) : new NpyRows.ByRows(this, in);
            } catch (IOException | RuntimeException e) {
                in.close();
                throw e;
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Reads all bytes of the elements and keeps nothing, so that what is wrong with them shows. */
    void check() {
        try (InputStream in = source.open()) {
            byte[] buffer = new byte[BUFFER];
            long real = 0;
            int n;
            while ((n = in.read(buffer)) >= 0) {
                real += n;
            }
            if (real - header.length() != header.dataLength()) {
                throw changed();
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** All elements, which are single bytes. */
    byte[] bytes() {
        byte[] bytes = new byte[Math.toIntExact(header.dataLength())];
        try (InputStream in = source.open()) {
            in.skipNBytes(header.length());
            if (in.readNBytes(bytes, 0, bytes.length) < bytes.length || in.read() >= 0) {
                throw changed();
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
        return bytes;
    }

    NnException.Data changed() {
        return new NnException.Data(name + ": other than " + header.dataLength()
                + " bytes of data arrive. Copy the file again when it is complete.");
    }

    NnException.Data unreadable(IOException e) {
        return DataFile.unreadable(name, e);
    }

    /** How messages about a byte of the data begin. */
    String at(long dataByte) {
        return name + ": byte " + (header.length() + dataByte) + ": ";
    }
}

package nn.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** Reads an array row after row and gives its elements away. */
abstract sealed class NpyRows implements Place, AutoCloseable {

    final NpyArray array;
    final InputStream in;
    private final int columns;
    private final char[] text;
    private long current;

    private NpyRows(NpyArray array, InputStream in) {
        this.array = array;
        this.in = in;
        columns = array.columns();
        text = new char[array.type().isText() ? array.type().longestText() : 0];
    }

    /** Gives the next row away, whose first element belongs to the given column. */
    void next(CellSink cells, int firstColumn) {
        NpyType type = array.type();
        ByteBuffer bytes = bytes();
        for (int i = 0; i < columns; i++) {
            int from = locate(i);
            if (!cells.wants(firstColumn + i)) {
                continue;
            }
            if (type.isText()) {
                cells.text(this, firstColumn + i, text, 0, type.text(bytes, from, text, this));
            } else {
                cells.number(this, firstColumn + i, type.number(bytes, from, this));
            }
        }
        endRow();
    }

    /** The buffer in which elements are found. */
    abstract ByteBuffer bytes();

    /** The index in the buffer of an element of the current row, which is asked for in order. */
    abstract int locate(int column);

    /** Goes to the next row. */
    abstract void endRow();

    /** Makes sure that nothing follows the last row. */
    void end() {
        try {
            if (in.read() >= 0) {
                throw array.changed();
            }
        } catch (IOException e) {
            throw array.unreadable(e);
        }
    }

    /** Remembers which byte of the data is looked at. */
    final void at(long dataByte) {
        current = dataByte;
    }

    @Override
    public String at() {
        return array.at(current);
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw array.unreadable(e);
        }
    }

    /** Rows that stand one after the other, of which a part is in memory. */
    static final class ByRows extends NpyRows {
        private static final int BUFFER = 1 << 14;

        private final int size;
        private final byte[] block;
        private final ByteBuffer bytes;
        private int next;
        private int end;
        private long before;
        private long left;

        ByRows(NpyArray array, InputStream in) {
            super(array, in);
            size = array.type().size();
            left = array.dataLength();
            block = new byte[Math.max(1, BUFFER / size) * size];
            bytes = ByteBuffer.wrap(block).order(array.type().order());
        }

        @Override
        ByteBuffer bytes() {
            return bytes;
        }

        @Override
        int locate(int column) {
            if (next == end) {
                fill();
            }
            int found = next;
            at(before + found);
            next += size;
            return found;
        }

        private void fill() {
            try {
                before += end;
                next = 0;
                end = in.readNBytes(block, 0, (int) Math.min(left, block.length));
                left -= end;
            } catch (IOException e) {
                throw array.unreadable(e);
            }
            if (end == 0 || end % size != 0) {
                throw array.changed();
            }
        }

        @Override
        void endRow() {}
    }

    /** Columns that stand one after the other (Fortran order); all are in memory. */
    static final class ByColumns extends NpyRows {
        private final ByteBuffer bytes;
        private final long[] firstBytes;
        private final int size;
        private int row;

        ByColumns(NpyArray array, InputStream in) throws IOException {
            super(array, in);
            size = array.type().size();
            // First without keeping anything, since an archive may claim more than it holds.
            array.check();
            byte[] all = in.readNBytes(Math.toIntExact(array.dataLength()));
            if (all.length < array.dataLength()) {
                throw array.changed();
            }
            bytes = ByteBuffer.wrap(all).order(array.type().order());
            firstBytes = new long[array.columns()];
            for (int i = 0; i < firstBytes.length; i++) {
                firstBytes[rowMajor(array, i)] = (long) i * array.rows() * size;
            }
        }

        /** Where an element of a row stands if the last index runs fastest, when the first did. */
        private static int rowMajor(NpyArray array, int index) {
            int rest = index;
            int place = 0;
            for (long dimension : array.shape().subList(1, array.shape().size())) {
                place = place * (int) dimension + rest % (int) dimension;
                rest /= (int) dimension;
            }
            return place;
        }

        @Override
        ByteBuffer bytes() {
            return bytes;
        }

        @Override
        int locate(int column) {
            long found = firstBytes[column] + (long) row * size;
            at(found);
            return (int) found;
        }

        @Override
        void endRow() {
            row++;
        }
    }
}

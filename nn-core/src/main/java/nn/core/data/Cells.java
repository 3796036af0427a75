package nn.core.data;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/** Takes the values of a table row after row, and in each row column after column; then gives them back by column. */
public sealed interface Cells {

    /** Takes the next value. */
    void put(double value);

    /** A column, when all values are there. */
    Numbers column(int index);

    /**
     * Starts with none.
     *
     * @param name what the data are called
     * @param rows how many there will be
     * @param columns how many there will be
     * @param storage decides where they are kept
     */
    static Cells of(String name, int rows, int columns, Storage storage) {
        Optional<TemporaryFile> file = storage.fileFor("the values of " + name, (long) rows * columns, Double.BYTES);
        return file.isPresent() ? new OnDisk(file.get(), rows, columns) : new InMemory(rows, columns);
    }

    /** An array for each column. */
    final class InMemory implements Cells {
        private final double[][] columns;
        private int row;
        private int column;

        private InMemory(int rows, int columns) {
            this.columns = new double[columns][rows];
        }

        @Override
        public void put(double value) {
            columns[column][row] = value;
            column++;
            if (column == columns.length) {
                column = 0;
                row++;
            }
        }

        @Override
        public Numbers column(int index) {
            return Numbers.of(columns[index]);
        }
    }

    /** A file with row after row, as they are read later. */
    final class OnDisk implements Cells {
        private final TemporaryFile file;
        private final int rows;
        private final int columns;
        private Optional<MemorySegment> content = Optional.empty();

        private OnDisk(TemporaryFile file, int rows, int columns) {
            this.file = file;
            this.rows = rows;
            this.columns = columns;
        }

        @Override
        public void put(double value) {
            file.putDouble(value);
        }

        @Override
        public Numbers column(int index) {
            if (content.isEmpty()) {
                content = Optional.of(file.content());
            }
            MemorySegment values = content.get();
            return Numbers.of(rows, row -> values.getAtIndex(ValueLayout.JAVA_DOUBLE, (long) row * columns + index));
        }
    }
}

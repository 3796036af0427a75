package nn.core.transform;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;
import nn.core.data.Storage;
import nn.core.data.TemporaryFile;

/** Rows of floats that are written once, one after another, and read in any order without an allocation. */
sealed interface FloatRows {

    /** Makes the rows. */
    @FunctionalInterface
    interface Writer {
        /** Writes a row into an array from an index on. */
        void write(int row, float[] target, int from);
    }

    /**
     * Writes all rows.
     *
     * @param what what they are, for people
     * @param rows how many
     * @param width numbers of a row
     * @param storage decides where they are kept
     * @param writer called for each row in order
     */
    static FloatRows of(String what, int rows, int width, Storage storage, Writer writer) {
        Optional<TemporaryFile> file = storage.fileFor(what, (long) rows * width, Float.BYTES);
        if (file.isEmpty()) {
            float[] values = new float[rows * width];
            for (int row = 0; row < rows; row++) {
                writer.write(row, values, row * width);
            }
            return new InMemory(values, width);
        }
        float[] values = new float[width];
        for (int row = 0; row < rows; row++) {
            writer.write(row, values, 0);
            file.get().putFloats(values);
        }
        return new OnDisk(file.get().content(), width);
    }

    /** Copies the first numbers of a row. */
    void read(int row, int count, float[] target, int from);

    /** A number of a row. */
    float get(int row, int column);

    /** One array with row after row. */
    record InMemory(float[] values, int width) implements FloatRows {
        @Override
        public void read(int row, int count, float[] target, int from) {
            System.arraycopy(values, row * width, target, from, count);
        }

        @Override
        public float get(int row, int column) {
            return values[row * width + column];
        }
    }

    /** The content of a file with row after row. */
    record OnDisk(MemorySegment values, int width) implements FloatRows {
        @Override
        public void read(int row, int count, float[] target, int from) {
            long index = (long) row * width;
            MemorySegment.copy(values, ValueLayout.JAVA_FLOAT, index * Float.BYTES, target, from, count);
        }

        @Override
        public float get(int row, int column) {
            return values.getAtIndex(ValueLayout.JAVA_FLOAT, (long) row * width + column);
        }
    }
}

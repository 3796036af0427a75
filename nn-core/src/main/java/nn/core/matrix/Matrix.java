package nn.core.matrix;

import java.util.Arrays;
import java.util.Objects;

/** An immutable row-major matrix of {@code float}, for weights and predictions that people look at. */
public final class Matrix {

    private final int rows;
    private final int columns;
    private final float[] values;

    private Matrix(int rows, int columns, float[] values) {
        this.rows = rows;
        this.columns = columns;
        this.values = values;
    }

    /**
     * Copies a matrix out of an array.
     *
     * @param rows number of rows, 0 or more
     * @param columns number of columns, 0 or more
     * @param source array that holds rows · columns values, row after row; copied
     * @param from index of the first value
     * @throws IllegalArgumentException if the array is too short
     */
    public static Matrix copyOf(int rows, int columns, float[] source, int from) {
        Objects.checkFromIndexSize(from, Math.multiplyExact(rows, columns), source.length);
        return new Matrix(rows, columns, Arrays.copyOfRange(source, from, from + rows * columns));
    }

    /** A matrix from its rows, which must have the same length; copied. */
    public static Matrix of(float[]... rows) {
        int columns = rows.length == 0 ? 0 : rows[0].length;
        float[] values = new float[Math.multiplyExact(rows.length, columns)];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != columns) {
                throw new IllegalArgumentException(
                        "Row " + i + " has " + rows[i].length + " columns, expected " + columns + " as in row 0.");
            }
            System.arraycopy(rows[i], 0, values, i * columns, columns);
        }
        return new Matrix(rows.length, columns, values);
    }

    /** Number of rows. */
    public int rows() {
        return rows;
    }

    /** Number of columns. */
    public int columns() {
        return columns;
    }

    /** One element; row and column count from 0. */
    public float get(int row, int column) {
        return values[Objects.checkIndex(row, rows) * columns + Objects.checkIndex(column, columns)];
    }

    /** A copy of one row. */
    public float[] row(int row) {
        int from = Objects.checkIndex(row, rows) * columns;
        return Arrays.copyOfRange(values, from, from + columns);
    }

    /** A copy of all values, row after row. */
    public float[] toArray() {
        return values.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Matrix matrix
                && matrix.rows == rows
                && matrix.columns == columns
                && Arrays.equals(matrix.values, values);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * rows + columns) + Arrays.hashCode(values);
    }

    /** Shape and, for small matrices, the values row by row. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(rows + "×" + columns);
        if (values.length <= 100) {
            for (int i = 0; i < rows; i++) {
                text.append(i == 0 ? " " : ", ").append(Arrays.toString(row(i)));
            }
        }
        return text.toString();
    }
}

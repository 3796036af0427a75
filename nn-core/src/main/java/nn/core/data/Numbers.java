package nn.core.data;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;

/** One number for each row, wherever they are kept. */
public interface Numbers {

    /** How many there are. */
    int length();

    /** The number of a row, from 0. */
    double get(int row);

    /** Numbers in an array, which is not copied. */
    static Numbers of(double... values) {
        return of(values.length, row -> values[row]);
    }

    /** Numbers that are read or computed when they are asked for. */
    static Numbers of(int length, IntToDoubleFunction values) {
        return new Numbers() {
            @Override
            public int length() {
                return length;
            }

            @Override
            public double get(int row) {
                return values.applyAsDouble(row);
            }
        };
    }

    /** What a function makes of these numbers; computed when it is asked for. */
    default Numbers map(DoubleUnaryOperator function) {
        return of(length(), row -> function.applyAsDouble(get(row)));
    }

    /** A copy. */
    default double[] toArray() {
        double[] values = new double[length()];
        Arrays.setAll(values, this::get);
        return values;
    }
}

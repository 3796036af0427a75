package nn.simd;

/** A matrix that lies in an array: element (i, j) is at {@code from + i·row + j·column}. One that is the same row again and again has a row step of 0. */
final class Operand {

    private static final float[] NONE = {};

    float[] array = NONE;
    int from;
    int row;
    int column;

    void set(float[] array, int from, int row, int column) {
        this.array = array;
        this.from = from;
        this.row = row;
        this.column = column;
    }

    /** Where an element is. */
    int at(int i, int j) {
        return from + i * row + j * column;
    }

    /** Lets the array go, so that it does not live as long as its thread. */
    void release() {
        array = NONE;
    }
}

package nn.data;

/**
 * Takes the values of a table row after row, in each row one for every column in any order. What a text means is decided here if
 * the format does not say so ({@link #untyped}), and by the format otherwise.
 */
interface CellSink {

    /** Whether anything is done with a column's values. */
    boolean wants(int column);

    /** A value of a format without types: a number if it looks like one, and missing if it is empty or declared to be. */
    void untyped(Place place, int column, char[] text, int from, int to);

    /** A text, also where it looks like a number. */
    void text(Place place, int column, char[] text, int from, int to);

    /** A number; NaN and infinities are refused unless they are declared missing. */
    void number(Place place, int column, double value);

    /** A value that is missing by the rules of the format. */
    void missing(Place place, int column);

    /** Takes the end of a row. */
    void endRow(Place place);
}

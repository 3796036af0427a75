package nn.data;

/** Where a pass over a table stands. */
interface Place {

    /** File and line, or byte, as the beginning of a message: {@code "train.csv:3: "}. */
    String at();
}

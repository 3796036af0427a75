package nn.core.diagnose;

/**
 * A stretch of an array.
 *
 * @param from index of its first element
 * @param to the index after its last
 */
record Span(int from, int to) {

    int size() {
        return to - from;
    }
}

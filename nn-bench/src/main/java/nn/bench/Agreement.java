package nn.bench;

/** How far two computations of the same numbers are apart. */
final class Agreement {

    private Agreement() {}

    /**
     * The largest difference divided by the largest absolute value; sums that cancel to nearly 0 would have meaningless relative
     * differences of their own. Not a number if an element of either is none.
     */
    static double relativeDifference(float[] expected, float[] actual) {
        double difference = 0;
        double largest = 0;
        for (int i = 0; i < expected.length; i++) {
            difference = Math.max(difference, Math.abs((double) expected[i] - actual[i]));
            largest = Math.max(largest, Math.abs(expected[i]));
        }
        return difference == 0 ? 0 : difference / largest;
    }
}

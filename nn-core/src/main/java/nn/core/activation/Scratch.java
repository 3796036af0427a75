package nn.core.activation;

/**
 * Room for intermediate values where inputs, outputs and gradients must stay as they are. Each thread has its own, made once, so
 * that no step allocates; work goes through it in blocks. What else a loop needs is copied here, too: C2 compiles a loop to vectors
 * only if all its arrays are read and written at the same index.
 */
final class Scratch {

    /** Elements of a block: so few that a handful of arrays stays in the first-level cache. */
    static final int BLOCK = 1024;

    private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

    private final float[] first = new float[BLOCK];
    private final float[] second = new float[BLOCK];
    private final float[] third = new float[BLOCK];
    private final float[] fourth = new float[BLOCK];

    private Scratch() {}

    static Scratch ofThread() {
        return OF_THREAD.get();
    }

    float[] first() {
        return first;
    }

    float[] second() {
        return second;
    }

    float[] third() {
        return third;
    }

    float[] fourth() {
        return fourth;
    }
}

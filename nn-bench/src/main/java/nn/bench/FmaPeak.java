package nn.bench;

import static jdk.incubator.vector.FloatVector.broadcast;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The most multiply-adds that the machine's widest vectors can do, as a loop that does nothing else and touches no memory.
 *
 * <p>A core with two units and a latency of four cycles needs eight chains that do not depend on each other, one with a latency
 * of five needs ten. Twelve and the two factors fit into 16 registers.
 */
final class FmaPeak implements Runnable, AutoCloseable {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int CHAINS = 12;
    private static final int STEPS = 4096;

    /** Where the chains start and, at the end, what they came to, so that C2 must compute it. */
    private final float[] values = new float[CHAINS + 1];

    private final int threads;
    private final ExecutorService team;

    FmaPeak(int threads) {
        this.threads = threads;
        team = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "fma-peak");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Bits of the vectors. */
    static int bits() {
        return SPECIES.vectorBitSize();
    }

    /** Operations of one call, a multiply-add being two. */
    double flops() {
        return 2.0 * threads * repetitions() * STEPS * CHAINS * SPECIES.length();
    }

    /** A task for another thread must last so long that waking it does not count. */
    private int repetitions() {
        return threads == 1 ? 1 : 256;
    }

    @Override
    public void run() {
        if (threads == 1) {
            chains(values);
            return;
        }
        Callable<Boolean> task = () -> {
            for (int i = 0; i < repetitions(); i++) {
                chains(values);
            }
            return true;
        };
        try {
            for (Future<Boolean> result : team.invokeAll(Collections.nCopies(threads, task))) {
                result.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("The peak cannot be measured", e);
        }
    }

    @Override
    public void close() {
        List<Runnable> unfinished = team.shutdownNow();
        assert unfinished.isEmpty();
    }

    /** The chains {@code s = s + x·y}; each starts from a value of its own, since C2 would not keep a shared one in registers. */
    private static void chains(float[] starts) {
        FloatVector x = broadcast(SPECIES, 1e-3f + starts[0]);
        FloatVector y = broadcast(SPECIES, 1e-3f + starts[1]);
        FloatVector s0 = broadcast(SPECIES, starts[0]);
        FloatVector s1 = broadcast(SPECIES, starts[1]);
        FloatVector s2 = broadcast(SPECIES, starts[2]);
        FloatVector s3 = broadcast(SPECIES, starts[3]);
        FloatVector s4 = broadcast(SPECIES, starts[4]);
        FloatVector s5 = broadcast(SPECIES, starts[5]);
        FloatVector s6 = broadcast(SPECIES, starts[6]);
        FloatVector s7 = broadcast(SPECIES, starts[7]);
        FloatVector s8 = broadcast(SPECIES, starts[8]);
        FloatVector s9 = broadcast(SPECIES, starts[9]);
        FloatVector s10 = broadcast(SPECIES, starts[10]);
        FloatVector s11 = broadcast(SPECIES, starts[11]);
        for (int i = 0; i < STEPS; i++) {
            s0 = x.fma(y, s0);
            s1 = x.fma(y, s1);
            s2 = x.fma(y, s2);
            s3 = x.fma(y, s3);
            s4 = x.fma(y, s4);
            s5 = x.fma(y, s5);
            s6 = x.fma(y, s6);
            s7 = x.fma(y, s7);
            s8 = x.fma(y, s8);
            s9 = x.fma(y, s9);
            s10 = x.fma(y, s10);
            s11 = x.fma(y, s11);
        }
        starts[CHAINS] = s0.add(s1)
                .add(s2.add(s3))
                .add(s4.add(s5))
                .add(s6.add(s7))
                .add(s8.add(s9))
                .add(s10.add(s11))
                .lane(0);
    }
}

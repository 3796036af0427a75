package nn.core.kernel;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A fixed team of threads that works on one task at a time, cut into blocks. The caller works too, and waits for nobody who has
 * not begun: a worker that wakes up late finds its block done.
 *
 * <p>Blocks are handed out by one counter, which holds the number of the task, too: whoever raises it by one has the block, and
 * knows that the task he has read is the one that the block belongs to. Between tasks a worker looks at the counter for a
 * moment, as the next task usually follows within microseconds, and then parks; only those that have parked are woken.
 */
final class WorkerTeam implements AutoCloseable {

    /** A piece of work that can be done block by block in any order. */
    interface Task {
        void run(int block, int blocks);
    }

    /** Waking a parked thread takes about as long. */
    private static final long NANOS_BEFORE_PARKING = 80_000;

    private final Worker[] workers;
    private final AtomicBoolean held = new AtomicBoolean();
    /** The number of the task (32 bits), how many blocks it has (16 bits), the next block (16 bits). */
    private final AtomicLong counter = new AtomicLong();

    private final AtomicInteger unfinished = new AtomicInteger();
    private final AtomicReference<@Nullable Failure> failure = new AtomicReference<>();
    private Task task = (block, blocks) -> {}; // written before the counter and read after it
    private volatile boolean closed;

    WorkerTeam(int threads) {
        workers = new Worker[threads - 1];
        for (int i = 0; i < workers.length; i++) {
            workers[i] = new Worker(i + 1);
            workers[i].start();
        }
    }

    int threads() {
        return workers.length + 1;
    }

    /** The first of n items that belongs to a block when n items are cut evenly. */
    static int start(int n, int blocks, int block) {
        return (int) ((long) n * block / blocks);
    }

    /** Takes the team for this caller until {@link #release}, unless there are no workers or another caller has it. */
    boolean tryHold() {
        return workers.length > 0 && !closed && held.compareAndSet(false, true);
    }

    void release() {
        held.set(false);
    }

    /** Runs all blocks, from 1 to 2¹⁶ − 1, and returns when they are done; only for who holds the team. */
    void run(int blocks, Task work) {
        failure.setPlain(null);
        task = work;
        unfinished.setPlain(blocks);
        counter.set(((counter.getPlain() >>> 32) + 1) << 32 | (long) blocks << 16);
        for (int i = 0; i < Math.min(workers.length, blocks - 1); i++) {
            workers[i].wakeIfParked();
        }
        while (takeBlock()) {}
        awaitOthers();
        rethrow(failure.getPlain());
    }

    /** Does the next block, if there is one. */
    private boolean takeBlock() {
        long seen = counter.get();
        if (!hasBlock(seen)) {
            return false;
        }
        Task work = task;
        if (counter.compareAndSet(seen, seen + 1)) {
            try {
                work.run(nextBlock(seen), blocks(seen));
            } catch (Throwable e) {
                failure.accumulateAndGet(new Failure(nextBlock(seen), e), Failure::first);
            }
            unfinished.decrementAndGet();
        }
        return true;
    }

    private static boolean hasBlock(long seen) {
        return nextBlock(seen) < blocks(seen);
    }

    private static int nextBlock(long seen) {
        return (int) seen & 0xFFFF;
    }

    private static int blocks(long seen) {
        return (int) seen >>> 16;
    }

    /** The others are at their last blocks; if that takes long, one of them may need this processor. */
    @SuppressWarnings("ThreadPriorityCheck") // Nothing relies on it: without the yield this loop would only be rude.
    private void awaitOthers() {
        long start = unfinished.get() > 0 ? System.nanoTime() : 0;
        while (unfinished.get() > 0) {
            if (System.nanoTime() - start < NANOS_BEFORE_PARKING) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
    }

    /** What a block has thrown; that of the first block is the one that one thread would have met. */
    private record Failure(int block, Throwable thrown) {

        static @Nullable Failure first(@Nullable Failure one, @Nullable Failure other) {
            return one == null || (other != null && other.block < one.block) ? other : one;
        }
    }

    private static void rethrow(@Nullable Failure failure) {
        if (failure != null && failure.thrown instanceof RuntimeException e) {
            throw e;
        }
        if (failure != null && failure.thrown instanceof Error e) {
            throw e;
        }
    }

    @Override
    public void close() {
        closed = true;
        for (Worker worker : workers) {
            LockSupport.unpark(worker);
        }
    }

    private final class Worker extends Thread {
        private volatile boolean parked;

        Worker(int number) {
            super("nn-worker-" + number);
            setDaemon(true);
        }

        void wakeIfParked() {
            if (parked) {
                LockSupport.unpark(this);
            }
        }

        @Override
        public void run() {
            long idleSince = System.nanoTime();
            while (!closed) {
                if (takeBlock()) {
                    idleSince = System.nanoTime();
                } else if (System.nanoTime() - idleSince < NANOS_BEFORE_PARKING) {
                    Thread.onSpinWait();
                } else {
                    park();
                    idleSince = System.nanoTime();
                }
            }
        }

        /** The caller looks at {@code parked} after it has set the counter, so that one of the two sees the other. */
        private void park() {
            parked = true;
            if (!hasBlock(counter.get()) && !closed) {
                LockSupport.park(WorkerTeam.this);
            }
            parked = false;
        }
    }
}

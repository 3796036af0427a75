package nn.core.kernel;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A fixed team of threads that works on one task at a time, cut into blocks. The caller works too; a worker spins for a
 * moment between tasks, as the next one usually follows within microseconds, and then parks.
 */
final class WorkerTeam implements AutoCloseable {

    /** A piece of work that can be done block by block in any order. */
    interface Task {
        void run(int block);
    }

    private static final int SPINS_BEFORE_PARKING = 20_000;

    private final Worker[] workers;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final AtomicInteger nextBlock = new AtomicInteger();
    private final AtomicInteger unfinished = new AtomicInteger();
    private volatile @Nullable Task task;
    private volatile int blocks;
    private volatile @Nullable Throwable failure;
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

    /** Runs all blocks and returns when they are done. While the team is busy with another caller, runs them here. */
    void run(int blockCount, Task work) {
        if (workers.length == 0 || closed || !busy.compareAndSet(false, true)) {
            for (int block = 0; block < blockCount; block++) {
                work.run(block);
            }
            return;
        }
        try {
            task = work;
            blocks = blockCount;
            failure = null;
            nextBlock.set(0);
            unfinished.set(workers.length);
            for (Worker worker : workers) {
                worker.wake();
            }
            workOn(work);
            while (unfinished.get() > 0) {
                Thread.onSpinWait();
            }
            task = null;
            rethrow(failure);
        } finally {
            busy.set(false);
        }
    }

    private void workOn(Task work) {
        try {
            int count = blocks;
            for (int block = nextBlock.getAndIncrement(); block < count; block = nextBlock.getAndIncrement()) {
                work.run(block);
            }
        } catch (Throwable e) {
            failure = e;
        }
    }

    private static void rethrow(@Nullable Throwable failure) {
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
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
        private volatile boolean wanted;

        Worker(int number) {
            super("nn-worker-" + number);
            setDaemon(true);
        }

        void wake() {
            wanted = true;
            LockSupport.unpark(this);
        }

        @Override
        public void run() {
            while (!closed) {
                for (int i = 0; !wanted && i < SPINS_BEFORE_PARKING; i++) {
                    Thread.onSpinWait();
                }
                while (!wanted && !closed) {
                    LockSupport.park(WorkerTeam.this);
                }
                if (wanted) {
                    wanted = false;
                    Task work = task;
                    if (work != null) {
                        workOn(work);
                    }
                    unfinished.decrementAndGet();
                }
            }
        }
    }
}

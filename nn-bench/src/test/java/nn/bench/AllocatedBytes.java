package nn.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * The bytes that some threads have allocated.
 *
 * @param threads their ids
 */
record AllocatedBytes(long[] threads) {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Watches this thread and the workers that were started last. */
    static AllocatedBytes ofThisThreadAndWorkers(int workers) {
        long[] all = Stream.of(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().startsWith("nn-worker-"))
                .mapToLong(ThreadInfo::getThreadId)
                .sorted()
                .toArray();
        long[] threads = Arrays.copyOfRange(all, all.length - workers, all.length + 1);
        threads[workers] = Thread.currentThread().threadId();
        return new AllocatedBytes(threads);
    }

    /** What they have allocated since they were started. */
    long total() {
        long total = 0;
        for (long thread : threads) {
            total += THREADS.getThreadAllocatedBytes(thread);
        }
        return total;
    }
}

package nn.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nn.core.activation.Relu;
import nn.core.data.Column;
import nn.core.data.Dataset;
import nn.core.data.ImageDataset;
import nn.core.data.Split;
import nn.core.data.Table;
import nn.core.data.TableDataset;
import nn.core.data.Targets;
import nn.core.kernel.Compute;
import nn.core.kernel.MatrixKernel;
import nn.core.kernel.ScalarKernel;
import nn.core.matrix.Shape;
import nn.core.random.Purpose;
import nn.core.random.RandomKey;
import nn.core.train.Trainer;
import nn.core.train.TrainingEvent;
import nn.core.train.TrainingListener;
import nn.core.transform.Rescale;
import nn.optimizers.Adam;
import nn.simd.VectorKernel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A training step allocates nothing, on no thread, once the first steps have made what is made once for each thread and the JIT has
 * compiled the vector operations, which are objects until then.
 */
class TrainingAllocationTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int STEPS_PER_EPOCH = 24;
    /** Narrower than the workload, whose steps take long. */
    private static final Workload NARROW_W4 =
            new Workload("W4", 784, List.of(256, 256, 256), 10, new Relu(), true, new Adam(), 128, Optional.empty(), 1);

    @ParameterizedTest
    @CsvSource({"W1, 1", "W1, 2", "W2, 1", "W2, 2", "W3, 1", "W3, 2", "W4, 1", "W4, 2", "W5, 1", "W5, 2"})
    void aStepAllocatesNothing(String name, int threads) {
        assertSomeEpochIsWithout(workload(name), new VectorKernel(), threads, 1500);
    }

    /** In the second epoch at the latest: here no allocation waits for the JIT to remove it. */
    @ParameterizedTest
    @CsvSource({"W1, 2", "W3, 2", "W4, 2", "W5, 2"})
    void aStepInPlainJavaAllocatesNothingEvenBeforeItIsCompiled(String name, int threads) {
        assertSomeEpochIsWithout(workload(name), new ScalarKernel(), threads, 2);
    }

    private static Workload workload(String name) {
        return name.equals("W4") ? NARROW_W4 : Workload.of(name);
    }

    private static void assertSomeEpochIsWithout(Workload workload, MatrixKernel kernel, int threads, int epochs) {
        try (Compute usual = Compute.of(kernel, threads);
                Compute compute = usual.withBlocksOf(1024)) {
            Allocations allocations = new Allocations(threads - 1);
            Trainer.of(workload.network())
                    .optimizer(workload.optimizer())
                    .batchSize(workload.batchSize())
                    .transforms(workload.isRegression() ? List.of() : List.of(new Rescale()))
                    .epochs(epochs)
                    .compute(compute)
                    .listener(allocations)
                    .fit(data(workload));
            assertEquals(0, allocations.inEpochs.getLast(), () -> "bytes in steps of epochs: " + allocations.inEpochs);
            System.out.println(workload.name() + " on " + kernel.description() + ", threads " + threads
                    + ": no byte in steps of epoch " + allocations.inEpochs.size());
        }
    }

    private static Split data(Workload workload) {
        int rows = STEPS_PER_EPOCH * workload.batchSize();
        RandomKey random = RandomKey.of(1, Purpose.DATA);
        return Split.random(workload.isRegression() ? table(workload, rows, random) : images(rows, random), 0, 0, 1);
    }

    private static Dataset images(int rows, RandomKey random) {
        byte[] pixels = new byte[rows * 784];
        byte[] labels = new byte[rows];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) random.bits(i);
        }
        for (int r = 0; r < rows; r++) {
            labels[r] = (byte) (r % 10);
        }
        List<String> classes = IntStream.range(0, 10).mapToObj(String::valueOf).toList();
        return new ImageDataset("noise", Shape.of(784), pixels, labels, new Targets.Classes(classes));
    }

    private static Dataset table(Workload workload, int rows, RandomKey random) {
        Column[] columns = new Column[workload.inputs() + 1];
        for (int j = 0; j < columns.length; j++) {
            double[] values = new double[rows];
            for (int r = 0; r < rows; r++) {
                values[r] = random.with(j).normal(r);
            }
            columns[j] = new Column.Numeric("x" + j, values);
        }
        return TableDataset.of(new Table("noise", List.of(columns)), List.of("x" + workload.inputs()));
    }

    /** Counts what the training thread and its workers allocate in the middle of each epoch, and ends with one where that is nothing. */
    private static final class Allocations implements TrainingListener {

        static final int COUNTED = 18;
        private static final int FIRST = 4;

        private final long[] threads;
        private final List<Long> inEpochs = new ArrayList<>();
        private int step;
        private long before;
        private long after;

        /** Watches this thread and the workers that were started last. */
        Allocations(int workers) {
            long[] all = Stream.of(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                    .filter(thread -> thread != null && thread.getThreadName().startsWith("nn-worker-"))
                    .mapToLong(ThreadInfo::getThreadId)
                    .sorted()
                    .toArray();
            threads = Arrays.copyOfRange(all, all.length - workers, all.length + 1);
            threads[workers] = Thread.currentThread().threadId();
        }

        @Override
        public void on(TrainingEvent event) {
            if (event instanceof TrainingEvent.EpochDone) {
                inEpochs.add(after - before);
                step = 0;
            }
        }

        @Override
        public boolean wantsToStop() {
            if (step == 0 && !inEpochs.isEmpty() && inEpochs.getLast() == 0) {
                return true;
            }
            step++;
            if (step == FIRST) {
                before = total();
            }
            if (step == FIRST + COUNTED) {
                after = total();
            }
            return false;
        }

        private long total() {
            long total = 0;
            for (long thread : threads) {
                total += THREADS.getThreadAllocatedBytes(thread);
            }
            return total;
        }
    }
}

package nn.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import nn.core.kernel.Compute;
import nn.core.kernel.MatrixKernel;
import nn.core.kernel.ScalarKernel;
import nn.core.train.Trainer;
import nn.core.train.TrainingEvent;
import nn.core.train.TrainingListener;
import nn.core.transform.Rescale;
import nn.simd.VectorKernel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A training step allocates nothing, on no thread, once the first steps have made what is made once for each thread and the JIT has
 * compiled the vector operations, which are objects until then.
 */
class TrainingAllocationTest {

    private static final int STEPS_PER_EPOCH = 24;

    @ParameterizedTest
    @CsvSource({"W1, 1", "W1, 2", "W2, 1", "W2, 2", "W3, 1", "W3, 2", "W4, 1", "W4, 2", "W5, 1", "W5, 2"})
    void aStepAllocatesNothing(String name, int threads) {
        assertSomeEpochIsWithout(NoisyWorkload.of(name), new VectorKernel(), threads, 1500);
    }

    /** In the second epoch at the latest: here no allocation waits for the JIT to remove it. */
    @ParameterizedTest
    @CsvSource({"W1, 2", "W3, 2", "W4, 2", "W5, 2"})
    void aStepInPlainJavaAllocatesNothingEvenBeforeItIsCompiled(String name, int threads) {
        assertSomeEpochIsWithout(NoisyWorkload.of(name), new ScalarKernel(), threads, 2);
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
                    .fit(NoisyWorkload.data(workload, STEPS_PER_EPOCH * workload.batchSize()));
            assertEquals(0, allocations.inEpochs.getLast(), () -> "bytes in steps of epochs: " + allocations.inEpochs);
            System.out.println(workload.name() + " on " + kernel.description() + ", threads " + threads
                    + ": no byte in steps of epoch " + allocations.inEpochs.size());
        }
    }

    /** Counts what the training thread and its workers allocate in the middle of each epoch, and ends with one where that is nothing. */
    private static final class Allocations implements TrainingListener {

        static final int COUNTED = 18;
        private static final int FIRST = 4;

        private final AllocatedBytes bytes;
        private final List<Long> inEpochs = new ArrayList<>();
        private int step;
        private long before;
        private long after;

        Allocations(int workers) {
            bytes = AllocatedBytes.ofThisThreadAndWorkers(workers);
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
                before = bytes.total();
            }
            if (step == FIRST + COUNTED) {
                after = bytes.total();
            }
            return false;
        }
    }
}

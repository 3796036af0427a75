package nn.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import nn.core.kernel.Compute;
import nn.core.kernel.MatrixKernel;
import nn.core.kernel.ScalarKernel;
import nn.core.model.Model;
import nn.core.model.Predictor;
import nn.core.train.Trainer;
import nn.simd.VectorKernel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Predictions allocate nothing, on no thread, after the same warm-up as a training step: for one row, and for rows in several blocks. */
class PredictionAllocationTest {

    private static final int ROWS = 600;
    private static final int CALLS = 10;

    @ParameterizedTest
    @CsvSource({"W1, 1", "W2, 2", "W3, 1", "W4, 1", "W4, 2", "W5, 2"})
    void aPredictionAllocatesNothing(String name, int threads) {
        assertSomeRoundIsWithout(name, new VectorKernel(), threads, 1500);
    }

    /** In one of the first rounds, when all workers have begun: here no allocation waits for the JIT to remove it. */
    @ParameterizedTest
    @CsvSource({"W1, 2", "W3, 1", "W5, 2"})
    void aPredictionInPlainJavaAllocatesNothingEvenBeforeItIsCompiled(String name, int threads) {
        assertSomeRoundIsWithout(name, new ScalarKernel(), threads, 20);
    }

    private static void assertSomeRoundIsWithout(String name, MatrixKernel kernel, int threads, int rounds) {
        Workload workload = NoisyWorkload.of(name);
        Model model = Trainer.of(workload.network())
                .epochs(1)
                .fit(NoisyWorkload.data(workload, workload.batchSize()))
                .model();
        try (Compute usual = Compute.of(kernel, threads);
                Compute compute = usual.withBlocksOf(1024)) {
            Predictor predictor = model.predictor(compute);
            float[] rows = new float[ROWS * predictor.features()];
            float[] row = new float[predictor.features()];
            float[] predictions = new float[ROWS * predictor.values()];
            float[] prediction = new float[predictor.values()];
            AllocatedBytes bytes = AllocatedBytes.ofThisThreadAndWorkers(threads - 1);
            List<Long> inRounds = new ArrayList<>();
            while (inRounds.size() < rounds && (inRounds.isEmpty() || inRounds.getLast() > 0)) {
                long before = bytes.total();
                for (int i = 0; i < CALLS; i++) {
                    predictor.predict(row, prediction);
                }
                predictor.predict(rows, 0, ROWS, predictions, 0);
                inRounds.add(bytes.total() - before);
            }
            assertEquals(0, inRounds.getLast(), () -> "bytes in rounds of predictions: " + inRounds);
            System.out.println(name + " on " + kernel.description() + ", threads " + threads + ": no byte in round "
                    + inRounds.size() + " of predictions");
        }
    }
}

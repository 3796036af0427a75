package nn.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.List;
import nn.core.kernel.Compute;
import org.junit.jupiter.api.Test;

class AgreementTest {

    @Test
    void differencesAreRelativeToTheLargestElement() {
        assertEquals(0.25, Agreement.relativeDifference(new float[] {-4, 1}, new float[] {-4, 2}));
        assertEquals(0, Agreement.relativeDifference(new float[] {0, 0}, new float[] {0, 0}));
    }

    @Test
    void whatWasNotWrittenDoesNotAgree() {
        assertTrue(Double.isNaN(Agreement.relativeDifference(new float[] {1, 2}, new float[] {1, Float.NaN})));
        assertTrue(Double.isNaN(Agreement.relativeDifference(new float[] {Float.NaN, 2}, new float[] {1, 2})));
    }

    /** Both forms of the operands hold the same numbers, and results from before are gone. */
    @Test
    void operandsAreTheSameInsideAndOutsideTheHeap() {
        Product product = Product.of(List.of("3x4x5:TN")).getFirst();
        try (Arena arena = Arena.ofConfined();
                Compute compute = Compute.scalar()) {
            Operands operands = Operands.of(product, arena);
            KernelCandidate kernel = new KernelCandidate("scalar", compute);
            operands.forgetResults();
            assertTrue(Float.isNaN(operands.nativeResult()[11]));
            kernel.multiply(operands);
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 4; j++) {
                    double sum = 0;
                    for (int p = 0; p < 5; p++) {
                        sum += nativeFloat(operands, true, p * 3 + i) * nativeFloat(operands, false, p * 4 + j);
                    }
                    assertEquals(sum, kernel.result(operands)[i * 4 + j], 1e-5);
                }
            }
            assertEquals(0, operands.nativeA().address() % 64);
        }
    }

    private static double nativeFloat(Operands operands, boolean a, int index) {
        return (a ? operands.nativeA() : operands.nativeB()).getAtIndex(ValueLayout.JAVA_FLOAT, index);
    }
}

package nn.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class VectorKernelProviderTest {

    private final VectorKernelProvider provider = new VectorKernelProvider();

    @Test
    void nameIsThatOfTheKernel() {
        assertEquals(provider.name(), new VectorKernel().name());
    }

    @Test
    void isPreferredToTheScalarKernel() {
        assertTrue(provider.rank() > 0);
    }

    @Test
    void aReasonIsAFewWords() {
        provider.unavailableBecause().ifPresent(reason -> assertTrue(reason.length() < 100, reason));
    }

    @Test
    void refusesWidthsThatDoNotExist() {
        assertThrows(IllegalArgumentException.class, () -> VectorKernel.ofBits(64));
        assertThrows(IllegalArgumentException.class, () -> VectorKernel.ofBits(512, 0, 1, 1));
    }
}

package nn.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import nn.core.NnException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProductTest {

    private static List<String> texts(String... names) {
        return Product.of(List.of(names)).stream().map(Product::toString).toList();
    }

    /** For 784-100-10 and a batch of 10, by hand: no gradient of the inputs in the first layer. */
    @Test
    void aWorkloadHasTheProductsOfATrainingStep() {
        assertEquals(
                List.of("10x100x784:NN", "784x100x10:TN", "10x10x100:NN", "100x10x10:TN", "10x100x10:NT"), texts("W3"));
    }

    @Test
    void theTextFormIsReadAndWritten() {
        assertEquals(List.of("3x4x5:NN", "6x7x8:TN", "1x2x3:TT"), texts("3x4x5", "6x7x8:TN", "1x2x3:TT"));
    }

    @Test
    void transposedOperandsHaveTheRowsOfTheirStoredForm() {
        Product product = Product.of(List.of("3x4x5:TT")).getFirst();
        assertEquals(3, product.lda());
        assertEquals(5, product.ldb());
        Product plain = Product.of(List.of("3x4x5")).getFirst();
        assertEquals(5, plain.lda());
        assertEquals(4, plain.ldb());
        assertEquals(120, plain.flops());
    }

    @Test
    void aProductOfSeveralWorkloadsIsMeasuredOnce() {
        List<String> all = texts("all", "W1", "32x64x128");
        assertEquals(all.stream().distinct().toList(), all);
        assertEquals(texts("all"), all);
    }

    @Test
    void allHasEveryWorkload() {
        List<String> all = texts("all");
        for (Workload workload : Workload.ALL) {
            for (Product product : workload.products()) {
                assertEquals(1, all.stream().filter(product.toString()::equals).count(), product.toString());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"3x4", "0x4x5", "3x4x5:NX", "3x4x5:N", "100000x1x1", "50000x1x50000", "3x-4x5", "W6", "x", "w1"})
    void anythingElseIsRefused(String text) {
        assertThrows(NnException.Configuration.class, () -> texts(text));
    }
}

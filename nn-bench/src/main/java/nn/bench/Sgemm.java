package nn.bench;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import nn.core.kernel.Transpose;

/**
 * A native function that multiplies row-major matrices of {@code float}.
 *
 * <p>The address of the function is an argument of its handle, so that one constant handle serves all libraries: C2 compiles a call
 * through a constant to a few instructions, which matters beside a product of a microsecond.
 */
@SuppressWarnings("restricted") // Native code is what this is about.
sealed interface Sgemm {

    /** Computes C, overwriting it. */
    void multiply(Operands operands);

    /**
     * {@code cblas_sgemm} of the C interface to BLAS, with 32-bit lengths.
     *
     * @param function its address
     */
    record Cblas(MemorySegment function) implements Sgemm {

        private static final int ROW_MAJOR = 101;
        private static final int AS_STORED = 111;
        private static final int TRANSPOSED = 112;

        private static final MethodHandle HANDLE = Linker.nativeLinker()
                .downcallHandle(FunctionDescriptor.ofVoid(
                        JAVA_INT,
                        JAVA_INT,
                        JAVA_INT,
                        JAVA_INT,
                        JAVA_INT,
                        JAVA_INT,
                        JAVA_FLOAT,
                        ADDRESS,
                        JAVA_INT,
                        ADDRESS,
                        JAVA_INT,
                        JAVA_FLOAT,
                        ADDRESS,
                        JAVA_INT));

        @Override
        public void multiply(Operands o) {
            Product p = o.product();
            int opA = p.opA() == Transpose.YES ? TRANSPOSED : AS_STORED;
            int opB = p.opB() == Transpose.YES ? TRANSPOSED : AS_STORED;
            try {
                HANDLE.invokeExact(
                        function,
                        ROW_MAJOR,
                        opA,
                        opB,
                        p.m(),
                        p.n(),
                        p.k(),
                        1f,
                        o.nativeA(),
                        p.lda(),
                        o.nativeB(),
                        p.ldb(),
                        0f,
                        o.nativeC(),
                        p.n());
            } catch (Throwable e) {
                throw new IllegalStateException("The call of cblas_sgemm failed", e);
            }
        }
    }

    /**
     * {@code dnnl_sgemm} of oneDNN, with 64-bit lengths.
     *
     * @param function its address
     */
    record Dnnl(MemorySegment function) implements Sgemm {

        private static final MethodHandle HANDLE = Linker.nativeLinker()
                .downcallHandle(FunctionDescriptor.of(
                        JAVA_INT,
                        JAVA_BYTE,
                        JAVA_BYTE,
                        JAVA_LONG,
                        JAVA_LONG,
                        JAVA_LONG,
                        JAVA_FLOAT,
                        ADDRESS,
                        JAVA_LONG,
                        ADDRESS,
                        JAVA_LONG,
                        JAVA_FLOAT,
                        ADDRESS,
                        JAVA_LONG));

        @Override
        public void multiply(Operands o) {
            Product p = o.product();
            byte opA = (byte) (p.opA() == Transpose.YES ? 'T' : 'N');
            byte opB = (byte) (p.opB() == Transpose.YES ? 'T' : 'N');
            int status;
            try {
                status = (int) HANDLE.invokeExact(
                        function,
                        opA,
                        opB,
                        (long) p.m(),
                        (long) p.n(),
                        (long) p.k(),
                        1f,
                        o.nativeA(),
                        (long) p.lda(),
                        o.nativeB(),
                        (long) p.ldb(),
                        0f,
                        o.nativeC(),
                        (long) p.n());
            } catch (Throwable e) {
                throw new IllegalStateException("The call of dnnl_sgemm failed", e);
            }
            if (status != 0) {
                throw new IllegalStateException("dnnl_sgemm returned " + status + ".");
            }
        }
    }
}

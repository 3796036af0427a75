package nn.bench;

import nn.core.kernel.Compute;
import nn.core.kernel.Store;

/**
 * A kernel of ours, called as layers call it.
 *
 * @param name the name of the kernel
 * @param compute the kernel and its threads
 */
record KernelCandidate(String name, Compute compute) implements GemmCandidate {

    @Override
    public String description() {
        return compute.description();
    }

    @Override
    public void multiply(Operands operands) {
        Product p = operands.product();
        compute.gemm(
                p.opA(),
                p.opB(),
                p.m(),
                p.n(),
                p.k(),
                operands.a(),
                0,
                p.lda(),
                operands.b(),
                0,
                p.ldb(),
                operands.c(),
                0,
                p.n(),
                Store.OVERWRITE);
    }

    @Override
    public float[] result(Operands operands) {
        return operands.c();
    }
}

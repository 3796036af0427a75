package nn.core.activation;

import nn.core.kernel.MatrixKernel;

/**
 * An activation that maps each number on its own: {@code a = f(z)}.
 *
 * <p>The loop over the elements is inside the implementation, so that one call covers a whole range and the JIT compiles each
 * loop for itself. NaN must stay NaN, so that divergence is seen. Results must not depend on how a range is cut. Use the
 * kernel's functions instead of {@link Math}, whose results differ between machines.
 */
public non-sealed interface ElementwiseActivation extends Activation {

    /**
     * Computes {@code a_i = f(z_i)} for n elements. Both arrays are indexed from the same position: C2 compiles a loop to vectors
     * only if arrays that might be the same one are read and written at the same index.
     *
     * @param kernel for elementary functions
     * @param z the inputs; not modified
     * @param a the outputs; overwritten, not the same array as {@code z}
     * @param from index of the first element in both arrays
     * @param n number of elements
     */
    void forward(MatrixKernel kernel, float[] z, float[] a, int from, int n);

    /**
     * Computes {@code dz_i = da_i · f'(z_i)} for n elements. All arrays are indexed from the same position, and dz may be da.
     *
     * @param kernel for elementary functions
     * @param z the inputs of {@link #forward}; not modified
     * @param a its outputs; not modified
     * @param da the gradient with respect to the outputs
     * @param dz the gradient with respect to the inputs; overwritten
     * @param from index of the first element in all four arrays
     * @param n number of elements
     */
    void backward(MatrixKernel kernel, float[] z, float[] a, float[] da, float[] dz, int from, int n);

    /** The textbook definition f(z), for checks and plots. */
    double reference(double z);
}

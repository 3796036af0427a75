package nn.core.activation;

import nn.core.kernel.MatrixKernel;

/** An activation in which each output of a row depends on the whole row, such as softmax. */
public non-sealed interface RowwiseActivation extends Activation {

    /**
     * Computes A row by row from Z.
     *
     * @param kernel for elementary functions
     * @param rows number of rows
     * @param columns length of a row; rows follow each other without gap
     * @param z the inputs; not modified
     * @param zFrom index of the first input
     * @param a the outputs; overwritten, not the same array as {@code z}
     * @param aFrom index of the first output
     */
    void forward(MatrixKernel kernel, int rows, int columns, float[] z, int zFrom, float[] a, int aFrom);

    /**
     * Computes dZ row by row. All arrays are indexed from the same position, and dz may be da.
     *
     * @param kernel for elementary functions
     * @param rows number of rows
     * @param columns length of a row
     * @param z the inputs of {@link #forward}; not modified
     * @param a its outputs; not modified
     * @param da the gradient with respect to the outputs
     * @param dz the gradient with respect to the inputs; overwritten
     * @param from index of the first element in all four arrays
     */
    void backward(MatrixKernel kernel, int rows, int columns, float[] z, float[] a, float[] da, float[] dz, int from);

    /** The textbook definition for one row, for checks and plots. */
    double[] reference(double[] z);
}

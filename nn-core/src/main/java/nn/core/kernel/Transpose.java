package nn.core.kernel;

/** Whether a {@linkplain MatrixKernel#gemm matrix product} uses an operand as stored or transposed. */
public enum Transpose {
    /** The operand is used as it is stored. */
    NO,
    /** The operand is the transpose of what is stored. */
    YES
}

package nn.core.kernel;

/**
 * The arithmetic of the hot path: coarse operations on row-major {@code float} matrices given as (array, offset, leading
 * dimension).
 *
 * <p>A kernel computes on the calling thread and keeps nothing but scratch memory for each thread, hence it is safe to share; {@link Compute} checks arguments, cuts the work for
 * several threads and calls it. Arguments are trusted here: implementations check with {@code assert} at most.
 *
 * <h2>The same bits from every kernel</h2>
 *
 * All kernels return the same bits for the same arguments, except that any NaN equals any NaN. Therefore the order of
 * operations is part of this contract:
 *
 * <ul>
 *   <li><b>Products</b> ({@link #gemm}, {@link #affine}): each element of C is one chain of {@code fma(a, b, c)} over k in
 *       increasing order, starting from +0, from C, or from the bias; at the end, −0 becomes +0. A kernel may therefore leave out
 *       a step where a is +0 and b is finite.
 *   <li><b>Column sums</b>: one chain of additions per column in row order.
 *   <li><b>Flat sums</b> (inside {@link #dot}, {@link #softmaxRows}, {@link #logSumExpRows}): {@value #LANES} virtual lanes,
 *       element i in lane i mod {@value #LANES}, counted from the start of the row or block, all lanes starting from +0, then combined by halving: lane j takes lane
 *       j + 8, then j + 4, j + 2, j + 1. A lane without a further element stays as it is.
 *   <li><b>Elementary functions</b>: those of {@link ElementaryFunctions}, operation by operation.
 * </ul>
 */
public interface MatrixKernel {

    /** The number of virtual lanes of flat sums. */
    int LANES = 16;

    /** The number of elements that {@link #dot} sums in {@code float} before it goes on in {@code double}. */
    int DOT_BLOCK = 4096;

    /** The kernel's registered name, such as {@code "scalar"}. */
    String name();

    /** What a person reads about the kernel in a run record, such as {@code "simd, 512-bit vectors"}. */
    String description();

    /**
     * Multiplies two matrices.
     *
     * <pre>C = op(A)·op(B)      or      C = C + op(A)·op(B)</pre>
     *
     * @param opA whether A is stored m × k or, transposed, k × m
     * @param opB whether B is stored k × n or, transposed, n × k
     * @param m rows of C, 0 or more
     * @param n columns of C, 0 or more
     * @param k length of each dot product; with 0, OVERWRITE stores +0
     * @param a the array that holds A; not modified
     * @param aFrom index of A's first element
     * @param lda distance of two rows of the stored A
     * @param b the array that holds B; not modified
     * @param bFrom index of B's first element
     * @param ldb distance of two rows of the stored B
     * @param c the array that holds C; must not overlap A or B
     * @param cFrom index of C's first element
     * @param ldc distance of two rows of C; elements between the rows are not touched
     * @param store whether the chains start from +0 or from C
     */
    void gemm(
            Transpose opA,
            Transpose opB,
            int m,
            int n,
            int k,
            float[] a,
            int aFrom,
            int lda,
            float[] b,
            int bFrom,
            int ldb,
            float[] c,
            int cFrom,
            int ldc,
            Store store);

    /**
     * Multiplies two matrices, starting every row of the result from a bias.
     *
     * <pre>Z = A·W + b      (z_ij = b_j + Σ_k a_ik·w_kj, in this order)</pre>
     *
     * @param m rows of A and Z
     * @param n columns of W and Z
     * @param k columns of A, rows of W
     * @param a the array that holds A, m × k; not modified
     * @param aFrom index of A's first element
     * @param lda distance of two rows of A
     * @param w the array that holds W, k × n; not modified
     * @param wFrom index of W's first element
     * @param ldw distance of two rows of W
     * @param bias the array that holds b, n values; not modified
     * @param biasFrom index of the first of them
     * @param z the array that holds Z, m × n; overwritten, must not overlap the operands
     * @param zFrom index of Z's first element
     * @param ldz distance of two rows of Z
     */
    void affine(
            int m,
            int n,
            int k,
            float[] a,
            int aFrom,
            int lda,
            float[] w,
            int wFrom,
            int ldw,
            float[] bias,
            int biasFrom,
            float[] z,
            int zFrom,
            int ldz);

    /**
     * {@link #affine} for a single row, where W holds neither infinities nor NaN, so that a kernel may leave out the rows of W that meet a
     * zero: what images and rectified units are full of.
     *
     * <pre>z = a·W + b</pre>
     *
     * @param n columns of W
     * @param k elements of a, rows of W
     * @param a the array that holds the row; not modified
     * @param aFrom index of its first element
     * @param w the array that holds W, k × n, all of it finite; not modified
     * @param wFrom index of W's first element
     * @param ldw distance of two rows of W
     * @param bias the array that holds b, n values; not modified
     * @param biasFrom index of the first of them
     * @param z the array for the result, n values; overwritten, must not overlap the operands
     * @param zFrom index of the first of them
     */
    default void affineRow(
            int n,
            int k,
            float[] a,
            int aFrom,
            float[] w,
            int wFrom,
            int ldw,
            float[] bias,
            int biasFrom,
            float[] z,
            int zFrom) {
        affine(1, n, k, a, aFrom, k, w, wFrom, ldw, bias, biasFrom, z, zFrom, n);
    }

    /**
     * Adds up each column of a matrix, row after row.
     *
     * @param rows rows of X, 0 or more
     * @param columns columns of X
     * @param x the array that holds X; not modified
     * @param xFrom index of X's first element
     * @param ldx distance of two rows of X
     * @param sums where the {@code columns} sums go
     * @param sumsFrom index of the first of them
     * @param store whether the chains start from +0 or from {@code sums}
     */
    void columnSums(int rows, int columns, float[] x, int xFrom, int ldx, float[] sums, int sumsFrom, Store store);

    /**
     * The inner product Σ x_i·y_i: flat sums of fma chains over blocks of {@value #DOT_BLOCK} elements, added up in
     * {@code double} in order.
     *
     * @param x the first vector; not modified
     * @param xFrom index of its first element
     * @param y the second vector, possibly the same; not modified
     * @param yFrom index of its first element
     * @param n number of elements, 0 or more
     */
    double dot(float[] x, int xFrom, float[] y, int yFrom, int n);

    /**
     * The largest magnitude max |x_i|: NaN if there is a NaN, 0 if there is no element.
     *
     * @param x the vector; not modified
     * @param from index of its first element
     * @param n number of elements, 0 or more
     */
    float maxAbs(float[] x, int from, int n);

    /**
     * The Euclidean norm {@code √Σ x_i²} by {@link #dot}; where the squares are too large or too small for a {@code float}, in
     * {@code double} in order.
     *
     * @param x the vector; not modified
     * @param from index of its first element
     * @param n number of elements, 0 or more
     */
    default double norm(float[] x, int from, int n) {
        double squares = dot(x, from, x, from, n);
        if (squares < 1e-30 || squares == Double.POSITIVE_INFINITY) {
            squares = 0;
            for (int i = from; i < from + n; i++) {
                squares += (double) x[i] * x[i];
            }
        }
        return Math.sqrt(squares);
    }

    /** Writes {@code y_i = exp(x_i)} for n elements; {@code y} may be {@code x} at the same offset, as in all below. */
    void exp(float[] x, int xFrom, float[] y, int yFrom, int n);

    /** Writes {@code y_i = exp(x_i) − 1}, accurate near 0, for n elements. */
    void expm1(float[] x, int xFrom, float[] y, int yFrom, int n);

    /** Writes {@code y_i = ln(x_i)} for n elements. */
    void log(float[] x, int xFrom, float[] y, int yFrom, int n);

    /** Writes {@code y_i = tanh(x_i)} for n elements. */
    void tanh(float[] x, int xFrom, float[] y, int yFrom, int n);

    /** Writes {@code y_i = 1 / (1 + exp(−x_i))} for n elements. */
    void sigmoid(float[] x, int xFrom, float[] y, int yFrom, int n);

    /** Writes {@code y_i = ln(1 + exp(x_i))} for n elements, without overflow. */
    void softplus(float[] x, int xFrom, float[] y, int yFrom, int n);

    /** Writes {@code y_i = erf(x_i)}, the error function, for n elements. */
    void erf(float[] x, int xFrom, float[] y, int yFrom, int n);

    /** Writes {@code y_i = sin(x_i)}, x in radians, for n elements. */
    void sin(float[] x, int xFrom, float[] y, int yFrom, int n);

    /** Writes {@code y_i = cos(x_i)}, x in radians, for n elements. */
    void cos(float[] x, int xFrom, float[] y, int yFrom, int n);

    /**
     * Writes {@code y_i = factor · x_i} for n bytes, taken as 0 to 255.
     *
     * @param x the bytes; not modified
     * @param xFrom index of the first of them
     * @param factor what each is multiplied with
     * @param y overwritten
     * @param yFrom index of the first result
     * @param n number of elements, 0 or more
     */
    void scaleBytes(byte[] x, int xFrom, float factor, float[] y, int yFrom, int n);

    /**
     * Turns each row of Z into probabilities: {@code p_ij = exp(z_ij − m_i) / Σ_j exp(z_ij − m_i)}, where m_i is the
     * row's maximum. A NaN in a row makes the whole row NaN, and so does a row of nothing but −∞.
     *
     * @param rows number of rows, 0 or more
     * @param columns number of columns, 1 or more; rows follow each other without gap
     * @param z logits; not modified unless {@code p} is the same array at the same offset
     * @param zFrom index of the first logit
     * @param p where the probabilities go
     * @param pFrom index of the first of them
     */
    void softmaxRows(int rows, int columns, float[] z, int zFrom, float[] p, int pFrom);

    /**
     * Computes {@code s_i = m_i + ln Σ_j exp(z_ij − m_i)} for each row of Z, where m_i is the row's maximum.
     *
     * @param rows number of rows, 0 or more
     * @param columns number of columns, 1 or more; rows follow each other without gap
     * @param z logits; not modified
     * @param zFrom index of the first logit
     * @param sums where the {@code rows} results go
     * @param sumsFrom index of the first of them
     */
    void logSumExpRows(int rows, int columns, float[] z, int zFrom, float[] sums, int sumsFrom);
}

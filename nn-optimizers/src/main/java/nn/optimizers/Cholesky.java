package nn.optimizers;

/**
 * Solves {@code (A + μ I) x = b} for a symmetric matrix A by {@code A + μ I = L·Lᵀ} with a lower triangle L.
 *
 * <p>Source: Golub and Van Loan, "Matrix Computations", 4th edition, 2013, section 4.2; row by row, so that each element is an
 * inner product of two rows.
 */
final class Cholesky {

    private final double[][] lower;

    Cholesky(int n) {
        lower = new double[n][];
        for (int i = 0; i < n; i++) {
            lower[i] = new double[i + 1];
        }
    }

    /**
     * Factors a matrix.
     *
     * @param a the lower triangle of A, row by row; not modified
     * @param mu μ
     * @return whether A + μ I is positive definite, as far as rounding shows
     */
    boolean factor(double[][] a, double mu) {
        for (int i = 0; i < lower.length; i++) {
            for (int j = 0; j < i; j++) {
                lower[i][j] = (a[i][j] - dot(lower[i], lower[j], j)) / lower[j][j];
            }
            double square = a[i][i] + mu - dot(lower[i], lower[i], i);
            if (!(square > 0)) {
                return false;
            }
            lower[i][i] = Math.sqrt(square);
        }
        return true;
    }

    /** Overwrites b with the solution x. */
    void solve(double[] b) {
        for (int i = 0; i < b.length; i++) {
            b[i] = (b[i] - dot(lower[i], b, i)) / lower[i][i];
        }
        for (int i = b.length - 1; i >= 0; i--) {
            b[i] /= lower[i][i];
            for (int j = 0; j < i; j++) {
                b[j] -= lower[i][j] * b[i];
            }
        }
    }

    private static double dot(double[] x, double[] y, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }
}

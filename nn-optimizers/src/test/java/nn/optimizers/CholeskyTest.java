package nn.optimizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CholeskyTest {

    @Test
    void solvesWhatItFactors() {
        int n = 17;
        Random random = new Random(1);
        double[][] root = new double[n][n];
        for (double[] row : root) {
            for (int j = 0; j < n; j++) {
                row[j] = random.nextGaussian();
            }
        }
        double[][] lower = new double[n][];
        for (int i = 0; i < n; i++) {
            lower[i] = new double[i + 1];
            for (int j = 0; j <= i; j++) {
                lower[i][j] = Vectors.dot(root[i], root[j]);
            }
        }
        double[] b = random.doubles(n).toArray();
        double[] x = b.clone();
        Cholesky cholesky = new Cholesky(n);
        assertTrue(cholesky.factor(lower, 0.25));
        cholesky.solve(x);
        for (int i = 0; i < n; i++) {
            double product = 0.25 * x[i];
            for (int j = 0; j < n; j++) {
                product += (j <= i ? lower[i][j] : lower[j][i]) * x[j];
            }
            assertEquals(b[i], product, 1e-12);
        }
    }

    @Test
    void saysWhatIsNotPositiveDefinite() {
        double[][] indefinite = {{1}, {2, 1}};
        assertFalse(new Cholesky(2).factor(indefinite, 0));
        assertFalse(new Cholesky(2).factor(indefinite, 0.9));
        assertTrue(new Cholesky(2).factor(indefinite, 1.1));
        assertFalse(new Cholesky(2).factor(new double[][] {{Double.NaN}, {0, 1}}, 1));
    }
}

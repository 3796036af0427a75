package nn.simd;

import static jdk.incubator.vector.FloatVector.fromArray;
import static nn.simd.Width.NOTHING;
import static nn.simd.Width.SPECIES;

import jdk.incubator.vector.FloatVector;
import nn.core.kernel.MatrixKernel;
import nn.core.kernel.ScalarKernel;
import nn.core.kernel.Store;

/**
 * Column sums: a vector of columns goes down all rows, four vectors at a time so that additions overlap. Columns that fill no
 * vector go one by one; masks would be no slower once compiled, but keep the JIT busy for a long time before.
 */
final class ColumnSums {

    private static final int BLOCK = 4 * Width.LANES;

    /** Adds up the last columns; its results have the same bits. */
    private static final MatrixKernel REST = new ScalarKernel();

    private ColumnSums() {}

    /** Adds the columns of X to {@code sums}. */
    static void add(int rows, int columns, float[] x, int xFrom, int ldx, float[] sums, int sumsFrom) {
        int j = 0;
        for (; j <= columns - BLOCK; j += BLOCK) {
            addBlock(rows, x, xFrom + j, ldx, sums, sumsFrom + j);
        }
        for (; j <= columns - Width.LANES; j += Width.LANES) {
            addVector(rows, x, xFrom + j, ldx, sums, sumsFrom + j);
        }
        REST.columnSums(rows, columns - j, x, xFrom + j, ldx, sums, sumsFrom + j, Store.ACCUMULATE);
    }

    private static void addBlock(int rows, float[] x, int xFrom, int ldx, float[] sums, int sumsFrom) {
        FloatVector sum0 = fromArray(SPECIES, sums, sumsFrom);
        FloatVector sum1 = fromArray(SPECIES, sums, sumsFrom + Width.LANES);
        FloatVector sum2 = fromArray(SPECIES, sums, sumsFrom + 2 * Width.LANES);
        FloatVector sum3 = fromArray(SPECIES, sums, sumsFrom + 3 * Width.LANES);
        for (int i = 0, row = xFrom; i < rows; i++, row += ldx) {
            sum0 = fromArray(SPECIES, x, row).add(sum0);
            sum1 = fromArray(SPECIES, x, row + Width.LANES).add(sum1);
            sum2 = fromArray(SPECIES, x, row + 2 * Width.LANES).add(sum2);
            sum3 = fromArray(SPECIES, x, row + 3 * Width.LANES).add(sum3);
        }
        NOTHING.add(sum0).intoArray(sums, sumsFrom);
        NOTHING.add(sum1).intoArray(sums, sumsFrom + Width.LANES);
        NOTHING.add(sum2).intoArray(sums, sumsFrom + 2 * Width.LANES);
        NOTHING.add(sum3).intoArray(sums, sumsFrom + 3 * Width.LANES);
    }

    private static void addVector(int rows, float[] x, int xFrom, int ldx, float[] sums, int sumsFrom) {
        FloatVector sum = fromArray(SPECIES, sums, sumsFrom);
        for (int i = 0, row = xFrom; i < rows; i++, row += ldx) {
            sum = fromArray(SPECIES, x, row).add(sum);
        }
        NOTHING.add(sum).intoArray(sums, sumsFrom);
    }
}

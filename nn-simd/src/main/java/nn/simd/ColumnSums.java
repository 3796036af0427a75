package nn.simd;

import static jdk.incubator.vector.FloatVector.fromArray;
import static nn.simd.Width.SPECIES;

import jdk.incubator.vector.FloatVector;

/** Column sums: a vector of columns goes down all rows, four vectors at a time so that additions overlap. */
final class ColumnSums {

    private static final int BLOCK = 4 * Width.LANES;

    private ColumnSums() {}

    /** Adds the columns of X to {@code sums}. */
    static void add(int rows, int columns, float[] x, int xFrom, int ldx, float[] sums, int sumsFrom) {
        int j = 0;
        for (; j <= columns - BLOCK; j += BLOCK) {
            addBlock(rows, x, xFrom + j, ldx, sums, sumsFrom + j);
        }
        for (; j < columns; j += Width.LANES) {
            addVector(rows, columns - j, x, xFrom + j, ldx, sums, sumsFrom + j);
        }
    }

    private static void addBlock(int rows, float[] x, int xFrom, int ldx, float[] sums, int sumsFrom) {
        FloatVector sum0 = fromArray(SPECIES, sums, sumsFrom);
        FloatVector sum1 = fromArray(SPECIES, sums, sumsFrom + Width.LANES);
        FloatVector sum2 = fromArray(SPECIES, sums, sumsFrom + 2 * Width.LANES);
        FloatVector sum3 = fromArray(SPECIES, sums, sumsFrom + 3 * Width.LANES);
        for (int i = 0, row = xFrom; i < rows; i++, row += ldx) {
            sum0 = sum0.add(fromArray(SPECIES, x, row));
            sum1 = sum1.add(fromArray(SPECIES, x, row + Width.LANES));
            sum2 = sum2.add(fromArray(SPECIES, x, row + 2 * Width.LANES));
            sum3 = sum3.add(fromArray(SPECIES, x, row + 3 * Width.LANES));
        }
        sum0.intoArray(sums, sumsFrom);
        sum1.intoArray(sums, sumsFrom + Width.LANES);
        sum2.intoArray(sums, sumsFrom + 2 * Width.LANES);
        sum3.intoArray(sums, sumsFrom + 3 * Width.LANES);
    }

    /** Adds up to a whole vector of columns. */
    private static void addVector(int rows, int columns, float[] x, int xFrom, int ldx, float[] sums, int sumsFrom) {
        FloatVector sum = fromArray(SPECIES, sums, sumsFrom, SPECIES.indexInRange(0, columns));
        for (int i = 0, row = xFrom; i < rows; i++, row += ldx) {
            sum = sum.add(fromArray(SPECIES, x, row, SPECIES.indexInRange(0, columns)));
        }
        sum.intoArray(sums, sumsFrom, SPECIES.indexInRange(0, columns));
    }
}

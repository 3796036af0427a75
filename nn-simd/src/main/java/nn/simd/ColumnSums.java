package nn.simd;

import static jdk.incubator.vector.FloatVector.fromArray;
import static nn.simd.Width.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

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
        for (; j <= columns - Width.LANES; j += Width.LANES) {
            addVector(rows, x, xFrom + j, ldx, sums, sumsFrom + j);
        }
        if (j < columns) {
            addRest(rows, x, xFrom + j, ldx, sums, sumsFrom + j, columns - j);
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

    private static void addVector(int rows, float[] x, int xFrom, int ldx, float[] sums, int sumsFrom) {
        FloatVector sum = fromArray(SPECIES, sums, sumsFrom);
        for (int i = 0, row = xFrom; i < rows; i++, row += ldx) {
            sum = sum.add(fromArray(SPECIES, x, row));
        }
        sum.intoArray(sums, sumsFrom);
    }

    private static void addRest(int rows, float[] x, int xFrom, int ldx, float[] sums, int sumsFrom, int columns) {
        VectorMask<Float> rest = SPECIES.indexInRange(0, columns);
        FloatVector sum = fromArray(SPECIES, sums, sumsFrom, rest);
        for (int i = 0, row = xFrom; i < rows; i++, row += ldx) {
            sum = sum.add(fromArray(SPECIES, x, row, rest));
        }
        sum.intoArray(sums, sumsFrom, rest);
    }
}

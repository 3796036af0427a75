package nn.simd;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static nn.simd.Width.SPECIES;
import static nn.simd.Width.ZERO;

import jdk.incubator.vector.FloatVector;

/**
 * A row times a matrix, {@code c = s + a·B}: nothing of B is used twice, so it is read once, where it is stored. If it is stored
 * transposed, some columns at a time are turned first, so that vectors hold a step of neighbouring columns there, too.
 */
final class RowProduct {

    /** Columns that are turned at a time: a few vectors, whose chains need not wait for each other. */
    private static final int TURNED = 4 * Width.LANES;

    private final PackedPanels turned = new PackedPanels();
    private final float[] lastVector = new float[Width.LANES];
    private int[] live = {};

    /**
     * Multiplies.
     *
     * @param n columns of B
     * @param k length of the row
     * @param aStep distance in A from one k to the next
     * @param bRow distance in B from one k to the next; it or the next one is 1
     * @param bColumn distance in B from one column to the next
     * @param startColumn distance in S from one column to the next; S may be C
     */
    void run(
            int n,
            int k,
            float[] a,
            int aFrom,
            int aStep,
            float[] b,
            int bFrom,
            int bRow,
            int bColumn,
            float[] start,
            int startFrom,
            int startColumn,
            float[] c,
            int cFrom) {
        begin(n, start, startFrom, startColumn, c, cFrom);
        if (bColumn == 1) {
            add(n, k, a, aFrom, aStep, b, bFrom, bRow, c, cFrom);
            return;
        }
        for (int j = 0; j < n; j += TURNED) {
            int columns = Math.min(TURNED, n - j);
            turned.packPanel(0, TURNED, columns, k, b, bFrom + j * bColumn, bColumn, bRow);
            if (columns == TURNED) {
                addTurned(k, a, aFrom, aStep, turned.panel(0), c, cFrom + j);
            } else {
                add(columns, k, a, aFrom, aStep, turned.panel(0), 0, TURNED, c, cFrom + j);
            }
        }
    }

    /** {@link #run} with rows of B side by side, all of them finite: those that meet a zero are left out. */
    void runLive(
            int n,
            int k,
            float[] a,
            int aFrom,
            float[] b,
            int bFrom,
            int bRow,
            float[] start,
            int startFrom,
            float[] c,
            int cFrom) {
        begin(n, start, startFrom, 1, c, cFrom);
        int whole = SPECIES.loopBound(n);
        if (whole > 0) {
            int count = findLive(k, a, aFrom);
            int i = 0;
            for (; i <= count - 4; i += 4) {
                int p0 = live[i];
                int p1 = live[i + 1];
                int p2 = live[i + 2];
                int p3 = live[i + 3];
                addFourRows(
                        whole,
                        a[aFrom + p0],
                        a[aFrom + p1],
                        a[aFrom + p2],
                        a[aFrom + p3],
                        b,
                        bFrom + p0 * bRow,
                        bFrom + p1 * bRow,
                        bFrom + p2 * bRow,
                        bFrom + p3 * bRow,
                        c,
                        cFrom);
            }
            for (; i < count; i++) {
                addRow(whole, a[aFrom + live[i]], b, bFrom + live[i] * bRow, c, cFrom);
            }
        }
        addLast(n - whole, k, a, aFrom, 1, b, bFrom + whole, bRow, c, cFrom + whole);
    }

    private int findLive(int k, float[] a, int aFrom) {
        if (live.length < k) {
            live = new int[k];
        }
        int count = 0;
        for (int p = 0; p < k; p++) {
            live[count] = p;
            count += a[aFrom + p] == 0 ? 0 : 1;
        }
        return count;
    }

    private static void begin(int n, float[] start, int startFrom, int startColumn, float[] c, int cFrom) {
        for (int j = 0; j < n; j++) {
            c[cFrom + j] = start[startFrom + j * startColumn] + 0f;
        }
    }

    /** Adds a row times turned columns, four vectors at once, which stay in registers. */
    private static void addTurned(int k, float[] a, int aFrom, int aStep, float[] turned, float[] c, int cFrom) {
        FloatVector sum0 = fromArray(SPECIES, c, cFrom);
        FloatVector sum1 = fromArray(SPECIES, c, cFrom + Width.LANES);
        FloatVector sum2 = fromArray(SPECIES, c, cFrom + 2 * Width.LANES);
        FloatVector sum3 = fromArray(SPECIES, c, cFrom + 3 * Width.LANES);
        int at = aFrom;
        int row = 0;
        for (int p = 0; p < k; p++) {
            FloatVector factor = broadcast(SPECIES, a[at]);
            sum0 = factor.fma(fromArray(SPECIES, turned, row), sum0);
            sum1 = factor.fma(fromArray(SPECIES, turned, row + Width.LANES), sum1);
            sum2 = factor.fma(fromArray(SPECIES, turned, row + 2 * Width.LANES), sum2);
            sum3 = factor.fma(fromArray(SPECIES, turned, row + 3 * Width.LANES), sum3);
            at += aStep;
            row += TURNED;
        }
        ZERO.add(sum0).intoArray(c, cFrom);
        ZERO.add(sum1).intoArray(c, cFrom + Width.LANES);
        ZERO.add(sum2).intoArray(c, cFrom + 2 * Width.LANES);
        ZERO.add(sum3).intoArray(c, cFrom + 3 * Width.LANES);
    }

    /** {@code c = c + a·B}, with the elements of a row of B side by side. */
    private void add(
            int n, int k, float[] a, int aFrom, int aStep, float[] b, int bFrom, int bRow, float[] c, int cFrom) {
        int whole = SPECIES.loopBound(n);
        if (whole > 0) {
            addRows(whole, k, a, aFrom, aStep, b, bFrom, bRow, c, cFrom);
        }
        addLast(n - whole, k, a, aFrom, aStep, b, bFrom + whole, bRow, c, cFrom + whole);
    }

    private static void addRows(
            int n, int k, float[] a, int aFrom, int aStep, float[] b, int bFrom, int bRow, float[] c, int cFrom) {
        int at = aFrom;
        int row = bFrom;
        int p = 0;
        for (; p <= k - 4; p += 4) {
            addFourRows(
                    n,
                    a[at],
                    a[at + aStep],
                    a[at + 2 * aStep],
                    a[at + 3 * aStep],
                    b,
                    row,
                    row + bRow,
                    row + 2 * bRow,
                    row + 3 * bRow,
                    c,
                    cFrom);
            at += 4 * aStep;
            row += 4 * bRow;
        }
        for (; p < k; p++) {
            addRow(n, a[at], b, row, c, cFrom);
            at += aStep;
            row += bRow;
        }
    }

    /** Adds four rows of B at once, so that C is read and written a quarter as often. */
    private static void addFourRows(
            int n,
            float a0,
            float a1,
            float a2,
            float a3,
            float[] b,
            int row0,
            int row1,
            int row2,
            int row3,
            float[] c,
            int cFrom) {
        for (int j = 0; j < n; j += Width.LANES) {
            FloatVector sum = fromArray(SPECIES, c, cFrom + j);
            sum = broadcast(SPECIES, a0).fma(fromArray(SPECIES, b, row0 + j), sum);
            sum = broadcast(SPECIES, a1).fma(fromArray(SPECIES, b, row1 + j), sum);
            sum = broadcast(SPECIES, a2).fma(fromArray(SPECIES, b, row2 + j), sum);
            sum = broadcast(SPECIES, a3).fma(fromArray(SPECIES, b, row3 + j), sum);
            ZERO.add(sum).intoArray(c, cFrom + j);
        }
    }

    private static void addRow(int n, float factor, float[] b, int bFrom, float[] c, int cFrom) {
        for (int j = 0; j < n; j += Width.LANES) {
            FloatVector sum = fromArray(SPECIES, c, cFrom + j);
            sum = broadcast(SPECIES, factor).fma(fromArray(SPECIES, b, bFrom + j), sum);
            ZERO.add(sum).intoArray(c, cFrom + j);
        }
    }

    /** Adds to the last columns, which fill no vector: as one whose other lanes read what follows in B, as long as something does. */
    private void addLast(
            int n, int k, float[] a, int aFrom, int aStep, float[] b, int bFrom, int bRow, float[] c, int cFrom) {
        if (n == 0 || k == 0) {
            return;
        }
        System.arraycopy(c, cFrom, lastVector, 0, n);
        int readable = Math.clamp(Math.floorDiv(b.length - Width.LANES - bFrom, bRow) + 1, 0, k);
        addVector(readable, a, aFrom, aStep, b, bFrom, bRow, lastVector);
        for (int p = readable; p < k; p++) {
            for (int j = 0; j < n; j++) {
                lastVector[j] = Math.fma(a[aFrom + p * aStep], b[bFrom + p * bRow + j], lastVector[j]) + 0f;
            }
        }
        System.arraycopy(lastVector, 0, c, cFrom, n);
    }

    private static void addVector(
            int k, float[] a, int aFrom, int aStep, float[] b, int bFrom, int bRow, float[] vector) {
        FloatVector sum = fromArray(SPECIES, vector, 0);
        int at = aFrom;
        int row = bFrom;
        for (int p = 0; p < k; p++) {
            sum = broadcast(SPECIES, a[at]).fma(fromArray(SPECIES, b, row), sum);
            at += aStep;
            row += bRow;
        }
        ZERO.add(sum).intoArray(vector, 0);
    }
}

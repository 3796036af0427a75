package nn.core.kernel;

/** Column sums for several threads, each of which takes some of the columns; {@link CutProduct} says why there are fields. */
final class CutColumnSums implements WorkerTeam.Task {

    private final MatrixKernel kernel;
    private int rows;
    private int columns;
    private float[] x = {};
    private int xFrom;
    private int ldx;
    private float[] sums = {};
    private int sumsFrom;
    private Store store = Store.OVERWRITE;

    CutColumnSums(MatrixKernel kernel) {
        this.kernel = kernel;
    }

    /** Takes the arguments of {@link MatrixKernel#columnSums}. */
    void set(int rows, int columns, float[] x, int xFrom, int ldx, float[] sums, int sumsFrom, Store store) {
        this.rows = rows;
        this.columns = columns;
        this.x = x;
        this.xFrom = xFrom;
        this.ldx = ldx;
        this.sums = sums;
        this.sumsFrom = sumsFrom;
        this.store = store;
    }

    @Override
    public void run(int block, int blocks) {
        int column = CutProduct.start(columns, blocks, block);
        int count = CutProduct.start(columns, blocks, block + 1) - column;
        kernel.columnSums(rows, count, x, xFrom + column, ldx, sums, sumsFrom + column, store);
    }
}

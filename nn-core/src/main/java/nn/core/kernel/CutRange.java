package nn.core.kernel;

/** Independent items for several threads; {@link CutProduct} says why there are fields. */
final class CutRange implements WorkerTeam.Task {

    private int n;
    private Compute.RangeTask task = (from, count) -> {};

    void set(int items, Compute.RangeTask itemTask) {
        n = items;
        task = itemTask;
    }

    @Override
    public void run(int block, int blocks) {
        int from = WorkerTeam.start(n, blocks, block);
        task.run(from, WorkerTeam.start(n, blocks, block + 1) - from);
    }
}

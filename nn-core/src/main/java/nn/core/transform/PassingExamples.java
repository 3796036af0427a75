package nn.core.transform;

import nn.core.data.Batch;
import nn.core.data.Dataset;
import nn.core.data.Examples;
import nn.core.data.Targets;

/** Examples that are transformed when they are gathered, and not kept: what suits a single pass. */
final class PassingExamples implements Examples {

    private final Dataset dataset;
    private final int[] rows;
    private final int width;
    private final RowReader reader;
    private final TargetScale targetScale;

    PassingExamples(Dataset dataset, int[] rows, Preprocessing preprocessing) {
        this.dataset = dataset;
        this.rows = rows;
        this.width = preprocessing.outputs().size();
        this.reader = new RowReader(dataset, preprocessing);
        this.targetScale = preprocessing.targetScale();
    }

    @Override
    public int rows() {
        return rows.length;
    }

    @Override
    public int featureCount() {
        return width;
    }

    @Override
    public Targets targets() {
        return dataset.targets();
    }

    @Override
    public void gather(int[] order, int from, int count, Batch batch) {
        batch.resize(count);
        for (int r = 0; r < count; r++) {
            int row = rows[order[from + r]];
            reader.features(row, batch.features(), r * width);
            switch (dataset.targets()) {
                case Targets.Classes _ -> batch.labels()[r] = dataset.label(row);
                case Targets.Values values ->
                    targetScale.toNetwork(
                            dataset, row, batch.values(), r * values.names().size());
            }
        }
    }
}

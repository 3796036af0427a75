package nn.core.transform;

import java.util.List;
import nn.core.data.Batch;
import nn.core.data.Dataset;
import nn.core.data.Examples;
import nn.core.data.Targets;

/** Examples whose transformed features fit into memory: transformed once, then only copied. */
final class MatrixExamples implements Examples {

    private final Dataset dataset;
    private final int[] rows;
    private final int width;
    private final float[] features;
    private final TargetScale targetScale;

    MatrixExamples(Dataset dataset, int[] rows, Preprocessing preprocessing) {
        this.dataset = dataset;
        this.rows = rows;
        this.width = preprocessing.outputs().size();
        this.features = preprocessing.matrix(dataset, rows);
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
            System.arraycopy(features, order[from + r] * width, batch.features(), r * width, width);
        }
        switch (dataset.targets()) {
            case Targets.Classes _ -> gatherLabels(order, from, count, batch.labels());
            case Targets.Values values -> gatherValues(order, from, count, values.names(), batch.values());
        }
    }

    private void gatherLabels(int[] order, int from, int count, int[] labels) {
        for (int r = 0; r < count; r++) {
            labels[r] = dataset.label(rows[order[from + r]]);
        }
    }

    private void gatherValues(int[] order, int from, int count, List<String> quantities, float[] values) {
        int n = quantities.size();
        for (int r = 0; r < count; r++) {
            for (int q = 0; q < n; q++) {
                values[r * n + q] = targetScale.toNetwork(dataset.value(rows[order[from + r]], q), q);
            }
        }
    }
}

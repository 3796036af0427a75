package nn.core.transform;

import java.util.Locale;
import nn.core.data.Batch;
import nn.core.data.Dataset;
import nn.core.data.Examples;
import nn.core.data.Storage;
import nn.core.data.Targets;

/** Examples that are transformed once, then only copied: each a row of features and behind them the targets. */
final class MatrixExamples implements Examples {

    private final Targets targets;
    private final int rows;
    private final int width;
    private final FloatRows values;

    MatrixExamples(Dataset dataset, int[] rows, Preprocessing preprocessing, Storage storage) {
        this.targets = dataset.targets();
        this.rows = rows.length;
        this.width = preprocessing.outputs().size();
        RowReader reader = new RowReader(dataset, preprocessing);
        values = FloatRows.of(
                String.format(Locale.ROOT, "the network's inputs of %,d rows", rows.length),
                rows.length,
                width + targetCount(),
                storage,
                (r, target, from) -> {
                    reader.features(rows[r], target, from);
                    targets(dataset, rows[r], preprocessing.targetScale(), target, from + width);
                });
    }

    private int targetCount() {
        return switch (targets) {
            case Targets.Classes _ -> 1;
            case Targets.Values quantities -> quantities.names().size();
        };
    }

    /** Labels are whole numbers far below 2²⁴, which floats hold exactly. */
    private void targets(Dataset dataset, int row, TargetScale scale, float[] target, int from) {
        switch (targets) {
            case Targets.Classes _ -> target[from] = dataset.label(row);
            case Targets.Values _ -> scale.toNetwork(dataset, row, target, from);
        }
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int featureCount() {
        return width;
    }

    @Override
    public Targets targets() {
        return targets;
    }

    @Override
    public void gather(int[] order, int from, int count, Batch batch) {
        batch.resize(count);
        for (int r = 0; r < count; r++) {
            values.read(order[from + r], width, batch.features(), r * width);
        }
        switch (targets) {
            case Targets.Classes _ -> gatherLabels(order, from, count, batch.labels());
            case Targets.Values quantities ->
                gatherValues(order, from, count, quantities.names().size(), batch.values());
        }
    }

    private void gatherLabels(int[] order, int from, int count, int[] labels) {
        for (int r = 0; r < count; r++) {
            labels[r] = (int) values.get(order[from + r], width);
        }
    }

    private void gatherValues(int[] order, int from, int count, int quantities, float[] target) {
        for (int r = 0; r < count; r++) {
            for (int q = 0; q < quantities; q++) {
                target[r * quantities + q] = values.get(order[from + r], width + q);
            }
        }
    }
}

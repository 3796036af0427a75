package nn.core.transform;

import nn.core.data.Batch;
import nn.core.data.Examples;
import nn.core.data.ImageDataset;
import nn.core.data.Targets;

/** Images that stay bytes until they are gathered; a quarter of the memory, and as fast. */
final class PixelExamples implements Examples {

    private final ImageDataset images;
    private final int[] rows;
    private final float factor;

    PixelExamples(ImageDataset images, int[] rows, float factor) {
        this.images = images;
        this.rows = rows;
        this.factor = factor;
    }

    @Override
    public int rows() {
        return rows.length;
    }

    @Override
    public int featureCount() {
        return images.shape().size();
    }

    @Override
    public Targets targets() {
        return images.targets();
    }

    @Override
    public void gather(int[] order, int from, int count, Batch batch) {
        batch.resize(count);
        int width = featureCount();
        for (int r = 0; r < count; r++) {
            int row = rows[order[from + r]];
            images.readScaled(batch.kernel(), row, factor, batch.features(), r * width);
            batch.labels()[r] = images.label(row);
        }
    }
}

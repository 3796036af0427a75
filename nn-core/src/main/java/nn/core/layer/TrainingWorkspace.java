package nn.core.layer;

import java.util.List;
import nn.core.kernel.Compute;
import nn.core.random.RandomKey;

/** A {@link Workspace} for training: gradients, room for what forward leaves to backward, and the noise of the step. */
public final class TrainingWorkspace extends Workspace {

    private final float[] gradients;
    private final float[][] slots;
    private final int maxRows;
    private final RowTask.Forward forwardRows = new RowTask.Forward(this);
    private final RowTask.InputGradient inputGradientRows = new RowTask.InputGradient(this);
    private long noise;

    /**
     * Makes a workspace, once for many steps.
     *
     * @param compute kernel and threads
     * @param parameters all parameters of the network; not copied
     * @param state what the network learns without an optimizer; not copied, layers change it
     * @param slots the room that layers claimed
     * @param scratchWidths numbers for each row that layers claimed as scratch, by index
     * @param maxRows the most rows of a batch
     * @param noise the key of the first step's noise
     */
    public TrainingWorkspace(
            Compute compute,
            float[] parameters,
            float[] state,
            List<Slot> slots,
            List<Integer> scratchWidths,
            int maxRows,
            RandomKey noise) {
        super(compute, parameters, state, scratchWidths, maxRows);
        this.gradients = new float[parameters.length];
        this.slots = new float[slots.size()][];
        for (Slot slot : slots) {
            this.slots[slot.index()] =
                    new float[Math.addExact(Math.multiplyExact(slot.perRow(), maxRows), slot.perBatch())];
        }
        this.maxRows = maxRows;
        this.noise = noise.key();
    }

    /** Sets the number of rows before a pass, at most that for which the workspace was made. */
    @Override
    public void resize(int newRows) {
        if (newRows < 1 || newRows > maxRows) {
            throw new IllegalArgumentException("rows is " + newRows + ", expected 1 to " + maxRows + ".");
        }
        super.resize(newRows);
    }

    /** dL/dparameters, laid out as the parameters. */
    public float[] gradients() {
        return gradients;
    }

    /** The room of a slot: first its numbers per row, row after row, then (from {@link #batchPart}) those per batch. */
    public float[] slot(Slot slot) {
        return slots[slot.index()];
    }

    /** The index in {@link #slot} at which the numbers per batch begin. */
    public int batchPart(Slot slot) {
        return slot.perRow() * maxRows;
    }

    /** Computes the rows of a layer in training on all threads. */
    final RowTask.Forward forwardRows() {
        return forwardRows;
    }

    /** Computes dL/dinput of the rows of a layer on all threads. */
    final RowTask.InputGradient inputGradientRows() {
        return inputGradientRows;
    }

    /**
     * The bare key of a layer's random numbers in this step; {@link RandomKey#bits(long, long)} gives the numbers.
     *
     * @param slot of the layer
     */
    public long noise(Slot slot) {
        return RandomKey.derived(noise, slot.index());
    }

    /** Sets the random numbers before a step. */
    public void setNoise(RandomKey stepNoise) {
        noise = stepNoise.key();
    }

    /** {@code setNoise(key.with(part))}, which allocates nothing. */
    public void setNoise(RandomKey key, long part) {
        noise = RandomKey.derived(key.key(), part);
    }
}

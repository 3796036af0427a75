package nn.core.layer;

/**
 * A layer's claim on room in each {@link TrainingWorkspace}.
 *
 * @param index its place among all slots of the network
 * @param perRow numbers for each row of the batch
 * @param perBatch numbers beyond that
 */
public record Slot(int index, int perRow, int perBatch) {}

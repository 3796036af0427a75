package nn.core.layer;

/**
 * A layer's claim on room in each {@link Workspace} for what it needs only while it is at work. Layers that are at work one after
 * another share the room.
 *
 * @param index its place among those of the workspace
 */
public record Scratch(int index) {}

package nn.core.diagnose;

import java.util.List;

/**
 * Something that keeps a network from learning.
 *
 * @param kind what
 * @param layers the numbers of the layers concerned, from the first to the last
 * @param message what was measured, where, and what to do, in a sentence for a person
 */
public record Finding(Kind kind, List<Integer> layers, String message) {

    /** Keeps a copy of the numbers. */
    public Finding {
        layers = List.copyOf(layers);
    }

    /** What can be found. */
    public enum Kind {
        /** The error signal dies out on its way to the first layers. */
        VANISHING,
        /** The error signal grows on its way to the first layers. */
        EXPLODING,
        /** Most values lie where the activation is flat on both sides. */
        SATURATED,
        /** Many units pass no gradient for any row, as ReLUs do that are always off. */
        DEAD
    }
}

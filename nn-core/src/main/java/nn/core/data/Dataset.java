package nn.core.data;

import java.util.Optional;

/** Rows with what is to be predicted for them. */
public interface Dataset extends Rows {

    /** What is predicted. */
    Targets targets();

    /** The label of a row, from 0; only where targets are {@link Targets.Classes}. */
    int label(int row);

    /**
     * The target value of a row; only where targets are {@link Targets.Values}.
     *
     * @param row its number, from 0
     * @param quantity which of the values, from 0
     */
    double value(int row, int quantity);

    /** The numbers that rows have in a role, if the data have any. Rows of one group have the same number. */
    default Optional<Numbers> role(Role role) {
        return Optional.empty();
    }

    /** How much a row counts in the loss of a training, 0 or more, beside others; 1 unless the data say otherwise. */
    default double weight(int row) {
        Optional<Numbers> weights = role(Role.WEIGHT);
        return weights.isPresent() ? weights.get().get(row) : 1;
    }

    /** The number of classes. */
    default int classCount() {
        if (targets() instanceof Targets.Classes classes) {
            return classes.names().size();
        }
        throw new IllegalArgumentException(name() + " has no classes: its targets are numbers.");
    }
}

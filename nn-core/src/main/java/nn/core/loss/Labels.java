package nn.core.loss;

import nn.core.NnException;
import nn.core.data.Batch;
import nn.core.data.Targets;

/** What losses ask of labels. */
final class Labels {

    private Labels() {}

    /**
     * The number of classes.
     *
     * @throws NnException.Configuration if the targets are numbers
     */
    static int classes(String loss, Targets targets) {
        return switch (targets) {
            case Targets.Classes classes -> classes.names().size();
            case Targets.Values values ->
                throw new NnException.Configuration("Loss \"" + loss + "\" needs classes as targets, found numbers ("
                        + String.join(", ", values.names()) + "). Use mean-squared-error.");
        };
    }

    /**
     * The number of logits for two classes, 1.
     *
     * @throws NnException.Configuration if the targets are numbers, or more classes
     */
    static int twoClasses(String loss, Targets targets) {
        int count = classes(loss, targets);
        if (count != 2) {
            throw new NnException.Configuration("Loss \"" + loss + "\" needs two classes as targets, found " + count
                    + " classes. Use softmax-cross-entropy.");
        }
        return 1;
    }

    /** −1 for the first of two classes, 1 for the second. */
    static float sign(Batch batch, int row) {
        return 2 * batch.labels()[row] - 1;
    }
}

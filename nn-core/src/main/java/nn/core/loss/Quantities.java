package nn.core.loss;

import nn.core.NnException;
import nn.core.data.Targets;

/** What losses ask of target values. */
final class Quantities {

    private Quantities() {}

    /**
     * The number of quantities to predict.
     *
     * @throws NnException.Configuration if the targets are classes
     */
    static int count(String loss, Targets targets) {
        return switch (targets) {
            case Targets.Values values -> values.names().size();
            case Targets.Classes classes ->
                throw new NnException.Configuration("Loss \"" + loss + "\" needs numbers as targets, found "
                        + classes.names().size() + " classes. Use softmax-cross-entropy.");
        };
    }

    /**
     * The number of quantities to predict, where one alone says nothing.
     *
     * @throws NnException.Configuration if the targets are classes, or a single quantity
     */
    static int countOfSeveral(String loss, Targets targets) {
        int count = count(loss, targets);
        if (count < 2) {
            throw new NnException.Configuration("Loss \"" + loss + "\" needs two or more quantities as targets, found "
                    + String.join(", ", targets.names()) + ". Use mean-squared-error.");
        }
        return count;
    }
}

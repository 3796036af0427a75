package nn.core.train;

import java.util.stream.Collectors;
import nn.core.NnException;
import nn.core.data.Dataset;
import nn.core.data.Examples;
import nn.core.data.Storage;
import nn.core.data.Targets;
import nn.core.data.TrainingPart;
import nn.core.loss.Loss;
import nn.core.matrix.Shape;
import nn.core.model.Model;
import nn.core.network.Network;
import nn.core.network.Transfer;
import nn.core.transform.Preprocessing;
import nn.core.transform.TargetScale;
import nn.core.transform.TargetScaling;

/**
 * All that a training begins with: what a {@link Trainer} was told, made to fit the rows to learn from, or refused.
 *
 * @param loss the chosen one, or the one that suits the targets
 * @param preprocessing fitted to the training part, or taken over from the model to start from
 * @param network with its first parameters
 * @param examples the transformed rows, with their weights, repeated as chosen
 */
record TrainingStart(Loss loss, Preprocessing preprocessing, Network network, Examples examples) {

    /**
     * Prepares a training.
     *
     * @param trainer the choices
     * @param part the rows to learn from
     * @param inputs where the inputs of the network are kept
     * @throws NnException.Configuration if the choices do not fit each other or the data
     * @throws NnException.Data if the loss is not defined for some of the targets
     */
    static TrainingStart of(Trainer trainer, TrainingPart part, Storage inputs) {
        Dataset dataset = part.dataset();
        Loss loss = trainer.loss.orElseGet(() -> Trainer.defaultLoss(dataset.targets()));
        Refusals.check(trainer, loss, dataset);
        Preprocessing preprocessing = preprocessing(trainer, part, loss);
        Network network = network(trainer, preprocessing.outputs().size(), dataset.targets());
        Refusals.checkOutputs(network, loss, dataset.targets());
        Examples examples =
                WeightedExamples.of(part, trainer.classWeights, preprocessing.examples(dataset, part.rows(), inputs));
        return new TrainingStart(
                loss,
                preprocessing,
                network,
                trainer.oversampling == 0
                        ? examples
                        : Oversampling.of(part, trainer.oversampling, trainer.settings.seed(), examples));
    }

    private static Preprocessing preprocessing(Trainer trainer, TrainingPart part, Loss loss) {
        Dataset dataset = part.dataset();
        TargetScale scale = trainer.start
                .filter(model -> model.targets().equals(dataset.targets()))
                .map(model -> model.preprocessing().targetScale())
                .filter(_ -> trainer.targetScaling.isEmpty() && loss.allowsScaledTargets())
                .orElseGet(() -> targetScale(trainer, part, loss));
        return trainer.start
                .map(Model::preprocessing)
                .filter(model -> trainer.transforms.isEmpty() && model.inputs().equals(dataset.features()))
                .map(model -> new Preprocessing(model.inputs(), model.steps(), scale))
                .orElseGet(() -> Preprocessing.fit(
                        part, trainer.transforms.orElseGet(() -> Preprocessing.automatic(part)), scale));
    }

    private static TargetScale targetScale(Trainer trainer, TrainingPart part, Loss loss) {
        Targets targets = part.dataset().targets();
        TargetScaling suitable = loss.allowsScaledTargets() ? TargetScaling.STANDARDIZE : TargetScaling.NONE;
        TargetScaling scaling = trainer.targetScaling.orElse(suitable);
        if (trainer.targetScaling.isPresent() && targets instanceof Targets.Classes) {
            throw new NnException.Configuration("Target scale " + scaling + " is chosen, but "
                    + part.dataset().name() + " has classes, which are not scaled. Leave it out.");
        }
        if (scaling != TargetScaling.NONE && suitable == TargetScaling.NONE) {
            throw new NnException.Configuration("Target scale " + scaling + " does not go with loss "
                    + loss.spec().name() + ", whose targets mean something as they are. Leave it out.");
        }
        return targets instanceof Targets.Classes ? TargetScale.none(targets) : TargetScale.fit(part, scaling);
    }

    private static Network network(Trainer trainer, int inputs, Targets targets) {
        Network network = trainer.spec.build(Shape.of(inputs), trainer.settings.seed());
        trainer.start.ifPresent(model -> take(trainer, model, network, targets));
        return trainer.frozen.isEmpty() ? network : network.frozen(trainer.frozen);
    }

    private static void take(Trainer trainer, Model model, Network network, Targets targets) {
        String last = network.stages().reversed().stream()
                .filter(stage -> stage.parameterCount() > 0)
                .findFirst()
                .map(Network.Stage::name)
                .orElse("");
        boolean sameTargets = model.targets().equals(targets);
        Transfer transfer =
                network.takeFrom(model.network(), layer -> sameTargets || !(layer + ".").startsWith(last + "."));
        if (transfer.taken().isEmpty()) {
            throw new NnException.Configuration(
                    "No layer of the model to start from has the name and shapes of one here. The model:"
                            + model.network().stages().stream()
                                    .map(stage -> " " + stage.inputShape() + " → " + stage.name())
                                    .collect(Collectors.joining())
                            + ". Use the same layers, or start without it.");
        }
        trainer.listeners.forEach(listener -> listener.on(new TrainingEvent.Transferred(transfer)));
    }
}

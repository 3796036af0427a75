package nn.core.train;

import java.util.List;
import java.util.Optional;
import nn.core.NnException;
import nn.core.activation.Activation;
import nn.core.data.Dataset;
import nn.core.data.Targets;
import nn.core.layer.ActivationLayer;
import nn.core.layer.Layer;
import nn.core.loss.Link;
import nn.core.loss.Loss;
import nn.core.network.Network;
import nn.core.optim.Optimizer;
import nn.core.optim.StepOptimizer;
import nn.core.spi.Plugins;

/** What a {@link Trainer} refuses before anything is learned: choices that do not go together or with the data. */
final class Refusals {

    private Refusals() {}

    /** Checks all that can be checked without a network. */
    static void check(Trainer trainer, Loss loss, Dataset dataset) {
        refuseActivationTwice(trainer, loss);
        refuseRulesWithoutSteps(trainer);
        refuseTwoCuresOfImbalance(trainer);
        checkTargets(loss, dataset);
    }

    /** Refuses a network that has not the outputs that the loss needs. */
    static void checkOutputs(Network network, Loss loss, Targets targets) {
        int outputs = loss.outputWidth(targets);
        if (network.outputShape().size() != outputs) {
            throw new NnException.Configuration("The last layer has " + network.outputShape() + " outputs, but "
                    + loss.spec().name() + " on these targets needs " + outputs + ". End the network in dense("
                    + outputs
                    + ").");
        }
    }

    /** A softmax or sigmoid at the end would be applied a second time by a loss that works on logits. */
    private static void refuseActivationTwice(Trainer trainer, Loss loss) {
        Layer last = trainer.spec.layers().getLast();
        if (last instanceof ActivationLayer(Activation activation)
                && loss.link() != Link.IDENTITY
                && activation.spec().name().equals(loss.link().toString())) {
            throw new NnException.Configuration("Loss \"" + loss.spec().name() + "\" contains the "
                    + activation.spec().name() + " already. Remove the last activation layer.");
        }
    }

    /** An optimizer that minimizes the whole objective searches along lines, which these rules would bend. */
    private static void refuseRulesWithoutSteps(Trainer trainer) {
        List<Phase> phases = trainer.phases();
        List<Optimizer> withoutSteps = phases.stream()
                .map(Phase::optimizer)
                .filter(each -> !(each instanceof StepOptimizer))
                .toList();
        if (!withoutSteps.isEmpty()) {
            String name = withoutSteps.getFirst().spec().name();
            if (trainer.settings.rules().maxNorm().isPresent()) {
                throw new NnException.Configuration("max-norm does not go with " + name
                        + ", whose steps must not be changed. Leave it out, or use l2.");
            }
            if (withoutSteps.size() == phases.size()
                    && !trainer.settings.rules().clipping().isNone()) {
                throw new NnException.Configuration("Clipping does not go with " + name
                        + ", which controls the length of its steps itself. Leave it out.");
            }
        }
        if (trainer.settings.averageFrom().isPresent()) {
            if (phases.size() > 1 || !withoutSteps.isEmpty()) {
                throw new NnException.Configuration(
                        "average-from needs a single optimizer that goes step by step, such as momentum or adam.");
            }
            if (trainer.settings.averageFrom().get() > trainer.settings.epochs()) {
                throw new NnException.Configuration(
                        "average-from is " + trainer.settings.averageFrom().get() + ", but there are "
                                + trainer.settings.epochs() + " epochs. Choose an earlier one, or more epochs.");
            }
        }
    }

    /** Together they would make rare classes count more than the others. */
    private static void refuseTwoCuresOfImbalance(Trainer trainer) {
        if (trainer.oversampling > 0 && !trainer.classWeights.equals(ClassWeights.NONE)) {
            throw new NnException.Configuration(
                    "Both class weights and oversampling are chosen, which make up for the same rare classes. Choose one of them.");
        }
    }

    /** Refuses rows that the loss is not defined for, before anything is learned; those for the test are looked at no further. */
    private static void checkTargets(Loss loss, Dataset dataset) {
        if (!(dataset.targets() instanceof Targets.Values values)) {
            return;
        }
        double[] row = new double[values.names().size()];
        for (int r = 0; r < dataset.rows(); r++) {
            for (int q = 0; q < row.length; q++) {
                row[q] = dataset.value(r, q);
            }
            Optional<String> objection;
            try {
                objection = loss.objectionTo(row);
            } catch (RuntimeException | Error e) {
                throw Plugins.failure("the loss", loss, "objectionTo", e);
            }
            if (objection.isPresent()) {
                throw new NnException.Data(dataset.name() + ": row " + (r + 1) + ": " + objection.get() + ". Loss \""
                        + loss.spec().name() + "\" needs them; choose another one with --loss.");
            }
        }
    }
}

package nn.cli.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import nn.cli.plot.Axis;
import nn.cli.plot.Figure;
import nn.cli.plot.Panel;
import nn.cli.plot.Series;
import nn.core.activation.Activation;
import nn.core.activation.ElementwiseActivation;
import nn.core.data.Dataset;
import nn.core.data.Split;
import nn.core.layer.Dense;
import nn.core.network.NetworkSpec;
import nn.core.optim.GradientDescent;
import nn.core.spi.Provider;
import nn.core.spi.Registry;
import nn.core.spi.Spec;
import nn.core.train.EpochRecord;
import nn.core.train.Trainer;
import nn.core.train.Training;
import nn.data.BuiltInData;

/**
 * The same deep network with each activation that there is, each with the initial weights that suit it, trained by plain gradient
 * descent on digits (the notes' "Which activation function should we use?"). All numbers are means over several seeds.
 *
 * @param hiddenLayers how deep
 * @param units of each hidden layer
 * @param epochs how long
 * @param seeds how many trainings of each
 */
record ActivationComparison(int hiddenLayers, int units, int epochs, int seeds) implements Experiment {

    private static final double LEARNING_RATE = 0.05;

    /** Those of the notes, and two that came later; more lines could not be told apart. */
    private static final List<String> DRAWN = List.of("sigmoid", "tanh", "relu", "leaky-relu", "elu", "gelu", "silu");

    ActivationComparison() {
        this(5, 64, 20, 3);
    }

    @Override
    public String name() {
        return "activations";
    }

    @Override
    public String question() {
        return "Which activation does a deep network learn best with?";
    }

    /** Mean training loss and validation accuracy after each epoch. */
    private record Curve(String activation, double[] loss, double[] accuracy) {
        double finalLoss() {
            return loss[loss.length - 1];
        }

        double finalAccuracy() {
            return accuracy[accuracy.length - 1];
        }
    }

    @Override
    public Outcome run(Setting setting) {
        Dataset digits = BuiltInData.load("digits");
        List<Curve> curves = new ArrayList<>();
        for (ElementwiseActivation f : activations(setting.registry())) {
            setting.progress().accept(f.spec().name());
            curves.add(curve(f, digits, setting));
        }
        List<Curve> ranked = curves.stream()
                .sorted(Comparator.comparingDouble(Curve::finalLoss))
                .toList();
        return new Outcome(
                summary(ranked),
                data(curves),
                figure(curves),
                "Sigmoids lose the gradient on the way through " + hiddenLayers
                        + " layers and stay where they begin; what is zero-centered or not bounded learns.");
    }

    private static List<ElementwiseActivation> activations(Registry registry) {
        List<ElementwiseActivation> found = new ArrayList<>();
        for (Provider<Activation> provider : registry.providers(Activation.class)) {
            if (registry.create(Activation.class, Spec.of(provider.name())) instanceof ElementwiseActivation f) {
                found.add(f);
            }
        }
        return found;
    }

    private Curve curve(ElementwiseActivation f, Dataset data, Setting setting) {
        double[] loss = new double[epochs];
        double[] accuracy = new double[epochs];
        for (int s = 0; s < seeds; s++) {
            long seed = setting.seed() + s;
            Training training = Trainer.of(network(f, data.targets().names().size()))
                    .optimizer(new GradientDescent(LEARNING_RATE))
                    .epochs(epochs)
                    .seed(seed)
                    .compute(setting.compute())
                    .fit(Split.stratified(data, 0.2, 0, seed));
            for (EpochRecord record : training.history()) {
                loss[record.epoch() - 1] += record.trainLoss() / seeds;
                accuracy[record.epoch() - 1] +=
                        record.validation().orElseThrow().score() / seeds;
            }
        }
        return new Curve(f.spec().name(), loss, accuracy);
    }

    private NetworkSpec network(ElementwiseActivation f, int classes) {
        NetworkSpec.Builder layers = NetworkSpec.builder();
        for (int l = 0; l < hiddenLayers; l++) {
            layers.layer(new Dense(units, f.initializer())).activation(f);
        }
        return layers.layer(new Dense(classes, f.initializer())).spec();
    }

    private static ResultTable summary(List<Curve> ranked) {
        return new ResultTable(
                List.of("activation", "training loss", "validation accuracy"),
                ranked.stream()
                        .map(curve -> List.<Object>of(curve.activation(), curve.finalLoss(), curve.finalAccuracy()))
                        .toList());
    }

    private ResultTable data(List<Curve> curves) {
        List<List<Object>> rows = new ArrayList<>();
        for (Curve curve : curves) {
            for (int e = 0; e < epochs; e++) {
                rows.add(List.of(curve.activation(), e + 1, curve.loss()[e], curve.accuracy()[e]));
            }
        }
        return new ResultTable(List.of("activation", "epoch", "trainingLoss", "validationAccuracy"), rows);
    }

    private Figure figure(List<Curve> curves) {
        double[] x = IntStream.rangeClosed(1, epochs).asDoubleStream().toArray();
        List<Series> losses = new ArrayList<>();
        List<Series> accuracies = new ArrayList<>();
        for (String name : DRAWN) {
            for (Curve curve : curves) {
                if (curve.activation().equals(name)) {
                    losses.add(new Series(name, x, curve.loss()));
                    accuracies.add(new Series(name, x, curve.accuracy()));
                }
            }
        }
        return new Figure(
                "Activations in " + hiddenLayers + " hidden layers, gradient descent on digits",
                2,
                List.of(
                        new Panel("training", Axis.linear("epoch"), Axis.logarithmic("training loss"), losses),
                        new Panel("validation", Axis.linear("epoch"), Axis.linear("accuracy"), accuracies)));
    }
}

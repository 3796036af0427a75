package nn.cli.experiment;

import java.util.ArrayList;
import java.util.List;
import nn.cli.plot.Axis;
import nn.cli.plot.Figure;
import nn.cli.plot.Panel;
import nn.cli.plot.Series;
import nn.core.activation.Relu;
import nn.core.data.Split;
import nn.core.network.NetworkSpec;
import nn.core.optim.Optimizer;
import nn.core.spi.Spec;
import nn.core.train.LearningRateCurve;
import nn.core.train.LearningRateFinder;
import nn.core.train.Trainer;
import nn.data.BuiltInData;

/**
 * The learning rate range test with several optimizers on digits: the rate grows from step to step while the loss is watched (Smith,
 * "Cyclical learning rates for training neural networks", WACV 2017, section 3.3).
 *
 * @param finder from which rate to which, in how many steps
 */
record LearningRateRange(LearningRateFinder finder) implements Experiment {

    private static final List<String> OPTIMIZERS = List.of("gradient-descent", "momentum", "rmsprop", "adam");

    LearningRateRange() {
        this(new LearningRateFinder(1e-5, 10, 300));
    }

    @Override
    public String name() {
        return "learning-rate";
    }

    @Override
    public String question() {
        return "Which learning rates do optimizers learn with, and where do they begin to diverge?";
    }

    @Override
    public Outcome run(Setting setting) {
        Split split = Split.stratified(BuiltInData.load("digits"), 0, 0.1, setting.seed());
        NetworkSpec network = NetworkSpec.builder()
                .dense(128)
                .activation(new Relu())
                .dense(64)
                .activation(new Relu())
                .dense(10)
                .spec();
        List<List<Object>> suggestions = new ArrayList<>();
        List<List<Object>> data = new ArrayList<>();
        List<Series> series = new ArrayList<>();
        for (String name : OPTIMIZERS) {
            setting.progress().accept(name);
            Trainer trainer = Trainer.of(network)
                    .optimizer(setting.registry().create(Optimizer.class, Spec.of(name)))
                    .seed(setting.seed())
                    .compute(setting.compute());
            LearningRateCurve curve = finder.run(trainer, split);
            List<LearningRateCurve.Point> points = curve.points();
            points.forEach(p -> data.add(List.of(name, p.learningRate(), p.loss(), p.smoothLoss())));
            double lowest = points.stream()
                    .mapToDouble(LearningRateCurve.Point::smoothLoss)
                    .min()
                    .orElse(Double.NaN);
            suggestions.add(List.of(
                    name,
                    curve.suggestion().orElse(Double.NaN),
                    lowest,
                    points.getLast().learningRate()));
            series.add(new Series(
                    name,
                    points.stream()
                            .mapToDouble(LearningRateCurve.Point::learningRate)
                            .toArray(),
                    points.stream()
                            .mapToDouble(LearningRateCurve.Point::smoothLoss)
                            .toArray()));
        }
        Panel panel = new Panel(
                "64 → 128 → 64 → 10 on digits",
                Axis.logarithmic("learning rate"),
                Axis.logarithmic("loss, smoothed"),
                series);
        return new Outcome(
                new ResultTable(List.of("optimizer", "suggested rate", "lowest loss", "ended at"), suggestions),
                new ResultTable(List.of("optimizer", "learningRate", "loss", "smoothLoss"), data),
                new Figure("Loss while the learning rate grows", 1, List.of(panel)),
                "The suggested rate is where the loss falls most steeply. Methods that scale each step by the size of its gradients"
                        + " need rates tens of times smaller than gradient descent.");
    }
}

package nn.cli.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import nn.cli.plot.Axis;
import nn.cli.plot.Figure;
import nn.cli.plot.Panel;
import nn.cli.plot.Series;
import nn.core.NnException;
import nn.core.activation.Relu;
import nn.core.data.Split;
import nn.core.diagnose.Diagnostics;
import nn.core.diagnose.Snapshot;
import nn.core.init.HeNormal;
import nn.core.init.Initializer;
import nn.core.init.StandardNormal;
import nn.core.layer.Dense;
import nn.core.network.NetworkSpec;
import nn.core.optim.GradientDescent;
import nn.core.train.Clipping;
import nn.core.train.EpochRecord;
import nn.core.train.Trainer;
import nn.core.train.TrainingEvent;
import nn.data.BuiltInData;

/**
 * A deep ReLU network whose initial weights are so large that signals and gradients explode, trained as it is, with clipped gradients,
 * with batch normalization, and with initial weights that fit (the notes' "Gradient Clipping" and "Batch Normalization").
 *
 * @param hiddenLayers how deep
 * @param units of each hidden layer
 * @param epochs of gradient descent
 */
record ExplodingGradients(int hiddenLayers, int units, int epochs) implements Experiment {

    private static final int CLASSES = 10;
    private static final double LEARNING_RATE = 0.05;
    private static final double CLIP_NORM = 1;
    private static final int STEPS_BETWEEN_LOOKS = 10;

    ExplodingGradients() {
        this(6, 64, 20);
    }

    private enum Remedy {
        NONE("none"),
        CLIPPING("clipping"),
        BATCH_NORM("batch-norm"),
        HE_NORMAL("he-normal weights");

        private final String words;

        Remedy(String words) {
            this.words = words;
        }
    }

    /** What was seen until the training ended or diverged. */
    private record Course(Remedy remedy, List<Snapshot> looks, List<EpochRecord> epochs, boolean diverged) {

        double largestNorm() {
            return looks.stream().mapToDouble(Snapshot::gradientNorm).max().orElse(Double.NaN);
        }

        int clippedSteps() {
            return epochs.stream()
                    .mapToInt(epoch -> epoch.clippedSteps().orElse(0))
                    .sum();
        }

        double accuracy() {
            return diverged
                    ? Double.NaN
                    : epochs.getLast().validation().orElseThrow().score();
        }

        Series series(ToDoubleFunction<Snapshot> value) {
            return new Series(
                    remedy.words,
                    looks.stream().mapToDouble(Snapshot::steps).toArray(),
                    looks.stream().mapToDouble(value).toArray());
        }
    }

    @Override
    public String name() {
        return "exploding-gradients";
    }

    @Override
    public String question() {
        return "What do gradient clipping and batch normalization do for a network whose gradients explode?";
    }

    @Override
    public Outcome run(Setting setting) {
        Split split = Split.stratified(BuiltInData.load("digits"), 0.2, 0, setting.seed());
        List<Course> courses = new ArrayList<>();
        for (Remedy remedy : Remedy.values()) {
            setting.progress().accept(remedy.words);
            courses.add(train(remedy, split, setting));
        }
        return new Outcome(
                summary(courses),
                data(courses),
                figure(courses),
                "Without a remedy the first steps throw the weights so far that the loss is no number any more, or that no unit is"
                        + " left to learn with. Clipping keeps the direction of each step and limits its length, but the network stays hard to"
                        + " train; batch normalization and fitting initial weights remove the cause.");
    }

    private Course train(Remedy remedy, Split split, Setting setting) {
        List<Snapshot> looks = new ArrayList<>();
        List<EpochRecord> done = new ArrayList<>();
        Trainer trainer = Trainer.of(network(remedy))
                .optimizer(new GradientDescent(LEARNING_RATE))
                .epochs(epochs)
                .seed(setting.seed())
                .compute(setting.compute())
                .diagnostics(new Diagnostics(STEPS_BETWEEN_LOOKS))
                .listener(event -> {
                    if (event instanceof TrainingEvent.Diagnosed(Snapshot look)) {
                        looks.add(look);
                    }
                    if (event instanceof TrainingEvent.EpochDone(EpochRecord record, boolean _)) {
                        done.add(record);
                    }
                });
        if (remedy == Remedy.CLIPPING) {
            trainer.clipping(Clipping.byGlobalNorm(CLIP_NORM));
        }
        boolean diverged = false;
        try {
            trainer.fit(split);
        } catch (NnException.Diverged _) {
            diverged = true; // what this experiment is about
        }
        return new Course(remedy, looks, done, diverged);
    }

    private NetworkSpec network(Remedy remedy) {
        Initializer weights = remedy == Remedy.HE_NORMAL ? new HeNormal() : new StandardNormal();
        NetworkSpec.Builder layers = NetworkSpec.builder();
        for (int l = 0; l < hiddenLayers; l++) {
            layers.layer(new Dense(units, weights));
            if (remedy == Remedy.BATCH_NORM) {
                layers.batchNorm();
            }
            layers.activation(new Relu());
        }
        return layers.layer(new Dense(CLASSES, weights)).spec();
    }

    private static ResultTable summary(List<Course> courses) {
        return new ResultTable(
                List.of(
                        "remedy",
                        "ended",
                        "largest ‖g‖",
                        "last ‖g‖",
                        "clipped steps",
                        "last loss",
                        "validation accuracy"),
                courses.stream()
                        .map(course -> List.<Object>of(
                                course.remedy().words,
                                course.diverged() ? "diverged" : "trained",
                                course.largestNorm(),
                                course.looks().getLast().gradientNorm(),
                                course.clippedSteps(),
                                course.looks().getLast().loss(),
                                course.accuracy()))
                        .toList());
    }

    private static ResultTable data(List<Course> courses) {
        List<List<Object>> rows = new ArrayList<>();
        for (Course course : courses) {
            for (Snapshot look : course.looks()) {
                rows.add(List.of(course.remedy().words, (int) look.steps(), look.loss(), look.gradientNorm()));
            }
        }
        return new ResultTable(List.of("remedy", "steps", "loss", "gradientNorm"), rows);
    }

    private Figure figure(List<Course> courses) {
        return new Figure(
                hiddenLayers + " hidden layers of ReLUs with standard-normal weights, and remedies",
                2,
                List.of(
                        panel("training", "loss", courses, Snapshot::loss),
                        panel("gradients", "‖dL/dθ‖", courses, Snapshot::gradientNorm)));
    }

    private static Panel panel(String title, String quantity, List<Course> courses, ToDoubleFunction<Snapshot> value) {
        return new Panel(
                title,
                Axis.linear("steps"),
                Axis.logarithmic(quantity),
                courses.stream().map(course -> course.series(value)).toList());
    }
}

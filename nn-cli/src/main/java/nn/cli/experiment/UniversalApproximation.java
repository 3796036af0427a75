package nn.cli.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import nn.cli.plot.Axis;
import nn.cli.plot.Figure;
import nn.cli.plot.Panel;
import nn.cli.plot.Series;
import nn.core.activation.Sigmoid;
import nn.core.data.Split;
import nn.core.init.GlorotUniform;
import nn.core.layer.Dense;
import nn.core.loss.MeanSquaredError;
import nn.core.model.Model;
import nn.core.network.NetworkSpec;
import nn.core.optim.Optimizer;
import nn.core.spi.Spec;
import nn.core.train.Trainer;

/**
 * The universal approximation theorem at work: for a continuous F on the unit cube and any ε there is a network f with one hidden
 * layer of sigmoids for which {@code |F(x) − f(x)| < ε} everywhere (Cybenko, "Approximation by superpositions of a sigmoidal
 * function", 1989; the notes' "Universal approximation theorem"). The theorem does not say how many units it takes; here networks
 * of growing width are fitted by second-order methods from several starts, and the largest error is sought on a grid ten times finer than the
 * points they were fitted to.
 *
 * <p>A wider network contains the narrower ones, so that the error counts which is the smallest with at most so many units.
 *
 * @param targets what is approximated
 */
record UniversalApproximation(List<Target> targets) implements Experiment {

    private static final int FINER = 10;

    /** The largest error still falls where the mean of the squares hardly does. */
    private static final String TO_THE_END = ",gradient-tolerance=0,function-tolerance=0";

    /**
     * A function with what it takes to approximate it.
     *
     * @param function F
     * @param points points along each axis of the grid that is fitted
     * @param epsilon ε
     * @param widths units of the hidden layer, growing
     * @param starts how many initial networks are tried for each width
     * @param optimizer by which they are fitted
     * @param iterations of it for each
     */
    record Target(
            CubeFunction function,
            int points,
            double epsilon,
            List<Integer> widths,
            int starts,
            String optimizer,
            int iterations) {}

    UniversalApproximation() {
        this(List.of(
                new Target(
                        CubeFunction.SINE_WITH_KINK,
                        201,
                        0.01,
                        List.of(1, 2, 4, 8, 16),
                        5,
                        "levenberg-marquardt:damping=0.001",
                        500),
                new Target(CubeFunction.FRANKE, 31, 0.05, List.of(4, 8, 16, 32, 64), 3, "l-bfgs:memory=20", 1500)));
    }

    @Override
    public String name() {
        return "approximation";
    }

    @Override
    public String question() {
        return "How many sigmoids in one hidden layer bring a network closer than ε to a function?";
    }

    /** The best network of a width and its largest error; the networks of a target are its rows. */
    private record Fit(Target target, int units, double error, double best, Model model) {}

    @Override
    public Outcome run(Setting setting) {
        List<Fit> fits = new ArrayList<>();
        for (Target target : targets) {
            double best = Double.POSITIVE_INFINITY;
            for (int units : target.widths()) {
                setting.progress().accept(target.function() + ", " + units + " units");
                Fit fit = fit(target, units, best, setting);
                best = fit.best();
                fits.add(fit);
            }
        }
        return new Outcome(table(fits), table(fits), figure(fits, setting), reading(fits));
    }

    private static Fit fit(Target target, int units, double bestBefore, Setting setting) {
        GridData fine = new GridData(target.function(), FINER * (target.points() - 1) + 1);
        double error = Double.POSITIVE_INFINITY;
        Model closest = null;
        for (int start = 0; start < target.starts(); start++) {
            Model model = train(target, units, setting, setting.seed() + start);
            double itsError = fine.largestError(model, setting.compute());
            if (closest == null || itsError < error) {
                error = itsError;
                closest = model;
            }
        }
        if (closest == null) {
            throw new IllegalArgumentException(target + " has no starts.");
        }
        return new Fit(target, units, error, Math.min(error, bestBefore), closest);
    }

    private static Model train(Target target, int units, Setting setting, long seed) {
        NetworkSpec network = NetworkSpec.builder()
                .layer(new Dense(units, new ScatteredUnits(), false))
                .activation(new Sigmoid())
                .layer(new Dense(1, new GlorotUniform()))
                .spec();
        GridData data = new GridData(target.function(), target.points());
        Optimizer optimizer = setting.registry().create(Optimizer.class, Spec.parse(target.optimizer() + TO_THE_END));
        return Trainer.of(network)
                .loss(new MeanSquaredError())
                .transforms(List.of())
                .optimizer(optimizer)
                .batchSize(data.rows())
                .epochs(target.iterations())
                .seed(seed)
                .compute(setting.compute())
                .fit(Split.random(data.dataset(), 0, 0, 1))
                .model();
    }

    private static ResultTable table(List<Fit> fits) {
        return new ResultTable(
                List.of("function", "units", "largest error", "with at most so many", "epsilon"),
                fits.stream()
                        .map(fit -> List.<Object>of(
                                fit.target().function().toString(),
                                fit.units(),
                                fit.error(),
                                fit.best(),
                                fit.target().epsilon()))
                        .toList());
    }

    private Figure figure(List<Fit> fits, Setting setting) {
        List<Panel> panels = new ArrayList<>();
        for (Target target : targets) {
            List<Fit> its =
                    fits.stream().filter(fit -> fit.target().equals(target)).toList();
            double[] units = its.stream().mapToDouble(Fit::units).toArray();
            double[] epsilon = new double[units.length];
            Arrays.fill(epsilon, target.epsilon());
            panels.add(new Panel(
                    target.function().toString(),
                    Axis.logarithmic("units"),
                    Axis.logarithmic("largest error"),
                    List.of(
                            new Series(
                                    "sup |F − f|",
                                    units,
                                    its.stream().mapToDouble(Fit::best).toArray()),
                            new Series("ε", units, epsilon))));
            if (target.function().dimension() == 1) {
                panels.add(curves(its, setting));
            }
        }
        return new Figure("One hidden layer of sigmoids approximates F", panels.size(), panels);
    }

    /** F and some of the networks, for the eye. */
    private static Panel curves(List<Fit> fits, Setting setting) {
        GridData grid = new GridData(fits.getFirst().target().function(), 201);
        double[] x = grid.axis();
        List<Series> series = new ArrayList<>();
        DoubleUnaryOperator f = v -> grid.function().at(v);
        series.add(new Series("F", x, Arrays.stream(x).map(f).toArray()));
        for (Fit fit : fits) {
            if (fit.units() <= 2) {
                String name = fit.units() == 1 ? "1 unit" : fit.units() + " units";
                series.add(new Series(name, x, grid.predictions(fit.model(), setting.compute())));
            }
        }
        return new Panel("F and f", Axis.linear("x"), Axis.linear("value"), series);
    }

    private String reading(List<Fit> fits) {
        StringBuilder text = new StringBuilder();
        for (Target target : targets) {
            List<Fit> its =
                    fits.stream().filter(fit -> fit.target().equals(target)).toList();
            text.append(its.stream()
                            .filter(fit -> fit.best() <= target.epsilon())
                            .findFirst()
                            .map(fit -> String.format(
                                    Locale.ROOT,
                                    "%d units come closer than ε = %s to %s: %.4f at most.",
                                    fit.units(),
                                    target.epsilon(),
                                    target.function(),
                                    fit.best()))
                            .orElse(its.getLast().units() + " units do not come closer than ε = " + target.epsilon()
                                    + " to " + target.function() + "; try another seed."))
                    .append('\n');
        }
        return text.toString().strip();
    }
}

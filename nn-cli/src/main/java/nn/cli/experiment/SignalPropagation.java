package nn.cli.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import nn.cli.plot.Axis;
import nn.cli.plot.Figure;
import nn.cli.plot.Panel;
import nn.cli.plot.Series;
import nn.core.activation.Activation;
import nn.core.data.Examples;
import nn.core.diagnose.Distribution;
import nn.core.diagnose.Finding;
import nn.core.diagnose.LayerStatistics;
import nn.core.diagnose.Probe;
import nn.core.diagnose.Snapshot;
import nn.core.diagnose.UnitStatistics;
import nn.core.init.Initializer;
import nn.core.layer.Dense;
import nn.core.loss.SoftmaxCrossEntropy;
import nn.core.matrix.Shape;
import nn.core.network.NetworkSpec;
import nn.core.random.Purpose;
import nn.core.random.RandomKey;
import nn.core.spi.Spec;

/**
 * How initial weights let signals through a deep network: the variance of the activations Aˡ on the way forward and of the error
 * signals dL/dZˡ on the way back, layer by layer, for three activations and three initializers (Glorot and Bengio, "Understanding
 * the difficulty of training deep feedforward neural networks", AISTATS 2010, figures 6 and 7; the notes' "Is the Logistic
 * activation function (Sigmoid) our choice?").
 *
 * @param hiddenLayers how deep
 * @param units of each hidden layer, and features of a row
 * @param rows standard normal inputs
 */
record SignalPropagation(int hiddenLayers, int units, int rows) implements Experiment {

    private static final List<String> ACTIVATIONS = List.of("sigmoid", "tanh", "relu");
    private static final List<String> INITIALIZERS = List.of("standard-normal", "glorot-normal", "he-normal");
    private static final int CLASSES = 10;

    SignalPropagation() {
        this(10, 128, 1024);
    }

    @Override
    public String name() {
        return "signal-propagation";
    }

    @Override
    public String question() {
        return "With which initial weights do signals and gradients reach the far end of a deep network?";
    }

    @Override
    public Outcome run(Setting setting) {
        Map<String, Map<String, Snapshot>> looks = new LinkedHashMap<>();
        for (String activation : ACTIVATIONS) {
            looks.put(activation, new LinkedHashMap<>());
            for (String initializer : INITIALIZERS) {
                looks.get(activation).put(initializer, look(activation, initializer, setting));
            }
        }
        List<Panel> panels = new ArrayList<>();
        looks.forEach((activation, byInitializer) -> panels.add(
                panel(activation + ": activations", "variance of A", byInitializer, LayerStatistics::activations)));
        looks.forEach((activation, byInitializer) -> panels.add(
                panel(activation + ": gradients", "variance of dL/dZ", byInitializer, LayerStatistics::signals)));
        Figure figure = new Figure(
                "Signals through " + hiddenLayers + " hidden layers with initial weights", ACTIVATIONS.size(), panels);
        return new Outcome(
                summary(looks),
                data(looks),
                figure,
                "Level lines let deep networks learn: tanh with Glorot's weights, relu with He's. Sigmoids lose the gradient with"
                        + " both; standard-normal weights saturate sigmoid and tanh, and make relu explode.");
    }

    private Snapshot look(String activation, String initializer, Setting setting) {
        Activation f = setting.registry().create(Activation.class, Spec.of(activation));
        Initializer weights = setting.registry().create(Initializer.class, Spec.of(initializer));
        NetworkSpec.Builder layers = NetworkSpec.builder();
        for (int l = 0; l < hiddenLayers; l++) {
            layers.layer(new Dense(units, weights)).activation(f);
        }
        layers.layer(new Dense(CLASSES, weights));
        Examples inputs = new NormalExamples(rows, units, CLASSES, RandomKey.of(setting.seed(), Purpose.DATA));
        return new Probe(
                        layers.build(Shape.of(units), setting.seed()),
                        new SoftmaxCrossEntropy(),
                        inputs,
                        rows,
                        setting.compute())
                .look(1, 0);
    }

    private static double variance(Distribution distribution) {
        return distribution.deviation() * distribution.deviation();
    }

    /** The hidden layers; the output layer has no activation. */
    private List<LayerStatistics> hidden(Snapshot snapshot) {
        return snapshot.layers().subList(0, hiddenLayers);
    }

    private Panel panel(
            String title,
            String quantity,
            Map<String, Snapshot> byInitializer,
            Function<LayerStatistics, Distribution> part) {
        List<Series> series = new ArrayList<>();
        ToDoubleFunction<LayerStatistics> value = layer -> variance(part.apply(layer));
        byInitializer.forEach((initializer, snapshot) -> series.add(new Series(
                initializer,
                hidden(snapshot).stream().mapToDouble(LayerStatistics::number).toArray(),
                hidden(snapshot).stream().mapToDouble(value).toArray())));
        return new Panel(title, Axis.linear("layer"), Axis.logarithmic(quantity), series);
    }

    private ResultTable summary(Map<String, Map<String, Snapshot>> looks) {
        List<List<Object>> rows = new ArrayList<>();
        looks.forEach((activation, byInitializer) -> byInitializer.forEach((initializer, snapshot) -> {
            LayerStatistics first = hidden(snapshot).getFirst();
            LayerStatistics last = hidden(snapshot).getLast();
            rows.add(List.of(
                    activation,
                    initializer,
                    variance(first.activations()),
                    variance(last.activations()),
                    variance(first.signals()),
                    variance(last.signals()),
                    String.join(
                            ", ",
                            snapshot.findings().stream()
                                    .map(Finding::kind)
                                    .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                                    .distinct()
                                    .toList())));
        }));
        String last = "layer " + hiddenLayers;
        return new ResultTable(
                List.of("activation", "initializer", "var A, layer 1", last, "var dL/dZ, layer 1", last, "diagnosis"),
                rows);
    }

    private ResultTable data(Map<String, Map<String, Snapshot>> looks) {
        List<List<Object>> rows = new ArrayList<>();
        looks.forEach((activation, byInitializer) -> byInitializer.forEach((initializer, snapshot) -> hidden(snapshot)
                .forEach(layer -> rows.add(List.of(
                        activation,
                        initializer,
                        layer.number(),
                        layer.activations().mean(),
                        variance(layer.activations()),
                        variance(layer.signals()),
                        variance(layer.gradients()),
                        layer.units().map(UnitStatistics::saturatedShare).orElse(0.0),
                        layer.units().map(UnitStatistics::deadShare).orElse(0.0))))));
        return new ResultTable(
                List.of(
                        "activation",
                        "initializer",
                        "layer",
                        "activationMean",
                        "activationVariance",
                        "signalVariance",
                        "weightGradientVariance",
                        "saturatedShare",
                        "deadShare"),
                rows);
    }
}

package nn.core.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import nn.core.NnException;
import nn.core.data.Dataset;
import nn.core.data.Evaluable;
import nn.core.data.Feature;
import nn.core.data.Rows;
import nn.core.data.Targets;
import nn.core.kernel.Compute;
import nn.core.loss.Loss;
import nn.core.matrix.Matrix;
import nn.core.metric.Evaluation;
import nn.core.metric.Metric;
import nn.core.metric.Scores;
import nn.core.network.Network;
import nn.core.spi.Registry;
import nn.core.transform.Preprocessing;
import nn.core.transform.TransformPass;

/**
 * A trained network with all that is needed to use it: the transforms of raw rows, the names of classes or quantities, how
 * predictions are read off the logits, and where it comes from. It takes raw rows. Several threads may predict at once.
 */
public final class Model implements Evaluable {

    private final Network network;
    private final Preprocessing preprocessing;
    private final Targets targets;
    private final List<String> targetColumns;
    private final Loss loss;
    private final SortedMap<String, String> provenance;

    /**
     * Puts a model together.
     *
     * @param network the trained network; not copied
     * @param preprocessing the fitted transforms
     * @param targets what is predicted
     * @param targetColumns the columns in which the targets stood, for evaluation on further files; may be empty
     * @param loss what the network was trained with
     * @param provenance where it comes from, text by key
     * @throws IllegalArgumentException if the parts do not fit each other
     */
    public Model(
            Network network,
            Preprocessing preprocessing,
            Targets targets,
            List<String> targetColumns,
            Loss loss,
            SortedMap<String, String> provenance) {
        this.network = network;
        this.preprocessing = preprocessing;
        this.targets = targets;
        this.targetColumns = List.copyOf(targetColumns);
        this.loss = loss;
        this.provenance = new TreeMap<>(provenance);
        int features = preprocessing.outputs().size();
        if (network.inputShape().size() != features) {
            throw new IllegalArgumentException(
                    "The network takes " + network.inputShape() + " inputs, but the transforms give " + features + ".");
        }
        if (network.outputShape().size() != loss.outputWidth(targets)) {
            throw new IllegalArgumentException("The network has " + network.outputShape() + " outputs, but "
                    + loss.spec().name() + " needs " + loss.outputWidth(targets) + ".");
        }
    }

    /**
     * Reads a model file; all components must be on the module path or class path.
     *
     * @throws NnException.ModelFormat if the file is missing, damaged, too new, or needs a component that is not there
     */
    public static Model load(Path file) {
        return load(file, Registry.load());
    }

    /**
     * Reads a model file.
     *
     * @param file a safetensors file
     * @param registry where layers, transforms and loss are found
     * @throws NnException.ModelFormat if the file is missing, damaged, too new, or needs a component that is not there
     */
    public static Model load(Path file, Registry registry) {
        return ModelFile.read(file, registry);
    }

    /**
     * Writes a model file durably.
     *
     * @throws NnException.Output if that fails; the former file is then unchanged
     */
    public void save(Path file) {
        ModelFile.write(this, file);
    }

    /** The network. */
    public Network network() {
        return network;
    }

    /** The fitted transforms. */
    public Preprocessing preprocessing() {
        return preprocessing;
    }

    /** What is predicted. */
    public Targets targets() {
        return targets;
    }

    /** The columns in which the targets stood in the training data; may be empty. */
    public List<String> targetColumns() {
        return targetColumns;
    }

    /** What the network was trained with; it knows how predictions are read off the logits. */
    public Loss loss() {
        return loss;
    }

    /** The metrics that can be computed of its predictions, the one people look at first in front. */
    public List<Metric> metrics() {
        return Metric.of(targets, loss);
    }

    /** Where the model comes from: seed, data, versions; text by key. */
    public SortedMap<String, String> provenance() {
        return new TreeMap<>(provenance);
    }

    /**
     * For programs that predict all the time.
     *
     * @param compute kernel and threads; to be closed after the last prediction
     */
    public Predictor predictor(Compute compute) {
        return new Predictor(this, compute);
    }

    /**
     * Predicts one row whose features are all numbers, on this thread with the scalar kernel. It makes all it needs anew; {@link
     * #predictor} keeps it.
     *
     * @param row raw features
     * @return one probability per class, or one number per quantity
     * @throws IllegalArgumentException if the number of features is wrong or a feature is not a number
     * @throws NnException.Data if a value is missing or not finite
     */
    public float[] predict(double... row) {
        List<Feature> features = preprocessing.inputs();
        if (row.length != features.size() || features.stream().anyMatch(Feature::isCategorical)) {
            throw new IllegalArgumentException(
                    "The row has " + row.length + " numbers, expected the features " + features + ".");
        }
        float[] input = new float[network.inputShape().size()];
        TransformPass pass = preprocessing.newPass();
        System.arraycopy(row, 0, pass.raw(), 0, row.length);
        pass.apply(input, 0);
        preprocessing.requireFinite(input, 0, "the input", 0);
        try (Compute compute = Compute.scalar()) {
            float[] logits = network.newInferencePass(compute, 1).infer(input, 1);
            float[] values = new float[targets.names().size()];
            new Readout(this).read(compute.kernel(), 1, logits, values, 0);
            return values;
        }
    }

    /**
     * Predicts rows.
     *
     * @param rows raw features, aligned with those of this model
     * @param compute kernel and threads
     * @throws NnException.Data if a value is missing or not finite
     * @throws NnException.ModelFormat if the features are others
     */
    public Predictions predict(Rows rows, Compute compute) {
        return predict(rows, 0, rows.rows(), compute);
    }

    /**
     * Predicts some of the rows, so that who has many need not have all predictions in memory.
     *
     * @param rows raw features, aligned with those of this model
     * @param from the first row, from 0
     * @param count how many
     * @param compute kernel and threads
     * @throws NnException.Data if a value is missing or not finite
     * @throws NnException.ModelFormat if the features are others
     */
    public Predictions predict(Rows rows, int from, int count, Compute compute) {
        checkFeatures(rows);
        Objects.checkFromIndexSize(from, count, rows.rows());
        int columns = targets.names().size();
        float[] values = new float[Math.multiplyExact(count, columns)];
        predictor(compute).predict(rows, from, count, values);
        return new Predictions(targets, loss.link(), Matrix.copyOf(count, columns, values, 0));
    }

    @Override
    public String fingerprint() {
        return Sha256.of(network.parameters(), network.state());
    }

    @Override
    public Evaluation evaluate(Dataset dataset, int[] rows, Compute compute) {
        return evaluator(dataset, rows, compute).evaluate();
    }

    @Override
    public Scores score(Dataset dataset, int[] rows, Compute compute) {
        Evaluator evaluator = evaluator(dataset, rows, compute);
        RowCollector collector = RowCollector.of(dataset, rows, this);
        double mean = evaluator.collect(collector);
        return new Scores(collector.scored(), mean);
    }

    private Evaluator evaluator(Dataset dataset, int[] rows, Compute compute) {
        checkFeatures(dataset);
        if (!dataset.targets().equals(targets)) {
            throw new NnException.ModelFormat(dataset.name() + " has the targets "
                    + dataset.targets().names() + ", the model predicts " + targets.names() + ".");
        }
        return new Evaluator(network, loss, preprocessing.targetScale(), preprocessing.passing(dataset, rows), compute);
    }

    private void checkFeatures(Rows rows) {
        List<Feature> expected = preprocessing.inputs();
        if (rows.features().size() != expected.size()) {
            throw new NnException.ModelFormat(
                    rows.name() + " has " + rows.features().size() + " features, the model expects " + expected.size()
                            + ". Use data like those it was trained with.");
        }
        if (!rows.features().equals(expected)) {
            throw new NnException.ModelFormat(rows.name() + " has other features than the model expects.");
        }
    }
}

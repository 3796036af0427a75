package nn.core.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.IntFunction;
import nn.core.Message;
import nn.core.NnException;
import nn.core.data.Dataset;
import nn.core.data.Examples;
import nn.core.data.Feature;
import nn.core.data.ImageDataset;
import nn.core.data.Rows;
import nn.core.data.Storage;
import nn.core.data.TrainingPart;
import nn.core.data.TrainingRows;
import nn.core.spi.Plugins;

/**
 * All fitted transforms from raw rows to the numbers of the network, in order; part of a model.
 *
 * @param inputs the raw features
 * @param steps transforms with what they have learned
 * @param targetScale the scale of target values
 */
public record Preprocessing(List<Feature> inputs, List<Step> steps, TargetScale targetScale) {

    /**
     * A transform with what it learned.
     *
     * @param transform the transform
     * @param learned vectors by name
     * @param fitted the two together
     */
    public record Step(Transform transform, SortedMap<String, double[]> learned, FittedTransform fitted) {}

    /** Keeps copies of the lists. */
    public Preprocessing {
        inputs = List.copyOf(inputs);
        steps = List.copyOf(steps);
    }

    /**
     * Fits transforms, each on what the ones before it make of the training rows.
     *
     * @param part the only rows that are looked at
     * @param transforms what to fit, in order
     * @param targetScale the scale of target values
     */
    public static Preprocessing fit(TrainingPart part, List<Transform> transforms, TargetScale targetScale) {
        List<Step> steps = fit(part.trainingRows(), transforms);
        Preprocessing preprocessing = new Preprocessing(part.dataset().features(), steps, targetScale);
        preprocessing.outputs().stream()
                .filter(Feature::isCategorical)
                .findFirst()
                .ifPresent(feature -> {
                    throw new NnException.Configuration("Feature " + Message.quote(feature.name())
                            + " is text, and no transform makes numbers of it. Add one-hot or ordinal.");
                });
        return preprocessing;
    }

    /** Fits transforms one after the other. */
    static List<Step> fit(TrainingRows rows, List<Transform> transforms) {
        List<Step> steps = new ArrayList<>();
        TrainingRows current = rows;
        for (Transform transform : transforms) {
            Step step = step(transform, current);
            steps.add(step);
            current = current.through(step.fitted().outputs(), step.fitted()::apply);
        }
        return steps;
    }

    private static Step step(Transform transform, TrainingRows rows) {
        SortedMap<String, double[]> learned;
        try {
            learned = transform.fit(rows);
        } catch (RuntimeException | Error e) {
            throw Plugins.failure("the transforms", transform, "fit", e);
        }
        try {
            return new Step(transform, learned, transform.fitted(rows.features(), learned));
        } catch (IllegalArgumentException e) {
            throw new NnException.Data(
                    rows.name() + ": transform " + transform.spec() + ": " + e.getMessage()
                            + " Are some numbers so large that their squares or differences are infinite? Correct them.",
                    e);
        }
    }

    /**
     * Fitted transforms from what they have learned.
     *
     * @param inputs the features that come in
     * @param transforms the transforms, in order
     * @param learned what each has learned, by its place from 0
     * @throws IllegalArgumentException if the vectors do not fit the features
     */
    public static List<Step> restore(
            List<Feature> inputs, List<Transform> transforms, IntFunction<SortedMap<String, double[]>> learned) {
        List<Step> steps = new ArrayList<>();
        for (Transform transform : transforms) {
            SortedMap<String, double[]> vectors = learned.apply(steps.size());
            steps.add(new Step(transform, vectors, transform.fitted(outputs(inputs, steps), vectors)));
        }
        return steps;
    }

    /** The features that come out of some steps. */
    static List<Feature> outputs(List<Feature> inputs, List<Step> steps) {
        return steps.isEmpty() ? inputs : steps.getLast().fitted().outputs();
    }

    /**
     * The transforms that suit the features, when nobody chooses any: images are divided by 255; in tables missing numbers are
     * replaced by the mean, numbers are standardized and categories one-hot encoded.
     */
    public static List<Transform> automatic(TrainingPart part) {
        if (part.dataset() instanceof ImageDataset) {
            return List.of(new Rescale());
        }
        List<Transform> transforms = new ArrayList<>();
        if (hasMissingNumbers(part.trainingRows())) {
            transforms.add(new ImputeMean());
        }
        transforms.add(new Standardize());
        if (part.dataset().features().stream().anyMatch(Feature::isCategorical)) {
            transforms.add(new OneHot());
        }
        return transforms;
    }

    private static boolean hasMissingNumbers(TrainingRows rows) {
        for (int r = 0; r < rows.count(); r++) {
            double[] row = rows.row(r);
            for (int i = 0; i < row.length; i++) {
                if (Double.isNaN(row[i]) && !rows.features().get(i).isCategorical()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The features that the network sees. */
    public List<Feature> outputs() {
        return outputs(inputs, steps);
    }

    /** Room in which rows are transformed, one after another. */
    public TransformPass newPass() {
        return new TransformPass(inputs, steps);
    }

    /**
     * Rows of a data set as the network sees them, to be gathered again and again. Images stay bytes until then where the
     * transforms allow it; other rows are transformed here.
     *
     * @param storage decides where the transformed rows are kept
     * @throws NnException.Data if a value is missing or not finite after the transforms; the message names row and feature
     */
    public Examples examples(Dataset dataset, int[] rows, Storage storage) {
        return images(dataset, rows).orElseGet(() -> new MatrixExamples(dataset, rows, this, storage));
    }

    /**
     * Rows of a data set as the network sees them, to be gathered once: each is transformed when it is gathered and never kept.
     * Then a value that is missing or not finite after the transforms is refused.
     */
    public Examples passing(Dataset dataset, int[] rows) {
        return images(dataset, rows).orElseGet(() -> new PassingExamples(dataset, rows, this));
    }

    private Optional<Examples> images(Dataset dataset, int[] rows) {
        return dataset instanceof ImageDataset images
                        && steps.size() == 1
                        && steps.getFirst().transform() instanceof Rescale rescale
                ? Optional.of(new PixelExamples(images, rows, (float) (1 / rescale.divisor())))
                : Optional.empty();
    }

    /**
     * Refuses a row that cannot be computed with.
     *
     * @param inputs network inputs
     * @param from index of the row's first
     * @param source where the row was read
     * @param row its number there, from 0
     * @throws NnException.Data if a value is not finite; the message names row and feature, and the category if it is an unknown one
     */
    public void requireFinite(float[] inputs, int from, Rows source, int row) {
        if (!areFinite(inputs, from)) {
            refuseUnknownCategory(source, row);
            requireFinite(inputs, from, source.name(), row);
        }
    }

    /**
     * Refuses a row that cannot be computed with.
     *
     * @param inputs network inputs
     * @param from index of the row's first
     * @param name what the rows are called
     * @param row its number, from 0
     * @throws NnException.Data if a value is not finite; the message names row and feature
     */
    public void requireFinite(float[] inputs, int from, String name, int row) {
        List<Feature> features = outputs();
        for (int i = 0; i < features.size(); i++) {
            if (!Float.isFinite(inputs[from + i])) {
                throw new NnException.Data(name + ": row " + (row + 1) + ": feature "
                        + Message.quote(features.get(i).name()) + " is " + inputs[from + i]
                        + ", expected a finite number. Remove the row, or add impute-mean for missing values.");
            }
        }
    }

    private boolean areFinite(float[] values, int from) {
        int to = from + outputs().size();
        for (int i = from; i < to; i++) {
            if (!Float.isFinite(values[i])) {
                return false;
            }
        }
        return true;
    }

    private void refuseUnknownCategory(Rows source, int row) {
        double[] raw = new double[inputs.size()];
        source.read(row, raw);
        for (int i = 0; i < raw.length; i++) {
            Feature feature = inputs.get(i);
            if (feature.isCategorical() && raw[i] == Feature.UNKNOWN) {
                throw new NnException.Data(
                        source.name() + ": row " + (row + 1) + ": column " + Message.quote(feature.name())
                                + " is " + Message.quote(source.unknownCategory(row, i)) + ", expected one of "
                                + Message.oneLine(String.join(", ", feature.categories()), 100)
                                + ". A model that was trained with one-hot:unknown=ignore takes any other, too.");
            }
        }
    }
}

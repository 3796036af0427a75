package nn.core.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import nn.core.Message;
import nn.core.NnException;
import nn.core.data.Dataset;
import nn.core.data.Examples;
import nn.core.data.Feature;
import nn.core.data.ImageDataset;
import nn.core.data.Rows;
import nn.core.data.TrainingPart;
import nn.core.data.TrainingRows;

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
        TrainingRows rows = part.trainingRows();
        List<Step> steps = new ArrayList<>();
        for (Transform transform : transforms) {
            SortedMap<String, double[]> learned = transform.fit(rows);
            FittedTransform fitted = transform.fitted(rows.features(), learned);
            steps.add(new Step(transform, learned, fitted));
            rows = rows.through(fitted.outputs(), fitted::apply);
        }
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
        return steps.isEmpty() ? inputs : steps.getLast().fitted().outputs();
    }

    /**
     * Transforms one raw row.
     *
     * @param row one value for each input feature; not modified
     * @param target overwritten with one number for each output feature
     * @param targetFrom index of the first of them
     */
    public void apply(double[] row, float[] target, int targetFrom) {
        double[] values = row;
        for (Step step : steps) {
            values = step.fitted().apply(values);
        }
        for (int i = 0; i < values.length; i++) {
            target[targetFrom + i] = (float) values[i];
        }
    }

    /**
     * Rows of a data set as the network sees them. Images stay bytes until a batch is gathered where the transforms allow it.
     *
     * @throws NnException.Data if a value is missing or not finite after the transforms; the message names row and feature
     */
    public Examples examples(Dataset dataset, int[] rows) {
        if (dataset instanceof ImageDataset images
                && steps.size() == 1
                && steps.getFirst().transform() instanceof Rescale rescale) {
            return new PixelExamples(images, rows, (float) (1 / rescale.divisor()));
        }
        return new MatrixExamples(dataset, rows, this);
    }

    /**
     * Raw rows as one matrix of network inputs.
     *
     * @param source where to read
     * @param rows which rows
     * @return rows × output features, row after row
     * @throws NnException.Data if a value is missing or not finite after the transforms; the message names row and feature
     */
    public float[] matrix(Rows source, int[] rows) {
        int width = outputs().size();
        float[] matrix = new float[Math.multiplyExact(rows.length, width)];
        double[] raw = new double[inputs.size()];
        for (int r = 0; r < rows.length; r++) {
            source.read(rows[r], raw);
            apply(raw, matrix, r * width);
            for (int i = 0; i < width; i++) {
                if (!Float.isFinite(matrix[r * width + i])) {
                    throw new NnException.Data(source.name() + ": row " + (rows[r] + 1) + ": feature "
                            + Message.quote(outputs().get(i).name()) + " is " + matrix[r * width + i]
                            + ", expected a finite number. Remove the row, or add impute-mean for missing values.");
                }
            }
        }
        return matrix;
    }
}

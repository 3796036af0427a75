package nn.core.transform;

import java.util.List;
import java.util.SortedMap;
import nn.core.data.Feature;
import nn.core.data.TrainingRows;
import nn.core.spi.Configurable;

/** A step from raw features towards the numbers a network sees. */
public interface Transform extends Configurable {

    /** Whether it does anything with such a feature; all others it leaves as they are. */
    boolean appliesTo(Feature feature);

    /**
     * Learns from the training rows what the transform needs to know.
     *
     * @return vectors by name; they are saved with the model
     * @throws nn.core.NnException.Configuration if the features are not those that the settings speak of
     * @throws nn.core.NnException.Data if the rows cannot be transformed
     */
    SortedMap<String, double[]> fit(TrainingRows rows);

    /**
     * The transform with what was learned.
     *
     * @param inputs the features that come in
     * @param learned what {@link #fit} returned for such features, or what a model file holds
     * @throws IllegalArgumentException if the vectors do not fit the features
     */
    FittedTransform fitted(List<Feature> inputs, SortedMap<String, double[]> learned);
}

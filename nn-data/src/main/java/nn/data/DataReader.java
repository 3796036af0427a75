package nn.data;

import java.util.List;
import java.util.Optional;
import nn.core.data.Dataset;
import nn.core.data.Feature;
import nn.core.data.Rows;
import nn.core.data.Targets;

/** What a source offers: all its data, or what a model asks for. */
public interface DataReader {

    /** All rows with their targets. */
    Dataset dataset();

    /** The features and targets that a model asks for. */
    Dataset dataset(List<Feature> features, Targets targets);

    /** The features that a model asks for; targets need not be there. */
    Rows rows(List<Feature> features);

    /** Rows that the source itself sets aside for the test. */
    default Optional<DataReader> testPart() {
        return Optional.empty();
    }
}

package nn.data;

import java.util.List;
import nn.core.data.Dataset;
import nn.core.data.Feature;
import nn.core.data.Rows;
import nn.core.data.TableDataset;
import nn.core.data.TableRows;
import nn.core.data.Targets;

/**
 * A synthetic problem as a source.
 *
 * @param name the problem's name
 */
record SyntheticReader(String name) implements DataReader {

    @Override
    public Dataset dataset() {
        return SyntheticData.load(name);
    }

    @Override
    public Dataset dataset(List<Feature> features, Targets targets) {
        return new TableDataset(SyntheticData.table(name), features, List.of(SyntheticData.TARGET), targets);
    }

    @Override
    public Rows rows(List<Feature> features) {
        return new TableRows(SyntheticData.table(name), features);
    }
}

package nn.core.model;

import java.util.List;
import nn.core.activation.Elu;
import nn.core.data.Column;
import nn.core.data.Split;
import nn.core.data.Table;
import nn.core.data.TableDataset;
import nn.core.network.NetworkSpec;
import nn.core.random.Purpose;
import nn.core.random.RandomKey;
import nn.core.train.Trainer;

/** A small trained model that has everything a model file can hold: weights, state, transforms, categories, a target scale. */
final class SmallModel {

    private SmallModel() {}

    static Table table() {
        int rows = 40;
        double[] x = new double[rows];
        double[] y = new double[rows];
        int[] color = new int[rows];
        RandomKey random = RandomKey.of(2, Purpose.DATA);
        for (int i = 0; i < rows; i++) {
            x[i] = i == 3 ? Double.NaN : 5 + 3 * random.normal(i);
            color[i] = random.with(1).below(3, i);
            y[i] = color[i] - 0.3 * (i == 3 ? 0 : x[i]);
        }
        return new Table(
                "small",
                List.of(
                        new Column.Numeric("x", x),
                        new Column.Categorical("color", List.of("red", "grün", "blue\"\n"), color),
                        new Column.Numeric("y", y)));
    }

    static Model trained() {
        TableDataset data = TableDataset.of(table(), List.of("y"));
        NetworkSpec spec = NetworkSpec.builder()
                .dense(3)
                .batchNorm()
                .activation(new Elu(0.5))
                .dropout(0.1)
                .dense(1)
                .spec();
        return Trainer.of(spec).epochs(2).fit(Split.random(data, 0.2, 0.2, 1)).model();
    }
}

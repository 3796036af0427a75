package nn.core.data;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import nn.core.Message;
import nn.core.NnException;

/** The rows of a table, feature by feature in the order and with the categories that a model or data set asks for. */
public sealed class TableRows implements Rows permits TableDataset {

    private final Table table;
    private final List<Feature> features;
    private final Numbers[] columns;

    /**
     * Aligns a table with features, column by column of the same name; further columns are ignored.
     *
     * @throws NnException.ModelFormat if a column is missing
     * @throws NnException.Data if a column has another type
     */
    public TableRows(Table table, List<Feature> features) {
        this.table = table;
        this.features = List.copyOf(features);
        columns = new Numbers[features.size()];
        Map<String, Column> byName = new TreeMap<>();
        table.columns().forEach(column -> byName.put(column.name(), column));
        for (int i = 0; i < columns.length; i++) {
            Column column = byName.get(features.get(i).name());
            if (column == null) {
                throw new NnException.ModelFormat(table.name() + ": no column "
                        + Message.quote(features.get(i).name()) + ", which the model expects. There are "
                        + String.join(", ", byName.keySet()) + ".");
            }
            columns[i] = aligned(table, features.get(i), column);
        }
    }

    private static Numbers aligned(Table table, Feature feature, Column column) {
        return switch (column) {
            case Column.Numeric numeric when !feature.isCategorical() -> numeric.values();
            case Column.Categorical categorical
            when feature.isCategorical() -> aligned(categorical, feature.categories());
            default ->
                throw new NnException.Data(table.name() + ": column " + Message.quote(feature.name()) + " holds "
                        + (feature.isCategorical() ? "numbers, expected categories." : "text, expected numbers."));
        };
    }

    private static Numbers aligned(Column.Categorical column, List<String> categories) {
        if (column.categories().equals(categories)) {
            return column.codes();
        }
        int[] known = column.categories().stream().mapToInt(categories::indexOf).toArray(); // −1 is Feature.UNKNOWN
        return column.codes().map(code -> Double.isNaN(code) ? code : known[(int) code]);
    }

    /** The features that a table offers: its columns except some. */
    static List<Feature> featuresOf(Table table, Set<String> except) {
        return table.columns().stream()
                .filter(column -> !except.contains(column.name()))
                .map(column -> switch (column) {
                    case Column.Numeric numeric -> Feature.number(numeric.name());
                    case Column.Categorical categorical -> new Feature(categorical.name(), categorical.categories());
                })
                .toList();
    }

    /** The values of a feature, by row. */
    final Numbers column(int feature) {
        return columns[feature];
    }

    @Override
    public final String name() {
        return table.name();
    }

    @Override
    public final int rows() {
        return table.rows();
    }

    @Override
    public final List<Feature> features() {
        return features;
    }

    @Override
    public final void read(int row, double[] values) {
        for (int i = 0; i < columns.length; i++) {
            values[i] = columns[i].get(row);
        }
    }

    @Override
    public final String unknownCategory(int row, int feature) {
        return table.column(features.get(feature).name()) instanceof Column.Categorical column
                ? column.categories().get((int) column.codes().get(row))
                : "?";
    }
}

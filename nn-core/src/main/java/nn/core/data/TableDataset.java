package nn.core.data;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nn.core.Message;
import nn.core.NnException;

/** A table with one or more target columns. */
public final class TableDataset extends TableRows implements Dataset {

    private final Targets targets;
    private final List<String> targetColumns;
    /** The labels, or the values of each quantity. */
    private final List<Numbers> targetValues;

    private final Optional<Numbers> weights;

    /**
     * A data set whose features are all columns but the targets.
     *
     * @param table the columns
     * @param targetColumns one categorical column (the target is a class) or one or more numeric columns
     * @throws NnException.Data if a target column is missing or has missing values
     */
    public static TableDataset of(Table table, List<String> targetColumns) {
        return of(table, targetColumns, Optional.empty());
    }

    /**
     * A data set whose features are all columns but the targets and one that holds a {@linkplain #weight weight} of each row.
     *
     * @param table the columns
     * @param targetColumns one categorical column (the target is a class) or one or more numeric columns
     * @param weightColumn a numeric column of numbers from 0 on, if rows have weights
     * @throws NnException.Data if a target or weight column is missing or has missing values, or a weight is negative
     */
    public static TableDataset of(Table table, List<String> targetColumns, Optional<String> weightColumn) {
        List<Feature> features = featuresOf(
                table,
                Stream.concat(targetColumns.stream(), weightColumn.stream()).toList());
        if (features.isEmpty()) {
            throw new NnException.Data(table.name() + ": there is no column beside the target"
                    + (weightColumn.isPresent() ? " and the weights" : "") + ", expected at least one.");
        }
        Targets targets = table.column(targetColumns.getFirst()) instanceof Column.Categorical categorical
                ? classes(table, categorical)
                : new Targets.Values(targetColumns);
        return new TableDataset(
                table, features, targetColumns, targets, weightColumn.map(column -> weights(table, column)));
    }

    private static Targets.Classes classes(Table table, Column.Categorical column) {
        if (column.categories().size() < 2) {
            throw new NnException.Data(table.name() + ": target column " + Message.quote(column.name()) + " has "
                    + column.categories().size() + " class, expected at least two.");
        }
        return new Targets.Classes(column.categories());
    }

    /**
     * A data set aligned with given features and targets, those of a model for instance.
     *
     * @param table the columns
     * @param features what to take from each row
     * @param targetColumns where the targets are
     * @param targets the classes or quantities
     * @throws NnException.Data if a column is missing, has another type, or holds an unknown category or class
     */
    public TableDataset(Table table, List<Feature> features, List<String> targetColumns, Targets targets) {
        this(table, features, targetColumns, targets, Optional.empty());
    }

    private TableDataset(
            Table table,
            List<Feature> features,
            List<String> targetColumns,
            Targets targets,
            Optional<Numbers> weights) {
        super(table, features);
        this.weights = weights;
        this.targets = targets;
        this.targetColumns = List.copyOf(targetColumns);
        targetValues = switch (targets) {
            case Targets.Classes classes -> List.of(labels(table, targetColumns.getFirst(), classes));
            case Targets.Values _ ->
                targetColumns.stream()
                        .map(column -> numbers(table, "target", column))
                        .toList();
        };
    }

    private static Numbers labels(Table table, String column, Targets.Classes classes) {
        Feature feature = new Feature(column, classes.names());
        return complete(table, "target", column, new TableRows(table, List.of(feature)).column(0));
    }

    private static Numbers weights(Table table, String column) {
        Numbers weights = numbers(table, "weight", column);
        for (int row = 0; row < weights.length(); row++) {
            if (weights.get(row) < 0) {
                throw new NnException.Data(table.name() + ": row " + (row + 1) + ": weight column "
                        + Message.quote(column) + " is " + weights.get(row)
                        + ", expected 0 or more. Correct it, or choose another column of weights.");
            }
        }
        return weights;
    }

    /** The numbers of a column, which has a role for messages. */
    private static Numbers numbers(Table table, String role, String column) {
        if (!(table.column(column) instanceof Column.Numeric numeric)) {
            throw new NnException.Data(
                    table.name() + ": " + role + " column " + Message.quote(column) + " holds text, expected numbers.");
        }
        return complete(table, role, column, numeric.values());
    }

    private static Numbers complete(Table table, String role, String column, Numbers values) {
        for (int row = 0; row < values.length(); row++) {
            if (!Double.isFinite(values.get(row))) {
                throw new NnException.Data(table.name() + ": row " + (row + 1) + ": " + role + " column "
                        + Message.quote(column) + " has no finite value. Remove the row or complete it.");
            }
        }
        return values;
    }

    @Override
    public Targets targets() {
        return targets;
    }

    /** The columns in which the targets stand. */
    public List<String> targetColumns() {
        return targetColumns;
    }

    @Override
    public int label(int row) {
        return (int) targetValues.getFirst().get(row);
    }

    @Override
    public double value(int row, int quantity) {
        return targetValues.get(quantity).get(row);
    }

    @Override
    public double weight(int row) {
        return weights.isPresent() ? weights.get().get(row) : 1;
    }
}

package nn.core.data;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import nn.core.Message;
import nn.core.NnException;

/** A table with one or more target columns. */
public final class TableDataset extends TableRows implements Dataset {

    private final Targets targets;
    private final List<String> targetColumns;
    /** The labels, or the values of each quantity. */
    private final List<Numbers> targetValues;

    private final SortedMap<Role, Numbers> roles = new TreeMap<>();

    /**
     * A data set whose features are all columns but the targets.
     *
     * @param table the columns
     * @param targetColumns one categorical column (the target is a class) or one or more numeric columns
     * @throws NnException.Data if a target column is missing or has missing values
     */
    public static TableDataset of(Table table, List<String> targetColumns) {
        return of(table, targetColumns, new TreeMap<>());
    }

    /**
     * A data set whose features are all columns but the targets and those that have a {@link Role}.
     *
     * @param table the columns
     * @param targetColumns one categorical column (the target is a class) or one or more numeric columns
     * @param roleColumns the columns that have a role
     * @throws NnException.Data if one of these columns is missing, has missing values, or values that do not suit its role
     */
    public static TableDataset of(Table table, List<String> targetColumns, SortedMap<Role, String> roleColumns) {
        Set<String> others = new TreeSet<>(targetColumns);
        others.addAll(roleColumns.values());
        List<Feature> features = featuresOf(table, others);
        if (features.isEmpty()) {
            throw new NnException.Data(table.name() + ": there is no column beside " + String.join(", ", others)
                    + ", expected at least one feature.");
        }
        Targets targets = table.column(targetColumns.getFirst()) instanceof Column.Categorical categorical
                ? classes(table, categorical)
                : new Targets.Values(targetColumns);
        return new TableDataset(table, features, targetColumns, targets, roleColumns);
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
     * @throws NnException.Data if a column is missing, has another type, or holds an unknown class
     */
    public TableDataset(Table table, List<Feature> features, List<String> targetColumns, Targets targets) {
        this(table, features, targetColumns, targets, new TreeMap<>());
    }

    /**
     * A data set aligned with given features and targets, of which some columns have a {@link Role}.
     *
     * @param table the columns
     * @param features what to take from each row
     * @param targetColumns where the targets are
     * @param targets the classes or quantities
     * @param roleColumns the columns that have a role
     * @throws NnException.Data if a column is missing, has another type, or holds an unknown class, or values that do not
     *     suit its role
     */
    public TableDataset(
            Table table,
            List<Feature> features,
            List<String> targetColumns,
            Targets targets,
            SortedMap<Role, String> roleColumns) {
        super(table, features);
        roleColumns.forEach((role, column) -> roles.put(role, RoleValues.of(table, role, column)));
        this.targets = targets;
        this.targetColumns = List.copyOf(targetColumns);
        targetValues = switch (targets) {
            case Targets.Classes classes -> List.of(labels(table, targetColumns.getFirst(), classes));
            case Targets.Values _ ->
                targetColumns.stream()
                        .map(column -> RoleValues.numbers(table, "target", column))
                        .toList();
        };
    }

    private static Numbers labels(Table table, String column, Targets.Classes classes) {
        Feature feature = new Feature(column, classes.names());
        TableRows rows = new TableRows(table, List.of(feature));
        Numbers labels = rows.column(0);
        for (int row = 0; row < labels.length(); row++) {
            if (labels.get(row) == Feature.UNKNOWN) {
                throw new NnException.Data(table.name() + ": row " + (row + 1) + ": target column "
                        + Message.quote(column) + " is " + Message.quote(rows.unknownCategory(row, 0))
                        + ", expected one of " + Message.oneLine(String.join(", ", classes.names()), 150) + ".");
            }
        }
        return RoleValues.complete(table, "target", column, labels);
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
    public Optional<Numbers> role(Role role) {
        return Optional.ofNullable(roles.get(role));
    }
}

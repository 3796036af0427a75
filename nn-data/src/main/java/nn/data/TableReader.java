package nn.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nn.core.Message;
import nn.core.NnException;
import nn.core.data.Column;
import nn.core.data.Dataset;
import nn.core.data.Feature;
import nn.core.data.Role;
import nn.core.data.Rows;
import nn.core.data.Table;
import nn.core.data.TableDataset;
import nn.core.data.TableRows;
import nn.core.data.Targets;

/**
 * Reads a table from a file: columns with names, of which some are to be predicted. The formats differ in how cells are
 * written; what becomes of them is the same for all, and is here.
 *
 * <p>The file is read twice, first for what the columns hold and the number of rows and then for the values, so that memory is
 * that of the result; the options' {@link nn.core.data.Storage} decides whether that goes to a temporary file. Every failure is an {@link NnException.Data} or {@link NnException.LimitExceeded} with file and line or
 * byte.
 */
public abstract sealed class TableReader implements DataReader
        permits ArffReader, CsvReader, JsonLinesReader, LibsvmReader, NumpyReader {

    private final String name;
    private final String header;
    private final List<String> names;
    private final CsvOptions options;
    private final Map<String, Integer> indices = new TreeMap<>();

    /**
     * Checks the options against the columns.
     *
     * @param name what to call the file in messages
     * @param header how messages about the columns begin, such as {@code "train.csv:1: "}
     * @param names the columns' names, all different
     */
    TableReader(String name, String header, List<String> names, CsvOptions options) {
        this.name = name;
        this.header = header;
        this.names = List.copyOf(names);
        this.options = options;
        for (int i = 0; i < names.size(); i++) {
            indices.put(names.get(i), i);
        }
        refuseUnknown(options.categorical(), ", which is declared categorical");
        refuseUnknown(options.ignored(), ", which is declared ignored");
    }

    private void refuseUnknown(List<String> columns, String purpose) {
        for (String column : columns) {
            if (!indices.containsKey(column)) {
                throw new NnException.Data(noColumn(column) + purpose + thereAre());
            }
        }
    }

    private String noColumn(String column) {
        return header + "no column " + Message.quote(column);
    }

    private String thereAre() {
        return ". There are " + Message.oneLine(String.join(", ", names), 150) + ".";
    }

    /** Gives every cell away once, row after row. */
    abstract void scan(CellSink cells);

    /** The categories of a column if the file declares them, in its order; else none. */
    List<String> categories(int column) {
        return List.of();
    }

    /** The targets if none are asked for. */
    List<String> customaryTargets(List<String> wanted) {
        return List.of(TargetColumns.customary(wanted));
    }

    /** This reader as it suits a model: a sparse file can have columns that none of its rows mentions. */
    TableReader fitting(List<Feature> features) {
        return this;
    }

    /** What to call the file in messages. */
    final String name() {
        return name;
    }

    /** How messages about the columns begin. */
    final String header() {
        return header;
    }

    final CsvOptions options() {
        return options;
    }

    /** The names of all columns in the file. */
    public final List<String> names() {
        return names;
    }

    /** All columns that are not ignored. */
    public final Table table() {
        return read(expectations(), new boolean[names.size()], false);
    }

    /** All columns that are not ignored, with the targets that the options ask for. */
    @Override
    public final Dataset dataset() {
        options.roles().forEach((role, column) -> refuseUnknown(List.of(column), " for the " + plural(role)));
        Set<String> left = new TreeSet<>(options.ignored());
        left.addAll(options.roles().values());
        List<String> wanted =
                names.stream().filter(name -> !left.contains(name)).toList();
        if (wanted.size() < 2) {
            throw new NnException.Data(
                    header + wanted.size() + " column, expected at least one feature and the target.");
        }
        List<String> targets = options.target()
                .map(wish -> TargetColumns.wished(header, wanted, wish))
                .orElseGet(() -> customaryTargets(wanted));
        ColumnKind[] expected = expectations();
        boolean[] required = new boolean[names.size()];
        for (String target : targets) {
            int index = index(target);
            required[index] = true;
            expected[index] = targetKind(targets, expected[index]);
        }
        options.roles().forEach((role, column) -> expectRole(role, index(column), expected, required));
        Table table = withClasses(read(expected, required, false), targets);
        return TableDataset.of(table, targets, options.roles());
    }

    /**
     * The features that a model asks for; other columns, the target for instance, are neither needed nor looked at.
     *
     * @throws NnException.ModelFormat if a column is missing
     * @throws NnException.Data if a column has another type, or holds a category that the feature does not have
     */
    @Override
    public final Rows rows(List<Feature> features) {
        return fitting(features).rowsOf(features);
    }

    private Rows rowsOf(List<Feature> features) {
        ColumnKind[] expected = expectations(features);
        return new TableRows(read(expected, new boolean[names.size()], true), features);
    }

    /**
     * The features and targets that a model asks for. Classes are found in the column that the options ask for, quantities in
     * the columns of their names. Columns that have a role need not be there.
     *
     * @throws NnException.ModelFormat if a feature's column is missing
     * @throws NnException.Data if a column has another type, or holds a category or class that is not known
     */
    @Override
    public final Dataset dataset(List<Feature> features, Targets targets) {
        return fitting(features).datasetOf(features, targets);
    }

    private Dataset datasetOf(List<Feature> features, Targets targets) {
        ColumnKind[] expected = expectations(features);
        List<String> columns = targetColumns(features, targets);
        boolean[] required = new boolean[names.size()];
        for (String column : columns) {
            int index = index(column);
            required[index] = true;
            expected[index] = targetKind(targets);
        }
        SortedMap<Role, String> roles = options.roles();
        roles.values().removeIf(column -> !indices.containsKey(column));
        roles.forEach((role, column) -> expectRole(role, index(column), expected, required));
        Table table = read(expected, required, true);
        if (targets instanceof Targets.Classes) {
            table = replace(table, columns.getFirst());
        }
        return new TableDataset(table, features, columns, targets, roles);
    }

    private static void expectRole(Role role, int column, ColumnKind[] expected, boolean[] required) {
        required[column] = true;
        if (role == Role.WEIGHT) {
            expected[column] = ColumnKind.NUMBERS;
        } else if (expected[column] == ColumnKind.IGNORED) {
            expected[column] = ColumnKind.AUTO;
        }
    }

    private static String plural(Role role) {
        return role.name().toLowerCase(Locale.ROOT) + "s";
    }

    private List<String> targetColumns(List<Feature> features, Targets targets) {
        return switch (targets) {
            case Targets.Values values -> values.names();
            case Targets.Classes _ -> {
                Set<String> featureNames =
                        features.stream().map(Feature::name).collect(Collectors.toCollection(TreeSet::new));
                List<String> others = names.stream()
                        .filter(name -> !featureNames.contains(name))
                        .toList();
                if (others.isEmpty()) {
                    throw new NnException.Data(header + "no column beside the features, expected the target.");
                }
                yield options.target()
                        .map(wish -> TargetColumns.wished(header, names, wish))
                        .orElseGet(() -> customaryTargets(others));
            }
        };
    }

    private static ColumnKind targetKind(Targets targets) {
        return switch (targets) {
            case Targets.Values _ -> ColumnKind.NUMBERS;
            case Targets.Classes(List<String> classes) ->
                ClassLabels.areNumbers(classes) ? ColumnKind.CLASSES : ColumnKind.CATEGORIES;
        };
    }

    private ColumnKind targetKind(List<String> targets, ColumnKind expected) {
        if (options.task() == CsvOptions.Task.REGRESSION || targets.size() > 1) {
            return ColumnKind.NUMBERS;
        }
        boolean classes = options.task() == CsvOptions.Task.CLASSIFICATION && expected == ColumnKind.AUTO;
        return classes ? ColumnKind.CLASSES : expected;
    }

    private Table withClasses(Table table, List<String> targets) {
        if (targets.size() > 1 || options.task() == CsvOptions.Task.REGRESSION) {
            return table;
        }
        return switch (table.column(targets.getFirst())) {
            case Column.Categorical categorical -> {
                ClassLabels.refuseIdentifiers(header, categorical);
                yield table;
            }
            case Column.Numeric numeric -> {
                boolean classes =
                        options.task() == CsvOptions.Task.CLASSIFICATION || ClassLabels.looksLikeClasses(numeric);
                Table result = classes ? replace(table, numeric.name()) : table;
                if (result.column(numeric.name()) instanceof Column.Categorical categorical) {
                    ClassLabels.refuseIdentifiers(header, categorical);
                }
                yield result;
            }
        };
    }

    /** Turns a column of whole numbers into one of classes; leaves one that holds text. */
    private Table replace(Table table, String target) {
        List<Column> columns = new ArrayList<>();
        for (Column column : table.columns()) {
            columns.add(
                    column instanceof Column.Numeric numeric && column.name().equals(target)
                            ? ClassLabels.fromNumbers(header, numeric)
                            : column);
        }
        return new Table(table.name(), columns);
    }

    private ColumnKind[] expectations() {
        ColumnKind[] expected = new ColumnKind[names.size()];
        Arrays.fill(expected, ColumnKind.AUTO);
        options.categorical().forEach(column -> expected[index(column)] = ColumnKind.CATEGORIES);
        options.ignored().forEach(column -> expected[index(column)] = ColumnKind.IGNORED);
        return expected;
    }

    private ColumnKind[] expectations(List<Feature> features) {
        ColumnKind[] expected = new ColumnKind[names.size()];
        Arrays.fill(expected, ColumnKind.IGNORED);
        for (Feature feature : features) {
            if (!indices.containsKey(feature.name())) {
                throw new NnException.ModelFormat(noColumn(feature.name()) + ", which the model expects" + thereAre());
            }
            expected[index(feature.name())] = feature.isCategorical() ? ColumnKind.CATEGORIES : ColumnKind.NUMBERS;
        }
        return expected;
    }

    private int index(String column) {
        Integer index = indices.get(column);
        if (index == null) {
            throw new NnException.Data(noColumn(column) + thereAre());
        }
        return index;
    }

    private Table read(ColumnKind[] expected, boolean[] required, boolean emptyColumns) {
        if (IntStream.range(0, expected.length).allMatch(i -> expected[i] == ColumnKind.IGNORED)) {
            throw new NnException.Data(header + "all columns are ignored, expected at least one.");
        }
        ColumnTypes types = new ColumnTypes(this, expected, required);
        scan(types);
        ColumnKind[] found = types.found();
        if (!emptyColumns) {
            types.refuseEmptyColumns();
        }
        ColumnValues values = new ColumnValues(this, found, types.rows());
        scan(values);
        return values.table();
    }
}

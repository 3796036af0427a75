package nn.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
 * Reads a CSV file ({@code .csv}, or {@code .csv.gz}) in UTF-8 (RFC 4180; a byte-order mark is dropped).
 *
 * <p>A column holds numbers if every value of it is a number. If more than half of its values are numbers, the others are
 * refused, unless the column is declared categorical. Otherwise it holds categories, whose order does not depend on the order of
 * rows: whole numbers by size if all of them are, else by code point. Empty values, NaN and infinities are refused unless they
 * are declared to mean "missing".
 *
 * <p>The file is read twice, first for the columns' types and the number of rows and then for the values, so that memory is that
 * of the result. Every failure is an {@link NnException.Data} or {@link NnException.LimitExceeded} with file and line.
 */
public final class CsvReader {

    private final CsvInput input;
    private final CsvOptions options;
    private final List<String> names;
    private final Map<String, Integer> indices = new TreeMap<>();

    /**
     * Reads the header.
     *
     * @param file its name ends in {@code .gz} if it is compressed
     * @throws NnException.Data if the file cannot be read or its header is malformed
     */
    public CsvReader(Path file, CsvOptions options) {
        this(CsvInput.of(file), options);
    }

    CsvReader(CsvInput input, CsvOptions options) {
        this.input = input;
        this.options = options;
        this.names = CsvHeader.read(input, options);
        for (int i = 0; i < names.size(); i++) {
            indices.put(names.get(i), i);
        }
        refuseUnknown(options.categorical(), ", which is declared categorical");
        refuseUnknown(options.ignored(), ", which is declared ignored");
        refuseUnknown(options.weights().stream().toList(), " for the weights");
    }

    private void refuseUnknown(List<String> columns, String purpose) {
        for (String column : columns) {
            if (!indices.containsKey(column)) {
                throw new NnException.Data(input.name() + ":1: no column " + Message.quote(column) + purpose
                        + ". There are " + Message.oneLine(String.join(", ", names), 150) + ".");
            }
        }
    }

    /** The names of all columns in the file. */
    public List<String> names() {
        return names;
    }

    /** All columns that are not ignored. */
    public Table table() {
        return read(expectations(), new boolean[names.size()], false);
    }

    /** All columns that are not ignored, with the targets that the options ask for. */
    public Dataset dataset() {
        Set<String> left = new TreeSet<>(options.ignored());
        options.weights().ifPresent(left::add);
        List<String> wanted =
                names.stream().filter(name -> !left.contains(name)).toList();
        if (wanted.size() < 2) {
            throw new NnException.Data(
                    input.name() + ":1: " + wanted.size() + " column, expected at least one feature and the target.");
        }
        List<String> targets = TargetColumns.find(input.name(), wanted, options.target());
        ColumnKind[] expected = expectations();
        boolean[] required = new boolean[names.size()];
        for (String target : targets) {
            int index = index(target);
            required[index] = true;
            expected[index] = targetKind(targets, expected[index]);
        }
        options.weights().ifPresent(column -> {
            required[index(column)] = true;
            expected[index(column)] = ColumnKind.NUMBERS;
        });
        Table table = withClasses(read(expected, required, false), targets);
        SortedMap<Role, String> roles = new TreeMap<>();
        options.weights().ifPresent(column -> roles.put(Role.WEIGHT, column));
        return TableDataset.of(table, targets, roles);
    }

    /**
     * The features that a model asks for; other columns, the target for instance, are neither needed nor looked at.
     *
     * @throws NnException.ModelFormat if a column is missing
     * @throws NnException.Data if a column has another type, or holds a category that the feature does not have
     */
    public Rows rows(List<Feature> features) {
        ColumnKind[] expected = expectations(features);
        return new TableRows(read(expected, new boolean[names.size()], true), features);
    }

    /**
     * The features and targets that a model asks for. Classes are found in the column that the options ask for, quantities in
     * the columns of their names.
     *
     * @throws NnException.ModelFormat if a feature's column is missing
     * @throws NnException.Data if a column has another type, or holds a category or class that is not known
     */
    public Dataset dataset(List<Feature> features, Targets targets) {
        ColumnKind[] expected = expectations(features);
        List<String> columns = targetColumns(features, targets);
        boolean[] required = new boolean[names.size()];
        for (String column : columns) {
            int index = index(column);
            required[index] = true;
            expected[index] = targetKind(targets);
        }
        Table table = read(expected, required, true);
        if (targets instanceof Targets.Classes) {
            table = replace(table, columns.getFirst());
        }
        return new TableDataset(table, features, columns, targets);
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
                    throw new NnException.Data(
                            input.name() + ":1: no column beside the features, expected the target.");
                }
                yield TargetColumns.find(input.name(), options.target().isPresent() ? names : others, options.target());
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
                ClassLabels.refuseIdentifiers(input.name(), categorical);
                yield table;
            }
            case Column.Numeric numeric -> {
                boolean classes =
                        options.task() == CsvOptions.Task.CLASSIFICATION || ClassLabels.looksLikeClasses(numeric);
                Table result = classes ? replace(table, numeric.name()) : table;
                if (result.column(numeric.name()) instanceof Column.Categorical categorical) {
                    ClassLabels.refuseIdentifiers(input.name(), categorical);
                }
                yield result;
            }
        };
    }

    /** Turns a column of whole numbers into one of classes; leaves one that holds text. */
    private static Table replace(Table table, String name) {
        List<Column> columns = new ArrayList<>();
        for (Column column : table.columns()) {
            columns.add(
                    column instanceof Column.Numeric numeric && column.name().equals(name)
                            ? ClassLabels.fromNumbers(table.name(), numeric)
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
                throw new NnException.ModelFormat(input.name() + ":1: no column " + Message.quote(feature.name())
                        + ", which the model expects. There are " + Message.oneLine(String.join(", ", names), 150)
                        + ".");
            }
            expected[index(feature.name())] = feature.isCategorical() ? ColumnKind.CATEGORIES : ColumnKind.NUMBERS;
        }
        return expected;
    }

    private int index(String column) {
        Integer index = indices.get(column);
        if (index == null) {
            throw new NnException.Data(input.name() + ":1: no column " + Message.quote(column) + ". There are "
                    + Message.oneLine(String.join(", ", names), 150) + ".");
        }
        return index;
    }

    private Table read(ColumnKind[] expected, boolean[] required, boolean emptyColumns) {
        if (IntStream.range(0, expected.length).allMatch(i -> expected[i] == ColumnKind.IGNORED)) {
            throw new NnException.Data(input.name() + ":1: all columns are ignored, expected at least one.");
        }
        CsvTypes types = new CsvTypes(input, options, names, expected, required);
        types.run();
        ColumnKind[] found = types.found();
        if (!emptyColumns) {
            types.refuseEmptyColumns();
        }
        CsvValues values = new CsvValues(input, options, names, found, types.rows());
        values.run();
        return values.table();
    }
}

package nn.data;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import nn.core.data.Role;
import nn.core.data.Storage;

/**
 * How a CSV file is to be read. {@link #DEFAULTS} suit a file with a header line, commas and no missing values.
 *
 * <p>The target is named by {@code target}: a column's name, else its number from 1, or from −1 backwards; or several names
 * separated by commas. Without it the target is the column called target, class, label or y (the first of these that there is,
 * in any case), else the last column.
 *
 * <p>A target of text is a class. A target of numbers is a class if it holds 2 to 20 different whole numbers without gaps from 0
 * or 1, or just −1 and 1, and there are at least two rows for each; otherwise it is a quantity. {@code task} overrides this.
 *
 * @param target which column or columns are to be predicted
 * @param task whether targets are classes or quantities
 * @param missing the values that mean "missing"; the empty text stands for an empty value
 * @param categorical columns that hold categories even where they look like numbers
 * @param ignored columns that are left out
 * @param roles the columns that are for something else than to be features, such as weights
 * @param separator what separates values
 * @param header whether the first line holds the columns' names; without, they are column1, column2, …
 * @param limits the sizes that are refused
 * @param storage decides whether values, or the pixels of other files, are kept in memory
 */
public record CsvOptions(
        Optional<String> target,
        Task task,
        List<String> missing,
        List<String> categorical,
        List<String> ignored,
        SortedMap<Role, String> roles,
        char separator,
        boolean header,
        CsvLimits limits,
        Storage storage) {

    /** What targets are. */
    public enum Task {
        /** Decided from the target's values. */
        AUTO,
        /** One of several classes. */
        CLASSIFICATION,
        /** Numbers. */
        REGRESSION
    }

    /** A header line, commas, nothing missing, the target found by its name or place. */
    public static final CsvOptions DEFAULTS = new CsvOptions(
            Optional.empty(),
            Task.AUTO,
            List.of(),
            List.of(),
            List.of(),
            new TreeMap<>(),
            ',',
            true,
            CsvLimits.DEFAULTS,
            Storage.auto());

    /** Checks the separator and keeps copies of the lists. */
    public CsvOptions {
        missing = List.copyOf(missing);
        categorical = List.copyOf(categorical);
        ignored = List.copyOf(ignored);
        roles = new TreeMap<>(roles);
        if (separator == '"' || separator == '\n' || separator == '\r') {
            throw new IllegalArgumentException("The separator is a quote or a line break, expected another character.");
        }
    }

    /** These options with another target: a name, a number from 1 or −1, or several names separated by commas. */
    public CsvOptions withTarget(String newTarget) {
        return new CsvOptions(
                Optional.of(newTarget), task, missing, categorical, ignored, roles, separator, header, limits, storage);
    }

    /** These options with another task. */
    public CsvOptions withTask(Task newTask) {
        return new CsvOptions(
                target, newTask, missing, categorical, ignored, roles, separator, header, limits, storage);
    }

    /** These options with other values that mean "missing". */
    public CsvOptions withMissing(String... values) {
        return new CsvOptions(
                target, task, List.of(values), categorical, ignored, roles, separator, header, limits, storage);
    }

    /** These options with other columns that hold categories even where they look like numbers. */
    public CsvOptions withCategorical(String... columns) {
        return new CsvOptions(
                target, task, missing, List.of(columns), ignored, roles, separator, header, limits, storage);
    }

    /** These options with other columns that are left out. */
    public CsvOptions withIgnored(String... columns) {
        return new CsvOptions(
                target, task, missing, categorical, List.of(columns), roles, separator, header, limits, storage);
    }

    /** These options with a column that has a role. */
    public CsvOptions withRole(Role role, String column) {
        SortedMap<Role, String> more = new TreeMap<>(roles);
        more.put(role, column);
        return new CsvOptions(target, task, missing, categorical, ignored, more, separator, header, limits, storage);
    }

    /** The columns that have a role; a copy. */
    @Override
    public SortedMap<Role, String> roles() {
        return new TreeMap<>(roles);
    }

    /** These options with another separator. */
    public CsvOptions withSeparator(char newSeparator) {
        return new CsvOptions(
                target, task, missing, categorical, ignored, roles, newSeparator, header, limits, storage);
    }

    /** These options for a file whose first line already holds values. */
    public CsvOptions withoutHeader() {
        return new CsvOptions(target, task, missing, categorical, ignored, roles, separator, false, limits, storage);
    }

    /** These options with other limits. */
    public CsvOptions withLimits(CsvLimits newLimits) {
        return new CsvOptions(
                target, task, missing, categorical, ignored, roles, separator, header, newLimits, storage);
    }

    /** These options with another storage. */
    public CsvOptions withStorage(Storage newStorage) {
        return new CsvOptions(
                target, task, missing, categorical, ignored, roles, separator, header, limits, newStorage);
    }
}

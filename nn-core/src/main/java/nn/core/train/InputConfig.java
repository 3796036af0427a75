package nn.core.train;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import nn.core.data.Role;
import nn.core.spi.Settings;

/**
 * What a training learns from, and what the columns mean.
 *
 * @param data the source of the data, such as {@code digits} or a file's path; what a source may be is known to nn.data
 * @param target the column or columns to predict
 * @param task {@code classification} or {@code regression}, where the target column allows both
 * @param missing texts that stand for a missing value in a data file
 * @param categorical columns that hold categories even where they look like numbers
 * @param ignore columns that are left out
 * @param weights a column that says how much each row counts in the loss of the training; not a feature
 * @param group a column that says what a row belongs to, such as a person; not a feature
 * @param time a column that says when a row came about: numbers, or dates as text; not a feature
 */
public record InputConfig(
        String data,
        Optional<String> target,
        Optional<String> task,
        List<String> missing,
        List<String> categorical,
        List<String> ignore,
        Optional<String> weights,
        Optional<String> group,
        Optional<String> time)
        implements Settings.Group {

    /** Copies the lists. */
    public InputConfig {
        missing = List.copyOf(missing);
        categorical = List.copyOf(categorical);
        ignore = List.copyOf(ignore);
    }

    static InputConfig defaults(String data) {
        return new InputConfig(
                data,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The columns that have a role. */
    public SortedMap<Role, String> roles() {
        SortedMap<Role, String> roles = new TreeMap<>();
        weights.ifPresent(column -> roles.put(Role.WEIGHT, column));
        group.ifPresent(column -> roles.put(Role.GROUP, column));
        time.ifPresent(column -> roles.put(Role.TIME, column));
        return roles;
    }
}

package nn.core.data;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import nn.core.Message;
import nn.core.NnException;

/**
 * Named columns of the same length, as they come from a file.
 *
 * @param name where it comes from, for messages
 * @param columns at least one, with different names
 */
public record Table(String name, List<Column> columns) {

    /** Checks names and lengths. */
    public Table {
        columns = List.copyOf(columns);
        if (columns.isEmpty()) {
            throw new NnException.Data(name + ": no columns.");
        }
        Set<String> seen = new TreeSet<>();
        for (Column column : columns) {
            if (!seen.add(column.name())) {
                throw new NnException.Data(name + ": two columns are called " + Message.quote(column.name())
                        + ", expected different names.");
            }
            if (column.rows() != columns.getFirst().rows()) {
                throw new IllegalArgumentException(name + ": column " + column.name() + " has " + column.rows()
                        + " rows, expected " + columns.getFirst().rows() + ".");
            }
        }
    }

    /** The number of rows. */
    public int rows() {
        return columns.getFirst().rows();
    }

    /** The column of a name, if there is one. */
    public Optional<Column> find(String columnName) {
        return columns.stream().filter(c -> c.name().equals(columnName)).findFirst();
    }

    /**
     * The column of a name.
     *
     * @throws NnException.Data if there is none; the message lists the names
     */
    public Column column(String columnName) {
        return find(columnName)
                .orElseThrow(() -> new NnException.Data(name + ": no column " + Message.quote(columnName)
                        + ". There are "
                        + String.join(", ", columns.stream().map(Column::name).toList()) + "."));
    }
}

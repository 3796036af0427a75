package nn.data;

import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nn.core.Message;
import nn.core.NnException;

/** Finds the target columns of a table by name, by number or by custom; {@link CsvOptions} documents the rules. */
final class TargetColumns {

    private static final List<String> CUSTOMARY = List.of("target", "class", "label", "y");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}");

    private TargetColumns() {}

    /** The column that is called like a target, else the last one. */
    static String customary(List<String> names) {
        return CUSTOMARY.stream()
                .flatMap(custom -> names.stream().filter(custom::equalsIgnoreCase))
                .findFirst()
                .orElseGet(names::getLast);
    }

    /**
     * The target columns.
     *
     * @param header how messages begin, such as {@code "train.csv:1: "}
     * @param names all columns that may be targets, in order
     * @param wish what was asked for
     */
    static List<String> wished(String header, List<String> names, String wish) {
        if (names.contains(wish)) {
            return List.of(wish);
        }
        List<String> found = Stream.of(wish.split(",", -1))
                .map(part -> one(header, names, part.strip()))
                .toList();
        if (new TreeSet<>(found).size() < found.size()) {
            throw new NnException.Data(
                    header + "target " + Message.quote(wish) + " names a column twice, expected different columns.");
        }
        return found;
    }

    private static String one(String header, List<String> names, String wish) {
        if (names.contains(wish)) {
            return wish;
        }
        if (NUMBER.matcher(wish).matches()) {
            int number = Integer.parseInt(wish);
            int index = number < 0 ? names.size() + number : number - 1;
            if (number != 0 && index >= 0 && index < names.size()) {
                return names.get(index);
            }
            throw new NnException.Data(header + "no column number " + wish + ", expected 1 to " + names.size()
                    + ", or −1 to −" + names.size() + " from the end, or a name.");
        }
        throw new NnException.Data(header + "no column " + Message.quote(wish) + " for the target. There are "
                + Message.oneLine(String.join(", ", names), 150) + ".");
    }
}

package nn.data;

import java.util.List;
import java.util.Optional;
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

    /**
     * The target columns.
     *
     * @param file the file's name, for messages
     * @param names all columns that are not ignored, in order
     * @param wish what was asked for, if anything
     */
    static List<String> find(String file, List<String> names, Optional<String> wish) {
        return wish.map(text -> wished(file, names, text)).orElseGet(() -> List.of(customary(names)));
    }

    private static String customary(List<String> names) {
        return CUSTOMARY.stream()
                .flatMap(custom -> names.stream().filter(custom::equalsIgnoreCase))
                .findFirst()
                .orElseGet(names::getLast);
    }

    private static List<String> wished(String file, List<String> names, String wish) {
        if (names.contains(wish)) {
            return List.of(wish);
        }
        List<String> found = Stream.of(wish.split(",", -1))
                .map(part -> one(file, names, part.strip()))
                .toList();
        if (new TreeSet<>(found).size() < found.size()) {
            throw new NnException.Data(
                    file + ":1: target " + Message.quote(wish) + " names a column twice, expected different columns.");
        }
        return found;
    }

    private static String one(String file, List<String> names, String wish) {
        if (names.contains(wish)) {
            return wish;
        }
        if (NUMBER.matcher(wish).matches()) {
            int number = Integer.parseInt(wish);
            int index = number < 0 ? names.size() + number : number - 1;
            if (number != 0 && index >= 0 && index < names.size()) {
                return names.get(index);
            }
            throw new NnException.Data(file + ":1: no column number " + wish + ", expected 1 to " + names.size()
                    + ", or −1 to −" + names.size() + " from the end, or a name.");
        }
        throw new NnException.Data(file + ":1: no column " + Message.quote(wish) + " for the target. There are "
                + Message.oneLine(String.join(", ", names), 150) + ".");
    }
}

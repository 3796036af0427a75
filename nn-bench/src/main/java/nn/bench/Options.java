package nn.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nn.core.Message;
import nn.core.NnException;

/**
 * What stands behind a command: options with a value, {@code --name value}, and switches, {@code --name}. Anything else is refused
 * with a line that says what can stand there.
 */
final class Options {

    private static final String SWITCHED_ON = "on";

    private final Map<String, String> values = new LinkedHashMap<>();

    /**
     * Reads the arguments of a command.
     *
     * @param command what the command is called
     * @param arguments what stands behind it
     * @param withValue the names of its options
     * @param switches the names of its switches
     * @throws NnException.Configuration if an argument is none of them, comes twice, or lacks its value
     */
    Options(String command, List<String> arguments, List<String> withValue, List<String> switches) {
        for (int i = 0; i < arguments.size(); i++) {
            String name = arguments.get(i);
            String value = SWITCHED_ON;
            if (withValue.contains(name)) {
                if (i + 1 == arguments.size() || arguments.get(i + 1).startsWith("--")) {
                    throw new NnException.Configuration(command + ": " + name + " needs a value.");
                }
                i++;
                value = arguments.get(i);
            } else if (!switches.contains(name)) {
                throw new NnException.Configuration(command + ": unknown option " + Message.quote(name)
                        + ". Expected: " + String.join(", ", withValue)
                        + (switches.isEmpty() ? "" : ", " + String.join(", ", switches)) + ".");
            }
            if (values.put(name, value) != null) {
                throw new NnException.Configuration(command + ": " + name + " is given twice.");
            }
        }
    }

    /** Whether a switch is there. */
    boolean has(String name) {
        return values.containsKey(name);
    }

    /** The value of an option. */
    String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    /** The parts of a value with commas between them; none if the option is not there. */
    List<String> list(String name) {
        String value = values.get(name);
        return value == null ? List.of() : list(name, value);
    }

    /** The parts of a value with commas between them, or of another text if the option is not there. */
    List<String> list(String name, String otherwise) {
        String value = values.getOrDefault(name, otherwise);
        List<String> parts = Arrays.stream(value.split(",", -1)).distinct().toList();
        if (parts.stream().anyMatch(String::isBlank)) {
            throw new NnException.Configuration(
                    name + " is " + Message.quote(value) + ", expected names with commas between them.");
        }
        return parts;
    }

    /** A whole number from 1 to a limit. */
    int count(String name, int otherwise, int limit) {
        String value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        return wholeNumber(value)
                .filter(number -> number >= 1 && number <= limit)
                .orElseThrow(() -> new NnException.Configuration(
                        name + " is " + Message.quote(value) + ", expected a whole number from 1 to " + limit + "."));
    }

    private static Optional<Integer> wholeNumber(String text) {
        try {
            return Optional.of(Integer.parseInt(text));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}

package nn.data;

import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import nn.core.Message;
import nn.core.NnException;
import nn.core.data.Dataset;

/**
 * The data sets that come with the program, as CSV resources. Their sources and licences stand in the file ATTRIBUTION beside
 * them.
 */
public final class BuiltInData {

    private static final List<String> NAMES = List.of("digits", "iris", "wine", "breast-cancer", "diabetes");

    private BuiltInData() {}

    /** The names of all sets. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * Loads a set.
     *
     * @throws NnException.Configuration if there is none of this name; the message lists the names
     */
    public static Dataset load(String name) {
        return reader(name, CsvOptions.DEFAULTS).dataset();
    }

    /** The reader of a set. */
    static CsvReader reader(String name, CsvOptions options) {
        if (!NAMES.contains(name)) {
            throw new NnException.Configuration("Unknown built-in data set " + Message.quote(name) + ". Available: "
                    + String.join(", ", NAMES) + ".");
        }
        return new CsvReader(new Resource(name), options);
    }

    private record Resource(String name) implements TextInput {
        @Override
        public InputStream open() {
            return Objects.requireNonNull(BuiltInData.class.getResourceAsStream(name + ".csv"), name);
        }
    }
}

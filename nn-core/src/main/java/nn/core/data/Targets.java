package nn.core.data;

import java.util.List;

/** What is to be predicted for each row. */
public sealed interface Targets {

    /**
     * One of several classes.
     *
     * @param names the classes' names, at least two, in the order of their labels 0, 1, …
     */
    record Classes(List<String> names) implements Targets {
        /** Checks that there are two classes or more. */
        public Classes {
            names = List.copyOf(names);
            if (names.size() < 2) {
                throw new IllegalArgumentException("Classes " + names + ": expected at least two.");
            }
        }
    }

    /**
     * Real numbers.
     *
     * @param names the names of the quantities, at least one
     */
    record Values(List<String> names) implements Targets {
        /** Checks that there is a quantity. */
        public Values {
            names = List.copyOf(names);
            if (names.isEmpty()) {
                throw new IllegalArgumentException("Values: expected at least one name.");
            }
        }
    }

    /** Names of the classes or quantities. */
    List<String> names();
}

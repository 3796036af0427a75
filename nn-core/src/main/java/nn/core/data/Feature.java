package nn.core.data;

import java.util.List;

/**
 * One input of a row before it becomes numbers for the network: a number, or one of several categories.
 *
 * @param name its name, a column's name for instance
 * @param categories the categories in the order of their codes 0, 1, …; empty for a number
 */
public record Feature(String name, List<String> categories) {

    /** The code that stands for a category which the feature does not have. */
    public static final int UNKNOWN = -1;

    /** Keeps a copy of the categories. */
    public Feature {
        categories = List.copyOf(categories);
    }

    /** A number. */
    public static Feature number(String name) {
        return new Feature(name, List.of());
    }

    /** Whether it is one of several categories. */
    public boolean isCategorical() {
        return !categories.isEmpty();
    }
}

package nn.core.data;

import java.util.List;

/**
 * A use of the rows for the test.
 *
 * @param what what was done, such as {@code evaluate}
 * @param models the {@linkplain Evaluable#fingerprint fingerprints} of the models that saw the rows
 */
public record TestUse(String what, List<String> models) {
    /** Keeps a copy of the list. */
    public TestUse {
        models = List.copyOf(models);
    }
}

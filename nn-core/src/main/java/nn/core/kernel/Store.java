package nn.core.kernel;

/** What a kernel operation does with the former content of its result. */
public enum Store {
    /** The result replaces the former content, which is never read and may hold NaN. */
    OVERWRITE,
    /** The result is added to the former content: every chain of operations starts from it. */
    ACCUMULATE
}

package nn.core.data;

/** What a column of a table may be for beside features and targets. Such a column is no feature. */
public enum Role {
    /** How much a row counts in the loss of a training, 0 or more. */
    WEIGHT,
    /** What a row belongs to, such as a person or a device: rows of the same are not to be divided between training and test. */
    GROUP,
    /** When a row came about: numbers in any unit, or dates and times of ISO 8601. */
    TIME
}

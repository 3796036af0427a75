package nn.data;

/** What a column of a CSV file is expected to hold, and what it was found to hold. */
enum ColumnKind {
    /** Numbers if all values are; an error if only most are; else categories. Expected only. */
    AUTO,
    /** Classes: the numbers of whole-number labels, or text. Expected only. */
    CLASSES,
    /** Numbers. */
    NUMBERS,
    /** Categories, also where they look like numbers. */
    CATEGORIES,
    /** Nothing that is wanted. */
    IGNORED
}

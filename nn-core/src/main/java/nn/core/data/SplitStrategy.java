package nn.core.data;

import nn.core.NnException;

/** What decides which rows are kept apart to measure on, so that the measure tells how new rows will fare. */
public enum SplitStrategy {
    /** Chance alone. */
    RANDOM,

    /** Chance, with the same shares of the classes everywhere. */
    STRATIFIED,

    /** Chance, with all rows of a {@linkplain Role#GROUP group} on one side, where new rows will be of new groups. */
    GROUPED,

    /** The {@linkplain Role#TIME time}: one learns from what is older and measures on what is newer. */
    TIME;

    Cut cut() {
        return switch (this) {
            case RANDOM -> new ShuffledCut(Strata::single);
            case STRATIFIED -> new ShuffledCut(Strata::classes);
            case GROUPED -> new GroupedCut();
            case TIME -> new TimeCut();
        };
    }

    /**
     * The strategy that suits data: by group or time if they have any, else stratified for classes and random for numbers.
     *
     * @throws NnException.Configuration if the data have both groups and times
     */
    public static SplitStrategy suiting(Dataset dataset) {
        boolean groups = dataset.role(Role.GROUP).isPresent();
        boolean times = dataset.role(Role.TIME).isPresent();
        if (groups && times) {
            throw new NnException.Configuration(
                    dataset.name()
                            + " has groups and times, and rows are kept apart by one of them. Choose --split grouped or --split time.");
        }
        if (groups) {
            return GROUPED;
        }
        if (times) {
            return TIME;
        }
        return dataset.targets() instanceof Targets.Classes ? STRATIFIED : RANDOM;
    }
}

package nn.core.data;

import java.util.List;

/**
 * The raw features of a training part, the only rows from which anything may be learned. Only a {@link TrainingPart} makes
 * them, so that fitting a transform on other rows does not compile.
 */
public final class TrainingRows {

    /** Turns one row into another, as a fitted transform does. */
    @FunctionalInterface
    public interface Mapping {
        /** Maps a row; the result may be the argument's array only if it has the right length. */
        double[] apply(double[] row);
    }

    private final Rows source;
    private final int[] rows;
    private final List<Feature> features;
    private final Mapping mapping;

    TrainingRows(Rows source, int[] rows) {
        this(source, rows, source.features(), row -> row);
    }

    private TrainingRows(Rows source, int[] rows, List<Feature> features, Mapping mapping) {
        this.source = source;
        this.rows = rows;
        this.features = features;
        this.mapping = mapping;
    }

    /** These rows after a further mapping. */
    public TrainingRows through(List<Feature> mappedFeatures, Mapping next) {
        return new TrainingRows(source, rows, mappedFeatures, row -> next.apply(mapping.apply(row)));
    }

    /** What the data are called. */
    public String name() {
        return source.name();
    }

    /** The number of rows. */
    public int count() {
        return rows.length;
    }

    /** The features of each row. */
    public List<Feature> features() {
        return features;
    }

    /** One row, numbered from 0 within this part: for each feature its number, or the code of its category. */
    public double[] row(int index) {
        double[] values = new double[source.features().size()];
        source.read(rows[index], values);
        return mapping.apply(values);
    }
}

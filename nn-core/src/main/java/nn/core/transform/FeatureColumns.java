package nn.core.transform;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import nn.core.data.Feature;
import nn.core.data.TrainingRows;
import nn.core.statistics.RunningMoments;
import nn.core.statistics.SortedColumns;

/** The columns of rows that a transform applies to, and what it learns of them in passes over the training rows. */
final class FeatureColumns {

    private FeatureColumns() {}

    /** Indices of the features that a transform applies to. */
    static int[] of(Transform transform, List<Feature> features) {
        return IntStream.range(0, features.size())
                .filter(i -> transform.appliesTo(features.get(i)))
                .toArray();
    }

    /** One pass over the rows. */
    static void forEach(TrainingRows rows, Consumer<double[]> each) {
        for (int r = 0; r < rows.count(); r++) {
            each.accept(rows.row(r));
        }
    }

    /** The moments of each feature, whether the transform applies to it or not; missing values do not count. */
    static RunningMoments[] moments(TrainingRows rows) {
        RunningMoments[] moments = RunningMoments.array(rows.features().size());
        forEach(rows, row -> {
            for (int i = 0; i < moments.length; i++) {
                if (!Double.isNaN(row[i])) {
                    moments[i].add(row[i]);
                }
            }
        });
        return moments;
    }

    /** The sorted values of each feature that the transform applies to and that has any. */
    static void forEachSorted(Transform transform, TrainingRows rows, SortedColumns.Visitor visitor) {
        SortedColumns.forEach(
                of(transform, rows.features()), rows.count(), each -> forEach(rows, each), (column, sorted) -> {
                    if (sorted.length > 0) {
                        visitor.visit(column, sorted);
                    }
                });
    }
}

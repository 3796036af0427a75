package nn.core.transform;

import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nn.core.Message;
import nn.core.NnException;
import nn.core.data.Feature;
import nn.core.data.TrainingRows;
import nn.core.spi.RecordProvider;
import nn.core.spi.Spec;

/**
 * Applies transforms to some features only: {@code columns:names=(age,income),apply=(log,standardize)}. All others stay as they are and
 * come first, in their order; then comes what the transforms make of the named ones.
 *
 * @param names of the features as they are at this place, after the transforms before; a star stands for any letters
 * @param apply the transforms of the named features, in order; at least one
 */
public record Columns(List<String> names, List<Transform> apply) implements Transform {

    private static final String NAME = "columns";

    /** Keeps copies of the lists. */
    public Columns {
        names = List.copyOf(names);
        apply = List.copyOf(apply);
        refuseEmpty("names", names);
        refuseEmpty("apply", apply);
    }

    private static void refuseEmpty(String setting, List<?> list) {
        if (list.isEmpty() || list.contains("")) {
            throw new IllegalArgumentException(
                    "Setting \"" + setting + "\" of columns is empty, expected one or more, as in"
                            + " columns:names=(age,income),apply=(log,standardize).");
        }
    }

    @Override
    public boolean appliesTo(Feature feature) {
        return names.stream().anyMatch(name -> matches(name, feature));
    }

    /** Without a regular expression, since names may come from a file, and none of them may take long. */
    private static boolean matches(String name, Feature feature) {
        String[] parts = name.split("\\*", -1);
        String text = feature.name();
        String last = parts[parts.length - 1];
        if (parts.length == 1) {
            return text.equals(name);
        }
        int from = parts[0].length();
        int to = text.length() - last.length();
        if (from > to || !text.startsWith(parts[0]) || !text.endsWith(last)) {
            return false;
        }
        for (int i = 1; i < parts.length - 1; i++) {
            int found = text.indexOf(parts[i], from);
            from = found + parts[i].length();
            if (found < 0 || from > to) {
                return false;
            }
        }
        return true;
    }

    @Override
    public SortedMap<String, double[]> fit(TrainingRows rows) {
        Selection selection = select(rows.features());
        List<Preprocessing.Step> steps =
                Preprocessing.fit(rows.through(selection.chosen(rows.features()), selection::chosen), apply);
        TreeMap<String, double[]> learned = new TreeMap<>();
        for (int s = 0; s < steps.size(); s++) {
            String prefix = prefix(s);
            steps.get(s).learned().forEach((name, vector) -> learned.put(prefix + name, vector));
        }
        return learned;
    }

    @Override
    public FittedTransform fitted(List<Feature> inputs, SortedMap<String, double[]> learned) {
        Selection selection = select(inputs);
        List<Feature> features = selection.chosen(inputs);
        List<Preprocessing.Step> steps = Preprocessing.restore(features, apply, s -> {
            String prefix = prefix(s);
            TreeMap<String, double[]> own = new TreeMap<>();
            learned.tailMap(prefix).forEach((name, vector) -> {
                if (name.startsWith(prefix)) {
                    own.put(name.substring(prefix.length()), vector);
                }
            });
            return own;
        });
        List<Feature> outputs = new ArrayList<>(selection.others(inputs));
        outputs.addAll(Preprocessing.outputs(features, steps));
        return new Fitted(List.copyOf(outputs), selection, features, steps);
    }

    private static String prefix(int step) {
        return "apply" + (step + 1) + ".";
    }

    private Selection select(List<Feature> features) {
        for (String name : names) {
            if (features.stream().noneMatch(feature -> matches(name, feature))) {
                throw new NnException.Configuration("Transform columns: there is no column " + Message.quote(name)
                        + " to transform. Here are "
                        + Message.oneLine(features.stream().map(Feature::name).collect(Collectors.joining(", ")), 150)
                        + ".");
            }
        }
        int[] chosen = FeatureColumns.of(this, features);
        int[] others = IntStream.range(0, features.size())
                .filter(i -> Arrays.binarySearch(chosen, i) < 0)
                .toArray();
        return new Selection(chosen, others);
    }

    /** Indices of the named features and of the others. */
    private record Selection(int[] chosen, int[] others) {
        List<Feature> chosen(List<Feature> features) {
            return Arrays.stream(chosen).mapToObj(features::get).toList();
        }

        List<Feature> others(List<Feature> features) {
            return Arrays.stream(others).mapToObj(features::get).toList();
        }

        double[] chosen(double[] row) {
            double[] values = new double[chosen.length];
            choose(row, values);
            return values;
        }

        void choose(double[] row, double[] values) {
            for (int i = 0; i < chosen.length; i++) {
                values[i] = row[chosen[i]];
            }
        }
    }

    private record Fitted(
            List<Feature> outputs, Selection selection, List<Feature> chosen, List<Preprocessing.Step> steps)
            implements FittedTransform {
        @Override
        public void apply(double[] row, double[] result) {
            withRoom().apply(row, result);
        }

        @Override
        public FittedTransform withRoom() {
            return new Room(outputs, selection, new TransformPass(chosen, steps));
        }
    }

    /** For one thread. */
    private record Room(List<Feature> outputs, Selection selection, TransformPass pass) implements FittedTransform {
        @Override
        public void apply(double[] row, double[] result) {
            selection.choose(row, pass.raw());
            double[] transformed = pass.apply();
            int next = 0;
            for (int i : selection.others()) {
                result[next++] = row[i];
            }
            System.arraycopy(transformed, 0, result, next, transformed.length);
        }
    }

    @Override
    public Spec spec() {
        return Spec.of(NAME, this, MethodHandles.lookup());
    }

    /** Makes it by name. */
    public static final class Provider extends RecordProvider<Transform> {
        /** For the service loader. */
        public Provider() {
            super(Transform.class, NAME, new Columns(List.of("*"), List.of(new Standardize())), MethodHandles.lookup());
        }
    }
}

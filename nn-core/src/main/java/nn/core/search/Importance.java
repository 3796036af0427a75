package nn.core.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * How much of the variance of the score each parameter explains by itself, in [0, 1]: Kelley's ε² ("An unbiased correlation ratio measure",
 * PNAS 21, 1935). Trials are put into groups with the same choice, or with numbers from the same quarter of all that were tried; with N
 * trials in k groups, the sums of squares within the groups W and in all T,
 *
 * <pre>ε² = 1 − (W/(N − k)) / (T/(N − 1)),   at least 0</pre>
 *
 * <p>It is about 0 for a parameter without influence, however few trials there are, unlike the plain ratio 1 − W/T. What parameters do
 * together it does not show. A parameter that only some trials have is judged by those. Trials are compared at the same share of their
 * epochs, the one that most of them have; failed ones are left out.
 */
final class Importance {

    private static final int GROUPS = 4;

    private Importance() {}

    private record Observation(double value, double score) {}

    static SequencedMap<String, Double> of(List<Trial> trials) {
        TreeMap<Double, List<Trial>> byShare = new TreeMap<>();
        for (Trial trial : trials) {
            if (trial.failure().isEmpty()) {
                byShare.computeIfAbsent(trial.share(), _ -> new ArrayList<>()).add(trial);
            }
        }
        List<Trial> comparable = byShare.values().stream()
                .max(Comparator.comparingInt(List::size))
                .orElse(List.of());
        SequencedMap<String, Observed> parameters = new LinkedHashMap<>();
        for (Trial trial : comparable) {
            trial.point()
                    .decisions()
                    .forEach((path, decision) -> parameters
                            .computeIfAbsent(path, _ -> new Observed(decision.parameter(), new ArrayList<>()))
                            .observations()
                            .add(new Observation(decision.value(), trial.score())));
        }
        SequencedMap<String, Double> sorted = new LinkedHashMap<>();
        parameters.entrySet().stream()
                .map(entry ->
                        Map.entry(entry.getKey(), explained(entry.getValue().groups())))
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }

    private record Observed(Parameter parameter, List<Observation> observations) {

        List<List<Observation>> groups() {
            List<Observation> sorted = observations.stream()
                    .sorted(Comparator.comparingDouble(Observation::value))
                    .toList();
            TreeMap<Double, List<Observation>> groups = new TreeMap<>();
            int first = 0;
            for (int i = 0; i < sorted.size(); i++) {
                double value = sorted.get(i).value();
                // Equal numbers stay together: they belong where the first of them is.
                first = sorted.get(first).value() == value ? first : i;
                double group = parameter instanceof Choices ? value : Math.floorDiv(GROUPS * first, sorted.size());
                groups.computeIfAbsent(group, _ -> new ArrayList<>()).add(sorted.get(i));
            }
            return List.copyOf(groups.values());
        }
    }

    private static double explained(List<List<Observation>> groups) {
        List<Observation> all = groups.stream().flatMap(List::stream).toList();
        double total = squares(all);
        int degrees = all.size() - groups.size();
        boolean equalScores =
                all.stream().mapToDouble(Observation::score).distinct().count() == 1;
        if (equalScores || degrees == 0 || groups.size() == 1) {
            return 0;
        }
        double within = groups.stream().mapToDouble(Importance::squares).sum();
        return Math.max(0, 1 - within / degrees / (total / (all.size() - 1)));
    }

    private static double squares(List<Observation> observations) {
        double mean = 0;
        for (Observation observation : observations) {
            mean += observation.score() / observations.size();
        }
        double squares = 0;
        for (Observation observation : observations) {
            squares += (observation.score() - mean) * (observation.score() - mean);
        }
        return squares;
    }
}

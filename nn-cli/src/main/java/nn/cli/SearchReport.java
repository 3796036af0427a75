package nn.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nn.core.metric.Interval;
import nn.core.search.SearchResult;
import nn.core.search.Trial;

/** The trials of a search as tables. */
final class SearchReport {

    private final List<Trial> ranking;
    private final List<String> paths;

    SearchReport(SearchResult result) {
        ranking = result.ranking();
        paths = result.trials().stream()
                .flatMap(trial -> trial.point().decisions().sequencedKeySet().stream())
                .distinct()
                .toList();
    }

    /** The best trials, for people. */
    String table(int most) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(Stream.concat(Stream.of("rank", "trial", "score", "95 % interval", "epochs"), paths.stream())
                .toList());
        for (Trial trial : ranking.stream().limit(most).toList()) {
            rows.add(row(
                    trial,
                    trial.failure().isPresent() ? "failed" : String.format(Locale.ROOT, "%.4f", trial.score()),
                    trial.interval().map(SearchReport::text).orElse("")));
        }
        return TextTable.of(rows);
    }

    /** The ends of an interval. */
    static String text(Interval interval) {
        return String.format(Locale.ROOT, "%.4f to %.4f", interval.low(), interval.high());
    }

    private List<String> row(Trial trial, String score, String interval) {
        List<String> row = new ArrayList<>(List.of(
                Integer.toString(ranking.indexOf(trial) + 1),
                Integer.toString(trial.number()),
                score,
                interval,
                epochs(trial)));
        Map<String, String> labels = trial.point().labels();
        paths.forEach(path -> row.add(labels.getOrDefault(path, "")));
        return row;
    }

    /** Epochs that were trained, and why they are not all. */
    private static String epochs(Trial trial) {
        String why = trial.isPruned() ? " pruned" : trial.share() < 1 ? " of a share" : "";
        return trial.epochs() + why;
    }

    /** All trials as CSV. */
    String csv() {
        List<String> header = List.of("rank", "trial", "status", "score", "low", "high", "loss", "share", "epochs");
        StringBuilder csv = new StringBuilder(
                CsvText.line(Stream.concat(header.stream(), paths.stream()).toList()));
        for (Trial trial : ranking) {
            Map<String, Object> facts = facts(trial);
            Map<String, String> labels = trial.point().labels();
            Stream<String> values = Stream.of(
                            "rank", "trial", "status", "score", "low", "high", "loss", "share", "epochs")
                    .map(key -> facts.getOrDefault(key, "").toString());
            Stream<String> choices = paths.stream().map(path -> labels.getOrDefault(path, ""));
            csv.append(CsvText.line(Stream.concat(values, choices).toList()));
        }
        return csv.toString();
    }

    /** All trials for programs, the best first. */
    List<Map<String, Object>> all() {
        return ranking.stream().map(this::facts).toList();
    }

    private Map<String, Object> facts(Trial trial) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("rank", ranking.indexOf(trial) + 1);
        facts.put("trial", trial.number());
        Optional<String> failure = trial.failure();
        facts.put("status", failure.isPresent() ? "failed" : trial.isPruned() ? "pruned" : "complete");
        failure.ifPresentOrElse(why -> facts.put("failure", why), () -> {
            facts.put("score", trial.score());
            trial.interval().ifPresent(interval -> {
                facts.put("low", interval.low());
                facts.put("high", interval.high());
            });
            facts.put("loss", trial.loss());
        });
        facts.put("share", trial.share());
        facts.put("epochs", trial.epochs());
        facts.put("settings", ConfigFile.plain(trial.point().settings()));
        return facts;
    }
}

package nn.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import nn.core.data.Split;
import nn.core.data.TrainingPart;
import nn.core.kernel.Compute;
import nn.core.metric.Bootstrap;
import nn.core.metric.Evaluation;
import nn.core.metric.Report;
import nn.core.search.NestedSearch;
import nn.core.search.Search;
import nn.core.search.SearchPlan;
import nn.core.search.SearchResult;
import nn.core.search.Trial;
import nn.core.spi.Registry;
import nn.core.statistics.StudentT;
import nn.core.train.Training;
import nn.core.train.TrainingConfig;

/** A search from its first trial to the test of the model that it leads to; what it finds is told and written into its directory. */
final class Tuning {

    private static final int TRIALS_SHOWN = 10;

    private final SearchPlan plan;
    private final Registry registry;
    private final String digest;
    private final SearchDirectory directory;
    private final Console talk;
    private final SearchProgress progress;
    private final Map<String, Object> summary = new LinkedHashMap<>();

    Tuning(SearchPlan plan, Registry registry, String digest, SearchDirectory directory, Console talk) {
        this.plan = plan;
        this.registry = registry;
        this.digest = digest;
        this.directory = directory;
        this.talk = talk;
        progress = new SearchProgress(talk);
    }

    /**
     * Searches, trains with the best configuration, and measures.
     *
     * @param split without validation part
     * @param outer folds of a nested cross-validation; none without one
     * @return what a program wants to know; empty if somebody has stopped the search
     */
    Optional<Map<String, Object>> run(Split split, List<Split> outer) {
        long start = System.nanoTime();
        SearchResult result = search(split.training());
        if (!result.isComplete()) {
            return Optional.empty();
        }
        TrainingConfig best = result.config();
        tell(result);
        ConfigFile.write(best, directory.best());
        try (Compute compute = plan.base().run().compute(registry)) {
            train(result, split, compute);
            if (!outer.isEmpty() && !nested(outer, compute)) {
                return Optional.empty();
            }
        }
        talk.say("again        " + Help.program() + " train --config " + directory.best());
        summary.put("seconds", (System.nanoTime() - start) / 1e9);
        summary.put("bestConfig", directory.best().toString());
        summary.put("model", directory.model().toString());
        summary.put("out", directory.path().toString());
        summary.put("trials", new SearchReport(result).all());
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("nn", Versions.program());
        record.put("java", Versions.java());
        record.put("machine", Versions.machine());
        record.put("dataSha256", digest);
        record.putAll(summary);
        record.put("config", ConfigFile.plain(best.toSettings()));
        directory.writeRecord(record);
        return Optional.of(summary);
    }

    private SearchResult search(TrainingPart part) {
        try {
            SearchResult result = search(directory.journal()).run(part);
            directory.writeTrials(new SearchReport(result).csv());
            return result;
        } finally {
            progress.clear();
        }
    }

    private Search search(Path journal) {
        return new Search(plan, registry)
                .threads(plan.base().run().threads())
                .journal(journal, digest)
                .listener(progress);
    }

    private void tell(SearchResult result) {
        Trial best = result.best().orElseThrow();
        talk.say("");
        talk.say(new SearchReport(result).table(TRIALS_SHOWN));
        talk.say(String.format(Locale.ROOT, "trials       %,d epochs in all", result.epochs()));
        talk.say("importance   "
                + result.importance().entrySet().stream()
                        .map(entry -> String.format(Locale.ROOT, "%s %.2f", entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining(", "))
                + " (share of the scores' variance that each explains by itself)");
        talk.say(String.format(
                Locale.ROOT,
                "best         trial %d, score %.4f%s; chosen for being the highest, so new rows may do worse",
                best.number(),
                best.score(),
                best.interval()
                        .map(interval -> " (95 % interval " + SearchReport.text(interval) + ")")
                        .orElse("")));
        summary.put("data", plan.base().input().data());
        summary.put("search", plan.method().spec().toString());
        summary.put("seed", plan.base().run().seed());
        summary.put("folds", best.folds().size());
        summary.put("epochs", result.epochs());
        summary.put("bestTrial", best.number());
        summary.put("score", best.score());
        best.interval().ifPresent(interval -> {
            summary.put("low", interval.low());
            summary.put("high", interval.high());
        });
        summary.put("best", ConfigFile.plain(best.point().settings()));
        summary.put("importance", result.importance());
    }

    private void train(SearchResult result, Split split, Compute compute) {
        Training training = TrainCommand.withProvenance(result.trainer(), plan.base())
                .compute(compute)
                .fit(split);
        training.model().save(directory.model());
        talk.say(String.format(
                Locale.ROOT,
                "trained      on all %,d rows, %d epochs: training loss %.4f",
                split.training().size(),
                training.history().size(),
                training.best().trainLoss()));
        Bootstrap bootstrap = Bootstrap.DEFAULT.withSeed(plan.base().run().seed());
        Optional<Report> test =
                split.test().size() == 0 ? Optional.empty() : Optional.of(training.testReport(bootstrap));
        test.ifPresent(report -> talk.say("test         " + report.headline() + ", none of them seen before"));
        summary.put("test", test.<Map<String, Object>>map(ReportJson::metrics).orElse(Map.of()));
        test.ifPresent(report -> summary.put("testIntervals", ReportJson.intervals(report)));
        summary.put("parametersSha256", training.model().fingerprint());
    }

    /** Whether it came to its end. */
    private boolean nested(List<Split> outer, Compute compute) {
        Optional<List<Evaluation>> evaluations;
        try {
            evaluations = NestedSearch.run(
                    outer,
                    fold -> {
                        progress.label("outer fold " + (fold + 1) + "/" + outer.size() + "  ");
                        return search(directory.journalOfFold(fold));
                    },
                    compute);
        } finally {
            progress.clear();
        }
        if (evaluations.isEmpty()) {
            return false;
        }
        double[] scores =
                evaluations.get().stream().mapToDouble(Evaluation::score).toArray();
        double mean = evaluations.get().stream().mapToDouble(Evaluation::score).sum() / scores.length;
        double half = StudentT.halfWidth(scores).orElseThrow();
        talk.say(String.format(
                Locale.ROOT,
                "nested       score %.4f ± %.4f in %d outer folds: what such a search leads to on new rows",
                mean,
                half,
                scores.length));
        Map<String, Object> nested = new LinkedHashMap<>();
        nested.put("score", mean);
        nested.put("halfWidth", half);
        nested.put("scores", evaluations.get().stream().map(Evaluation::score).toList());
        summary.put("nested", nested);
        return true;
    }
}

package nn.core.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nn.core.NnException;
import nn.core.check.JavaCompilation;
import nn.core.data.Column;
import nn.core.data.Dataset;
import nn.core.data.Folds;
import nn.core.data.Split;
import nn.core.data.SplitStrategy;
import nn.core.data.Table;
import nn.core.data.TableDataset;
import nn.core.data.TrainingPart;
import nn.core.kernel.Compute;
import nn.core.metric.Evaluation;
import nn.core.random.Purpose;
import nn.core.random.RandomKey;
import nn.core.spi.Registry;
import nn.core.spi.Settings;
import nn.core.train.Training;
import nn.core.train.TrainingConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SearchTest {

    private static final Registry REGISTRY = Registry.load();
    private static final TrainingConfig BASE = TrainingConfig.defaults("rings")
            .with(
                    Settings.builder()
                            .put("optimizer", "gradient-descent")
                            .put("kernel", "scalar")
                            .put("epochs", 9)
                            .put("hidden", 6)
                            .build(),
                    REGISTRY);
    private static final SearchSpace SPACE = new SearchSpace()
            .with("learning-rate", Domain.logRange(0.001, 1))
            .with("hidden", new Domain.Repeated(Domain.integers(1, 2), Domain.integers(2, 8)))
            .with("activation", Domain.choices("relu", "tanh"));

    @TempDir
    Path directory;

    /** Two classes around each other; the label of noise is a coin of its own. */
    private static Dataset data(int rows, boolean noise) {
        RandomKey random = RandomKey.of(11, Purpose.DATA);
        double[] x = new double[rows];
        double[] y = new double[rows];
        int[] labels = new int[rows];
        for (int i = 0; i < rows; i++) {
            x[i] = random.normal(3L * i);
            y[i] = random.normal(3L * i + 1);
            boolean inside = noise ? random.uniformDouble(9_000_000L + i) < 0.5 : x[i] * x[i] + y[i] * y[i] < 1.4;
            labels[i] = inside ? 1 : 0;
        }
        return TableDataset.of(
                new Table(
                        "rings",
                        List.of(
                                new Column.Numeric("x", x),
                                new Column.Numeric("y", y),
                                new Column.Categorical("inside", List.of("no", "yes"), labels))),
                List.of("inside"));
    }

    private static final Split SPLIT = Split.stratified(data(150, false), 0, 0.2, 1);

    private static SearchPlan plan(SearchMethod method) {
        return new SearchPlan(BASE, SPACE, method, Folds.stratified(2, 1));
    }

    private static String table(SearchResult result) {
        StringBuilder table = new StringBuilder();
        result.ranking().forEach(trial -> table.append(trial).append('\n'));
        return table.append(result.importance()).append(result.epochs()).toString();
    }

    static Stream<SearchPlan> plans() {
        return Stream.of(
                plan(new GridSearch(1, 8)),
                plan(new RandomSearch(7, 3)),
                plan(new SuccessiveHalving(5, 2)),
                plan(new Hyperband(8, 2)),
                plan(new TreeParzen(9, 4, 3, 8, 0.3)),
                new SearchPlan(
                        BASE,
                        SPACE,
                        new RandomSearch(9, 3),
                        Folds.holdOut(SplitStrategy.STRATIFIED, 0.25, 3),
                        Optional.of(new MedianRule(3, 2))));
    }

    @ParameterizedTest
    @MethodSource("plans")
    void resultsDoNotDependOnTheThreads(SearchPlan plan) {
        String one = table(new Search(plan, REGISTRY).run(SPLIT.training()));
        assertEquals(one, table(new Search(plan, REGISTRY).threads(3).run(SPLIT.training())));
    }

    @ParameterizedTest
    @MethodSource("plans")
    void aSearchGoesOnFromEveryPlaceOfItsJournal(SearchPlan plan) throws IOException {
        Path journal = directory.resolve("journal.jsonl");
        String whole = table(search(plan, journal).run(SPLIT.training()));
        byte[] bytes = Files.readAllBytes(journal);
        String lines = new String(bytes, StandardCharsets.UTF_8);
        RandomKey random = new RandomKey(5);
        for (int i = 0; i < 4; i++) {
            int cut = i == 0 ? bytes.length : random.below(bytes.length, i);
            Files.write(journal, Arrays.copyOf(bytes, cut));
            AtomicInteger trained = new AtomicInteger();
            SearchResult again = search(plan, journal)
                    .threads(1 + i % 2)
                    .listener(event -> trained.addAndGet(event instanceof SearchEvent.FoldDone ? 1 : 0))
                    .run(SPLIT.training());
            assertEquals(whole, table(again));
            long kept = lines.substring(0, cut).lines().count() - (cut == 0 || lines.charAt(cut - 1) == '\n' ? 0 : 1);
            assertEquals(lines.lines().count() - Math.max(1, kept), trained.get(), "no training is repeated");
        }
    }

    private static Search search(SearchPlan plan, Path journal) {
        return new Search(plan, REGISTRY).journal(journal, "digest");
    }

    @Test
    void theBestConfigurationIsTrainedOnAllRowsWithTheEpochsThatWereBest() {
        SearchResult result = new Search(plan(new RandomSearch(5)), REGISTRY).run(SPLIT.training());
        Training training = result.trainer().fit(SPLIT);
        assertEquals(result.best().orElseThrow().bestEpoch(), training.history().size());
        assertTrue(training.best().validation().isEmpty());
        assertEquals(0, SPLIT.test().uses().size());
        Training fromFile = result.config().trainer(SPLIT.training(), REGISTRY).fit(SPLIT);
        assertEquals(training.model().fingerprint(), fromFile.model().fingerprint());
        List<Trial> ranking = result.ranking();
        for (int i = 1; i < ranking.size(); i++) {
            assertTrue(ranking.get(i - 1).score() >= ranking.get(i).score());
        }
    }

    @Test
    void aTrialThatFailsIsTheLastAndTheOthersGoOn() {
        SearchSpace space = new SearchSpace()
                .with("dropout", Domain.choices(0.5, 0.1))
                .with("alpha-dropout", Domain.choices(0, 0.2));
        SearchResult result = new Search(
                        new SearchPlan(BASE, space, new GridSearch(), Folds.stratified(2, 1)), REGISTRY)
                .run(SPLIT.training());
        assertEquals(
                List.of(false, false, true, true),
                result.ranking().stream().map(t -> t.failure().isPresent()).toList());
        assertTrue(result.ranking().getLast().failure().orElseThrow().contains("alpha-dropout"));
        assertTrue(result.isComplete());
    }

    @Test
    void aSearchWithoutASuccessSaysWhyTheFirstTrialFailed() {
        SearchSpace space = new SearchSpace().with("learning-rate", Domain.choices(1e30, 1e31));
        SearchResult result = new Search(
                        new SearchPlan(BASE, space, new GridSearch(), Folds.stratified(2, 1)), REGISTRY)
                .run(SPLIT.training());
        NnException.Configuration e = assertThrows(NnException.Configuration.class, result::config);
        assertTrue(e.getMessage().contains("diverged"), e.getMessage());
        assertEquals(Optional.empty(), result.best());
    }

    @Test
    void hopelessTrialsAreEndedAndRankBehindCompleteOnes() {
        SearchPlan pruned = plans().toList().getLast();
        SearchPlan unpruned = new SearchPlan(BASE, SPACE, pruned.method(), pruned.folds());
        SearchResult with = new Search(pruned, REGISTRY).run(SPLIT.training());
        SearchResult without = new Search(unpruned, REGISTRY).run(SPLIT.training());
        assertTrue(with.trials().stream().anyMatch(Trial::isPruned));
        assertTrue(with.epochs() < without.epochs(), with.epochs() + " and " + without.epochs());
        assertEquals(
                without.best().orElseThrow().number(), with.best().orElseThrow().number());
        assertEquals(
                with.ranking().stream().map(Trial::isPruned).sorted().toList(),
                with.ranking().stream().map(Trial::isPruned).toList());
    }

    @Test
    void whoStopsASearchGoesOnLater() {
        Path journal = directory.resolve("journal.jsonl");
        SearchPlan plan = plan(new RandomSearch(6, 4));
        String whole = table(new Search(plan, REGISTRY).run(SPLIT.training()));
        List<Integer> done = new ArrayList<>();
        SearchListener afterTwo = new SearchListener() {
            @Override
            public void on(SearchEvent event) {
                if (event instanceof SearchEvent.TrialDone(Trial trial, boolean recorded)) {
                    assertFalse(recorded);
                    done.add(trial.number());
                }
            }

            @Override
            public boolean wantsToStop() {
                return done.size() == 2;
            }
        };
        SearchResult stopped = search(plan, journal).listener(afterTwo).run(SPLIT.training());
        assertFalse(stopped.isComplete());
        assertEquals(2, stopped.trials().size());
        assertEquals(whole, table(search(plan, journal).run(SPLIT.training())));
    }

    @Test
    void theFailureOfAListenerEndsTheSearch() {
        SearchListener failing = event -> {
            if (event instanceof SearchEvent.TrialDone) {
                throw new IllegalStateException("full");
            }
        };
        Search search =
                new Search(plan(new RandomSearch(6)), REGISTRY).threads(2).listener(failing);
        assertEquals(
                "full",
                assertThrows(IllegalStateException.class, () -> search.run(SPLIT.training()))
                        .getMessage());
    }

    /** 200 rows of noise: 3.5 standard deviations of an accuracy by chance are 12 %. */
    @Test
    void noiseIsPredictedByChanceThroughTheSearchToo() {
        Split split = Split.stratified(data(400, true), 0, 0.5, 1);
        SearchResult result = new Search(plan(new RandomSearch(10)), REGISTRY).run(split.training());
        assertTrue(result.best().orElseThrow().score() > 0.5, "the best of many looks better than chance");
        Evaluation test = result.trainer().fit(split).test();
        assertEquals(0.5, test.score(), 0.124, "on rows that the search never saw it is not");
    }

    @Test
    void nestedSearchesMeasureOnRowsTheyNeverSaw() {
        try (Compute compute = Compute.scalar()) {
            Dataset noise = data(300, true);
            List<Split> outer = Folds.stratified(3, 1).of(noise);
            List<Evaluation> evaluations = NestedSearch.run(
                            outer, _ -> new Search(plan(new RandomSearch(6)), REGISTRY), compute)
                    .orElseThrow();
            double mean = evaluations.stream()
                    .mapToDouble(Evaluation::score)
                    .average()
                    .orElseThrow();
            assertEquals(0.5, mean, 0.1); // 3.5 standard deviations of 300 coins
            assertEquals(300, evaluations.stream().mapToInt(Evaluation::rows).sum());
            outer.forEach(split -> assertEquals(1, split.test().uses().size()));
        }
    }

    @Test
    void fewRowsChooseTheSameDefaultsInAFoldAsInTheEnd() {
        // In two folds of 1100 rows there are 550, for which the defaults were others.
        SearchSpace space = new SearchSpace().with("l2", Domain.choices(0, 0.1));
        TrainingConfig noWidths = TrainingConfig.defaults("rings")
                .with(
                        Settings.builder()
                                .put("optimizer", "gradient-descent")
                                .put("epochs", 1)
                                .build(),
                        REGISTRY);
        SearchPlan plan = new SearchPlan(noWidths, space, new GridSearch(), Folds.stratified(2, 1));
        Proposal proposal = new Proposal(1, space.point((_, _) -> 0));
        TrainingPart part = Split.stratified(data(1100, false), 0, 0, 1).training();
        assertEquals(
                Optional.of(List.of(128, 64)),
                plan.config(proposal, part, REGISTRY).network().hidden());
    }

    @Test
    void aSearchOnOtherRowsDoesNotCompile() throws IOException {
        JavaCompilation.Result right = compile("split.training()");
        assertTrue(right.succeeded(), right.messages());
        String wrong = compile("split.test()", "split.validation()", "split", "split.training().dataset()")
                .messages();
        assertTrue(wrong.contains("4 errors"), wrong);
    }

    private JavaCompilation.Result compile(String... rows) throws IOException {
        StringBuilder searches = new StringBuilder();
        for (String each : rows) {
            searches.append("search.run(").append(each).append(");\n");
        }
        return JavaCompilation.compile(directory, "Leak", """
                class Leak {
                    static void leak(nn.core.search.Search search, nn.core.data.Split split) {
                        %s
                    }
                }
                """.formatted(searches));
    }

    @Test
    void aJournalOfAnotherSearchIsRefusedAndStays() throws IOException {
        Path journal = directory.resolve("journal.jsonl");
        SearchPlan plan = plan(new RandomSearch(2));
        search(plan, journal).run(SPLIT.training());
        String before = Files.readString(journal);
        TrainingConfig otherSeed = BASE.with(Settings.builder().put("seed", 2).build(), REGISTRY);
        TrainingConfig otherL2 = BASE.with(Settings.builder().put("l2", 0.5).build(), REGISTRY);
        SearchSpace otherSpace = SPACE.with("dropout", Domain.range(0, 0.5));
        Folds folds = plan.folds();
        refused(journal, new SearchPlan(otherSeed, SPACE, plan.method(), folds), "seed is \"1\" there and \"2\" here");
        refused(
                journal,
                new SearchPlan(otherL2, SPACE, plan.method(), folds),
                "l2 is \"nothing\" there and \"0.5\" here");
        refused(journal, new SearchPlan(BASE, otherSpace, plan.method(), folds), "space is");
        refused(journal, new SearchPlan(BASE, SPACE, new RandomSearch(3), folds), "method is");
        refused(journal, new SearchPlan(BASE, SPACE, plan.method(), Folds.stratified(2, 9)), "rows-of-folds is");
        refused(
                journal,
                new SearchPlan(BASE, SPACE, plan.method(), folds, Optional.of(new MedianRule())),
                "pruning is");
        Search otherData = new Search(plan, REGISTRY).journal(journal, "other");
        assertThrows(NnException.Configuration.class, () -> otherData.run(SPLIT.training()));
        assertEquals(before, Files.readString(journal));
    }

    private static void refused(Path journal, SearchPlan plan, String expected) {
        NnException.Configuration e = assertThrows(
                NnException.Configuration.class, () -> search(plan, journal).run(SPLIT.training()));
        assertTrue(e.getMessage().contains(expected), e.getMessage());
    }

    @Test
    void aDamagedJournalIsRefusedWithItsLine() throws IOException {
        Path journal = directory.resolve("journal.jsonl");
        SearchPlan plan = plan(new RandomSearch(2));
        search(plan, journal).run(SPLIT.training());
        List<String> lines = Files.readAllLines(journal);
        List<String> damages = List.of("{}", "[]", "", "not JSON", lines.get(2).replace("\"fold\":", "\"f\":"));
        for (String damage : damages) {
            List<String> damaged = new ArrayList<>(lines);
            damaged.set(2, damage);
            Files.write(journal, damaged);
            NnException.ModelFormat e = assertThrows(
                    NnException.ModelFormat.class, () -> search(plan, journal).run(SPLIT.training()));
            assertTrue(e.getMessage().contains("journal.jsonl:3"), e.getMessage());
        }
        List<String> changed = new ArrayList<>(lines);
        changed.set(2, lines.get(2).replace("\"settings\":{", "\"settings\":{\"l2\":1,"));
        Files.write(journal, changed);
        NnException.Configuration e = assertThrows(
                NnException.Configuration.class, () -> search(plan, journal).run(SPLIT.training()));
        assertTrue(e.getMessage().contains("journal.jsonl:3"), e.getMessage());
    }

    @Test
    void twoSearchesDoNotWriteOneJournal() {
        Path journal = directory.resolve("journal.jsonl");
        SearchPlan plan = plan(new RandomSearch(2));
        List<String> refusals = new ArrayList<>();
        SearchListener second = event -> {
            if (event instanceof SearchEvent.Started) {
                refusals.add(assertThrows(
                                NnException.Configuration.class,
                                () -> search(plan, journal).run(SPLIT.training()))
                        .getMessage());
            }
        };
        search(plan, journal).listener(second).run(SPLIT.training());
        assertTrue(refusals.getFirst().contains("Another search is writing"), refusals.getFirst());
    }

    @Test
    void aJournalThatCannotBeWrittenEndsTheSearch() {
        Search search = search(plan(new RandomSearch(2)), directory.resolve("nowhere/journal.jsonl"));
        assertThrows(NnException.Output.class, () -> search.run(SPLIT.training()));
    }

    @Test
    void rowsThatAreTooFewForTheFoldsAreRefused() {
        Split few = Split.random(data(5, false), 0, 0, 1);
        SearchPlan plan = new SearchPlan(BASE, SPACE, new RandomSearch(2), Folds.stratified(9, 1));
        assertThrows(NnException.Data.class, () -> new Search(plan, REGISTRY).run(few.training()));
        assertEquals(5, IntStream.of(few.training().rows()).distinct().count());
    }
}

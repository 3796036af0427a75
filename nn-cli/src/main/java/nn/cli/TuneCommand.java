package nn.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nn.core.NnException;
import nn.core.data.Dataset;
import nn.core.data.Folds;
import nn.core.data.Split;
import nn.core.data.SplitStrategy;
import nn.core.search.MedianRule;
import nn.core.search.SearchMethod;
import nn.core.search.SearchPlan;
import nn.core.search.SearchSpace;
import nn.core.spi.Registry;
import nn.core.spi.Settings;
import nn.core.spi.Spec;
import nn.core.train.TrainingConfig;
import nn.data.DataDigest;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code nn tune}: data and a space in, the best configuration and its model out. */
final class TuneCommand implements Command {

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Help.command(
                this,
                "tune",
                "Searches for the configuration that does best, and trains a model with it.",
                "",
                "Examples:",
                "  ./nn tune --data iris --space space.yaml --trials 20 --folds 3",
                "  ./nn tune --data digits --space space.yaml --search halving --trials 27 --out runs/search",
                "  ./nn tune --data houses.csv --space space.yaml --search tpe:trials=40,startup=10 --nested 5",
                "",
                "The space is a YAML or JSON file whose keys are those of a configuration, each with what it may be:",
                "  hidden: {choices: [[32], [64], [64, 32]]}      learning-rate: {log-range: [0.0003, 0.03]}",
                "  dropout: {range: [0.0, 0.5]}                   batch-size: {log-integers: [16, 256]}",
                "  hidden: {length: {integers: [1, 3]}, each: {log-integers: [16, 256]}}, or all: for equal widths",
                "  optimizer: {choices: [adam, {name: momentum, momentum: {range: [0.5, 0.99]}}]}",
                "  activation: {choices: [relu, {value: selu, with: {initializer: lecun-normal}}]}",
                "",
                "Nothing is chosen by rows for the test (--test): the best configuration is trained on all others and",
                "measured there once. The directory then holds the configuration for nn train (best.yaml), its model, all",
                "trials (trials.csv), a record (search.json) and a journal: the same command goes on where it was stopped.");
        spec.addOption(Help.required("--space", "FILE", "YAML or JSON: what keys of the configuration may be"));
        spec.addOption(Help.option(
                "--search",
                "METHOD",
                "grid, random, halving, hyperband or tpe; with settings such as halving:trials=81,factor=3.",
                "Default: random"));
        spec.addOption(Help.option(
                "--trials",
                "N",
                "how many configurations to try. Default: random 30, halving 27, hyperband 49, tpe 40;",
                "a grid tries all, with 3 points of each range (grid:points=5)"));
        spec.addOption(Help.option(
                "--folds",
                "K",
                "train each trial K times, each time measured on another part of the rows.",
                "Default: once, measured on the share --validation"));
        spec.addOption(Help.flag(
                "--prune", "end trainings that are worse than the median of earlier trials at the same epoch"));
        spec.addOption(Help.option(
                "--nested",
                "K",
                "run the search in K outer folds as well: an honest estimate of what such a search leads to"));
        spec.addOption(Help.option(
                "--config", "FILE", "YAML or JSON with what the space does not say; the command line wins"));
        TrainingOptions.all().forEach(spec::addOption);
        spec.addOption(ModelOptions.plugins());
        spec.addOption(Help.option("--out", "DIR", "the search's directory. Default: runs/DATA-search-TIME"));
        spec.addOption(ModelOptions.json());
        return Help.withDiagnostics(spec);
    }

    @Override
    public int run(ParseResult options, Console console) {
        Registry registry = ModelOptions.registry(options);
        TrainingConfig base = TrainCommand.config(options, registry);
        base.check(registry);
        SearchSpace space = SpaceFile.read(Path.of(options.matchedOptionValue("--space", "")), base, registry);
        SearchMethod method = method(options, registry);
        int trials = method.proposals(space);
        int folds = OptionNumber.of(options, "--folds", 1, 2);
        if (base.split().validationData().isPresent() || base.split().shifted().isPresent()) {
            throw new NnException.Configuration("A search measures trials on rows of --data: --validation-data and"
                    + " --shifted mean nothing here. Leave them out, and measure the model that it finds with them.");
        }
        if (folds == 1 && base.split().validation() == 0) {
            throw new NnException.Configuration(
                    "There is nothing to measure trials on: --validation is 0. Give --folds, or a share for --validation.");
        }
        int outerFolds = OptionNumber.of(options, "--nested", 0, 2);
        Console talk = console.forPrograms(ModelOptions.wantsJson(options));
        // What is not for the test is cut into folds, or a share of it is held out.
        Split split = Sources.split(
                base.with(Settings.builder().put("validation", 0).build(), registry),
                Sources.storage(base.run().storage(), talk::say));
        Dataset dataset = split.training().dataset();
        SplitStrategy strategy = base.split().strategy(dataset);
        SearchPlan plan = new SearchPlan(
                base,
                space,
                method,
                folds(strategy, folds, base),
                options.hasMatchedOption("--prune") ? Optional.of(new MedianRule()) : Optional.empty());
        tell(talk, plan, split, trials, folds);
        SearchDirectory directory = SearchDirectory.open(
                Optional.of(options.matchedOptionValue("--out", "")).filter(out -> !out.isEmpty()), base);
        console.stop().listen("Ending the search after the trainings that run.");
        Tuning tuning = new Tuning(plan, registry, DataDigest.of(dataset), directory, talk);
        List<Split> outer = outerFolds == 0
                ? List.of()
                : Folds.by(strategy, outerFolds, base.run().seed()).of(dataset);
        Optional<Map<String, Object>> summary = tuning.run(split, outer);
        if (summary.isEmpty()) {
            console.note("Stopped. The same command with --out " + directory.path() + " goes on from here.");
        } else if (ModelOptions.wantsJson(options)) {
            console.json(summary.get());
        }
        return console.stop().exitCode();
    }

    private static SearchMethod method(ParseResult options, Registry registry) {
        Spec spec = Spec.parse(options.matchedOptionValue("--search", "random"));
        if (!options.hasMatchedOption("--trials")) {
            return SearchMethod.of(spec, registry);
        }
        if (spec.name().equals("grid")) {
            throw new NnException.Configuration("A grid search tries all of the grid, so --trials means nothing here."
                    + " Leave it out, or choose another --search.");
        }
        Settings.Builder settings = Settings.builder();
        spec.settings().asMap().forEach(settings::put);
        int trials = OptionNumber.of(options, "--trials", 1, 1);
        return SearchMethod.of(
                new Spec(spec.name(), settings.put("trials", trials).build()), registry);
    }

    private static Folds folds(SplitStrategy strategy, int folds, TrainingConfig base) {
        return folds > 1
                ? Folds.by(strategy, folds, base.run().seed())
                : Folds.holdOut(strategy, base.split().validation(), base.run().seed());
    }

    private static void tell(Console talk, SearchPlan plan, Split split, int trials, int folds) {
        talk.say("data         " + plan.base().input().data() + ": "
                + Sources.describe(split.training().dataset()));
        talk.say(String.format(
                Locale.ROOT,
                "split        %,d rows to search with, %s; %,d for the test at the end",
                split.training().size(),
                folds > 1
                        ? "in " + folds + " folds"
                        : "of which " + plan.base().split().validation() + " are held out to measure trials on",
                split.test().size()));
        talk.say("space        " + String.join(", ", plan.space().domains().sequencedKeySet()));
        talk.say("search       " + plan.method().spec() + "; " + trials + (trials == 1 ? " trial" : " trials")
                + ", seed " + plan.base().run().seed());
    }
}

package nn.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nn.core.NnException;
import nn.core.data.Dataset;
import nn.core.data.Overlap;
import nn.core.data.ShiftedSplit;
import nn.core.data.Split;
import nn.core.data.Storage;
import nn.core.kernel.Compute;
import nn.core.metric.Bootstrap;
import nn.core.metric.ErrorAnalysis;
import nn.core.metric.Report;
import nn.core.model.Json;
import nn.core.spi.Registry;
import nn.core.train.ClassWeights;
import nn.core.train.LearningConfig;
import nn.core.train.Trainer;
import nn.core.train.Training;
import nn.core.train.TrainingConfig;
import nn.core.transform.Preprocessing;
import nn.core.transform.Transform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code nn train}: data in, a model out. */
final class TrainCommand implements Command {

    private static final Logger LOG = LoggerFactory.getLogger(TrainCommand.class);

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Help.command(
                this,
                "train",
                "Trains a network on data and saves the best model. Everything but the data has a default.",
                "",
                "Examples:",
                "  ./nn train --data digits",
                "  ./nn train --data houses.csv --target price --hidden 64,32 --dropout 0.1 --out runs/houses",
                "  ./nn train --data mnist:data/mnist --epochs 10 --batch-size 128",
                "  ./nn train --data iris --optimizer adam:learning-rate=0.01,beta1=0.8 --json",
                "  ./nn train --config runs/houses/config.yaml --out runs/again",
                "",
                "Some of the rows (--test) are set aside and used once, at the end, to measure the result.",
                "The run's directory then holds the model (model.safetensors), everything that was chosen (config.yaml),",
                "a line for each epoch (history.jsonl), and a record of the run (run.json).");
        spec.addOption(Help.option(
                "--config", "FILE", "YAML or JSON with any of the options below as keys; the command line wins"));
        TrainingOptions.all().forEach(spec::addOption);
        spec.addOption(ModelOptions.plugins());
        spec.addOption(Help.option("--out", "DIR", "the run's directory. Default: runs/DATA-TIME"));
        spec.addOption(ModelOptions.json());
        return Help.withDiagnostics(spec);
    }

    @Override
    public int run(ParseResult options, Console console) {
        Registry registry = ModelOptions.registry(options);
        TrainingConfig asked = config(options, registry);
        asked.check(registry);
        Console talk = console.forPrograms(ModelOptions.wantsJson(options));
        Storage storage = Sources.storage(asked.run().storage(), talk::say);
        Optional<ShiftedSplit> shifted = Sources.shifted(asked, storage);
        Split split = shifted.map(ShiftedSplit::split).orElseGet(() -> Sources.split(asked, storage));
        TrainingConfig config = asked.forData(
                split.training().size(), split.training().dataset().targets(), registry);
        Trainer trainer = config.trainer(split.training(), registry);
        Overlap overlap = Overlap.of(split);
        tell(talk, config, split, registry);
        shifted.ifPresent(parts -> talk.say(SplitLines.of(parts)));
        SplitLines.of(overlap, split).ifPresent(talk::say);
        console.stop().listen();
        try (Compute compute = config.run().compute(registry);
                RunDirectory directory = RunDirectory.create(out(options), config)) {
            LOG.info("Kernel: {}", compute.description());
            Run run = fit(trainer.compute(compute).storage(storage), config, split, shifted, directory, talk);
            directory.writeRecord(run.record(overlap));
            report(talk, run);
            if (ModelOptions.wantsJson(options)) {
                console.json(run.summary());
            }
        }
        return console.stop().exitCode();
    }

    /** What the command line and the file that it names choose. */
    static TrainingConfig config(ParseResult options, Registry registry) {
        TrainingConfig config = TrainingConfig.defaults("");
        String file = options.matchedOptionValue("--config", "");
        if (!file.isEmpty()) {
            config = config.with(ConfigFile.read(Path.of(file), registry), registry);
        }
        config = config.with(TrainingOptions.settings(options), registry);
        if (config.input().data().isEmpty()) {
            throw new NnException.Configuration("Missing --data SOURCE, for example --data digits; \"" + Help.program()
                    + " data list\" shows what comes with nn.");
        }
        return config;
    }

    private static Optional<String> out(ParseResult options) {
        return Optional.of(options.matchedOptionValue("--out", "")).filter(out -> !out.isEmpty());
    }

    private static void tell(Console talk, TrainingConfig config, Split split, Registry registry) {
        LearningConfig learning = config.learning();
        Dataset dataset = split.training().dataset();
        talk.say("data         " + config.input().data() + ": " + Sources.describe(dataset));
        talk.say(SplitLines.of(config, split));
        List<Transform> transforms = learning.transforms().isEmpty()
                ? Preprocessing.automatic(split.training())
                : learning.transforms(registry);
        boolean learned =
                config.network().initFrom().isPresent() && learning.transforms().isEmpty();
        talk.say("transforms   "
                + (learned ? "those of the model if it has the same features, else " : "")
                + transforms.stream().map(t -> t.spec().toString()).collect(Collectors.joining(", ")));
        talk.say("loss         " + config.lossFor(dataset.targets(), registry).spec());
        learning.targetScale().ifPresent(scale -> talk.say("target scale " + scale));
        weights(config, split).ifPresent(weights -> talk.say("weights      " + weights));
        if (learning.oversample() > 0) {
            talk.say("oversampling rows of rare classes, until each class has " + learning.oversample()
                    + " times the rows of the largest");
        }
        talk.say("optimizer    "
                + learning.optimizers(registry).stream()
                        .map(optimizer -> optimizer.spec().toString())
                        .collect(Collectors.joining(", then ")));
        int patience = learning.earlyStopping().orElseThrow();
        double l2 = learning.l2().orElseThrow();
        talk.say(String.format(
                Locale.ROOT,
                "training     batches of %d, at most %s epochs%s%s, seed %d",
                learning.batchSize().orElseThrow(),
                learning.epochs().orElseThrow().stream().map(String::valueOf).collect(Collectors.joining(" + ")),
                patience > 0 ? ", stops after " + patience + " without improvement" : "",
                l2 > 0 ? String.format(Locale.ROOT, ", l2 %.3g", l2) : "",
                config.run().seed()));
    }

    /** How much rows count, if they do not all count the same. */
    private static Optional<String> weights(TrainingConfig config, Split split) {
        List<String> parts = new ArrayList<>();
        config.input().weights().ifPresent(column -> parts.add("column " + column));
        List<String> classWeights = config.learning().classWeights();
        if (!classWeights.isEmpty()) {
            double[] weights = ClassWeights.parse(classWeights).of(split.training());
            List<String> names = split.training().dataset().targets().names();
            parts.add(Sources.few(IntStream.range(0, weights.length)
                    .mapToObj(c -> String.format(Locale.ROOT, "%s %.3g", names.get(c), weights[c]))
                    .toList()));
        }
        return Optional.of(String.join("; ", parts)).filter(text -> !text.isEmpty());
    }

    private static Run fit(
            Trainer trainer,
            TrainingConfig config,
            Split split,
            Optional<ShiftedSplit> shifted,
            RunDirectory directory,
            Console talk) {
        Progress progress = new Progress(talk);
        long start = System.nanoTime();
        Training training;
        try {
            training = withProvenance(trainer, config)
                    .listener(new History(directory))
                    .listener(progress)
                    .fit(split);
        } finally {
            progress.clear();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        training.model().save(directory.model());
        // Who stops a training may go on with it later: the seal stays closed.
        boolean measure = split.test().size() > 0 && !talk.stop().isRequested();
        Bootstrap bootstrap = Bootstrap.DEFAULT
                .withSeed(config.run().seed())
                .within(split.test().size());
        Optional<Report> test = measure ? Optional.of(training.testReport(bootstrap)) : Optional.empty();
        Optional<ErrorAnalysis> errors = shifted.filter(_ -> measure)
                .map(parts -> parts.measure(
                        training.model(), training.compute(), config.split().optimalError()));
        return new Run(config, split, training, test, errors, seconds, directory.path(), directory.model());
    }

    /** A trainer that lets its model remember where it comes from and how to read such data. */
    static Trainer withProvenance(Trainer trainer, TrainingConfig config) {
        if (!config.input().missing().isEmpty()) {
            trainer.provenance(ModelOptions.MISSING, Json.write(config.input().missing()));
        }
        return trainer.provenance("source", config.input().data()).provenance("nn", Versions.program());
    }

    private static void report(Console talk, Run run) {
        Training training = run.training();
        talk.say(String.format(
                Locale.ROOT,
                "trained      %s; %.1f s, %,.0f samples/s",
                training.summary(),
                run.seconds(),
                training.samplesPerSecond()));
        training.clippedSteps()
                .ifPresent(steps ->
                        talk.say(String.format(Locale.ROOT, "clipped      the gradients of %,d steps", steps)));
        run.test().ifPresent(test -> talk.say("test         " + test.headline() + ", none of them seen before"));
        run.errors().ifPresent(errors -> talk.say(errors.table()));
        talk.say("saved        " + run.model());
        talk.say("predict      " + Help.program() + " predict --model " + run.model() + " --data "
                + run.config().input().data());
    }
}

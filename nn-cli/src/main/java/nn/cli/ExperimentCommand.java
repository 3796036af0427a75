package nn.cli;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import nn.cli.experiment.Experiment;
import nn.cli.experiment.Outcome;
import nn.core.kernel.Compute;
import nn.core.model.DurableFile;
import nn.core.spi.Registry;
import nn.core.train.TrainingConfig;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code nn experiment NAME}: runs an experiment, prints its table, and writes its numbers as CSV and its picture as SVG.
 *
 * @param experiment what is run
 */
record ExperimentCommand(Experiment experiment) implements Command {

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Help.command(this, experiment.name(), experiment.question());
        spec.addOption(Help.option(
                "--out", "DIR", "where table (.csv) and picture (.svg) go. Default: experiments/" + experiment.name()));
        TrainingOptions.options("seed", "threads", "kernel").forEach(spec::addOption);
        spec.addOption(ModelOptions.plugins());
        return Help.withDiagnostics(spec);
    }

    @Override
    public int run(ParseResult options, Console console) {
        Registry registry = ModelOptions.registry(options);
        TrainingConfig config = TrainingConfig.defaults("").with(TrainingOptions.settings(options), registry);
        Path directory = Path.of(options.matchedOptionValue("--out", "experiments/" + experiment.name()));
        DurableFile.makeDirectory(directory);
        try (Compute compute = config.run().compute(registry)) {
            Outcome outcome = experiment.run(
                    new Experiment.Setting(registry, compute, config.run().seed(), step -> console.note("… " + step)));
            console.result(TextTable.of(outcome.summary().rounded()));
            console.result("");
            console.result(outcome.reading());
            write(
                    directory.resolve(experiment.name() + ".csv"),
                    outcome.data().exact().stream().map(CsvText::line).collect(Collectors.joining()),
                    console);
            write(
                    directory.resolve(experiment.name() + ".svg"),
                    outcome.figure().svg(),
                    console);
        }
        return 0;
    }

    private static void write(Path file, String text, Console console) {
        DurableFile.write(file, List.of(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))));
        console.result("saved        " + file);
    }
}

package nn.cli;

import java.util.List;
import nn.cli.experiment.Experiment;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code nn experiment list}: what there is to try out. */
final class ExperimentListCommand implements Command {

    @Override
    public CommandSpec spec() {
        return Help.withDiagnostics(Help.command(this, "list", "Lists the experiments."));
    }

    @Override
    public int run(ParseResult options, Console console) {
        console.result(TextTable.of(Experiment.all().stream()
                .map(experiment -> List.of(experiment.name(), experiment.question()))
                .toList()));
        return 0;
    }
}

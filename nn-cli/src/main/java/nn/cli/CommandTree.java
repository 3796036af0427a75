package nn.cli;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import nn.cli.experiment.Experiment;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** All commands. */
final class CommandTree {

    private CommandTree() {}

    static CommandLine build() {
        CommandSpec root = Help.command(
                null,
                "nn",
                "Trains feed-forward neural networks on tables and images, and predicts with them.",
                "",
                "Begin with:",
                "  ./nn train --data digits              train on handwritten digits, with defaults for everything",
                "  ./nn train --data houses.csv          train on your own table; the last column is the target",
                "  ./nn help train                       all options of a command",
                "",
                "Exit codes:");
        root.usageMessage().footer(concat(root.usageMessage().footer(), Help.EXIT_CODES));
        root.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("show the version")
                .build());
        for (Command command : List.of(
                new TrainCommand(),
                new TuneCommand(),
                new EvaluateCommand(),
                new PredictCommand(),
                new InspectCommand(),
                new CheckGradientsCommand(),
                new DiagnoseCommand(),
                new PluginsCommand())) {
            add(root, command);
        }
        CommandSpec data = Help.command(null, "data", "Shows data: what there is, and what is in it.");
        add(data, new DataListCommand());
        add(data, new DataDescribeCommand());
        root.addSubcommand("data", data);
        CommandSpec experiments = Help.command(
                null, "experiment", "Runs an experiment from the lecture notes: a table, its numbers, a picture.");
        add(experiments, new ExperimentListCommand());
        Experiment.all().forEach(experiment -> add(experiments, new ExperimentCommand(experiment)));
        root.addSubcommand("experiment", experiments);
        add(root, new HelpCommand());
        CommandLine line = new CommandLine(root);
        line.setExpandAtFiles(false);
        line.setInterpolateVariables(false);
        return line;
    }

    private static void add(CommandSpec parent, Command command) {
        CommandSpec spec = command.spec();
        parent.addSubcommand(spec.name(), spec);
    }

    private static String[] concat(String[] first, String[] second) {
        return Stream.of(first, second).flatMap(Arrays::stream).toArray(String[]::new);
    }
}

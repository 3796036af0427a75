package nn.cli;

import java.util.List;
import nn.core.Message;
import nn.core.NnException;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code nn help}: what a command is for and how to use it. */
final class HelpCommand implements Command {

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Help.command(
                this,
                "help",
                "Shows help: of the program, or of one command.",
                "",
                "Examples:",
                "  ./nn help train",
                "  ./nn help data describe");
        spec.addPositional(PositionalParamSpec.builder()
                .paramLabel("COMMAND")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("0..*")
                .description("the command")
                .build());
        return Help.withDiagnostics(spec);
    }

    @Override
    public int run(ParseResult options, Console console) {
        CommandLine line = options.commandSpec().parent().commandLine();
        List<String> names = options.matchedPositionalValue(0, List.of());
        for (String name : names) {
            CommandLine next = line.getSubcommands().get(name);
            if (next == null) {
                throw new NnException.Configuration("Unknown command " + Message.quote(name) + "."
                        + Closest.hint(name, line.getSubcommands().keySet()));
            }
            line = next;
        }
        console.result(Main.usage(line));
        return 0;
    }
}

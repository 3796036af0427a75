package nn.cli;

import java.util.List;
import java.util.stream.Stream;
import nn.core.Message;
import nn.core.NnException;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line what is wrong with the words on the command line. */
final class UsageError {

    private static final int LONGEST_WORD = 300;

    private UsageError() {}

    static NnException of(ParameterException e) {
        CommandSpec command = e.getCommandLine().getCommandSpec();
        return new NnException.Configuration(
                what(e, command) + " See " + Help.program() + " help" + path(command) + ".", e);
    }

    private static String what(ParameterException e, CommandSpec command) {
        return switch (e) {
            case UnmatchedArgumentException unmatched -> unmatched(unmatched.getUnmatched(), command);
            // A misspelled option is the better explanation of a missing one.
            case MissingParameterException _
            when !e.getCommandLine().getUnmatchedArguments().isEmpty() ->
                unmatched(e.getCommandLine().getUnmatchedArguments(), command);
            case MissingParameterException missing -> missing(missing);
            case OverwrittenOptionException twice
            when twice.getOverwritten() instanceof OptionSpec option ->
                "Option " + option.longestName() + " is given twice; give it once.";
            default -> Message.oneLine(String.valueOf(e.getMessage()), LONGEST_WORD) + ".";
        };
    }

    private static String unmatched(List<String> words, CommandSpec command) {
        String word = words.getFirst();
        if (word.startsWith("-")) {
            String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
            List<String> known = command.options().stream()
                    .flatMap(option -> Stream.of(option.names()))
                    .toList();
            return "Unknown option " + Message.quote(name) + "." + Closest.hint(name, known);
        }
        if (!command.subcommands().isEmpty()) {
            List<String> known = List.copyOf(command.subcommands().keySet());
            return "Unknown command " + Message.quote(word) + "." + Closest.hint(word, known);
        }
        return "Unexpected argument " + Message.quote(word) + ".";
    }

    private static String missing(MissingParameterException e) {
        ArgSpec first = e.getMissing().getFirst();
        String name = first instanceof OptionSpec option
                ? option.longestName() + " " + first.paramLabel()
                : first.paramLabel();
        String message = String.valueOf(e.getMessage());
        return first instanceof OptionSpec option && !message.startsWith("Missing required option")
                ? "Option " + option.longestName() + " needs a value: " + name + "."
                : "Missing " + name + ".";
    }

    private static String path(CommandSpec command) {
        return command.parent() == null ? "" : path(command.parent()) + " " + command.name();
    }
}

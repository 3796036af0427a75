package nn.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The entry point. */
public final class Main {

    private Main() {}

    /**
     * Runs the command and ends the process with its exit code.
     *
     * @param arguments what the user typed after the program's name
     */
    public static void main(String[] arguments) {
        StandardError.adopt();
        // UTF-8 in every locale: what is printed here is read by programs as often as by people.
        StandardOutput pipe = new StandardOutput(new FileOutputStream(FileDescriptor.out));
        PrintStream out = new PrintStream(pipe, false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        boolean terminal = Boolean.getBoolean("nn.terminal");
        Console console = new Console(out, err, terminal, StopRequest.bySignal(err, terminal));
        int exitCode = run(arguments, console);
        out.flush();
        System.exit(pipe.failure().map(failure -> console.fail(failure, false)).orElse(exitCode));
    }

    /**
     * Runs a command inside this process.
     *
     * @param arguments as typed after the program's name
     * @param out takes results
     * @param err takes progress, diagnostics and errors
     * @return the exit code
     */
    static int run(String[] arguments, PrintStream out, PrintStream err) {
        return run(arguments, new Console(out, err, false, StopRequest.never()));
    }

    /** Runs a command inside this process. */
    static int run(String[] arguments, Console console) {
        boolean debug = List.of(arguments).contains("--debug");
        Logging.configure(List.of(arguments).contains("--verbose"), debug, console.err());
        CommandLine line = CommandTree.build();
        try {
            return dispatch(line.parseArgs(arguments), console);
        } catch (ParameterException e) {
            return console.fail(UsageError.of(e), debug);
        } catch (Exception | StackOverflowError | OutOfMemoryError | LinkageError e) {
            return console.fail(e, debug);
        }
    }

    private static int dispatch(ParseResult parsed, Console console) {
        ParseResult last = parsed;
        while (last.hasSubcommand() && !last.isUsageHelpRequested()) {
            last = last.subcommand();
        }
        CommandLine chosen = last.commandSpec().commandLine();
        if (last.isVersionHelpRequested()) {
            console.result(Versions.line());
            return 0;
        }
        if (last.isUsageHelpRequested()) {
            console.result(usage(chosen));
            return 0;
        }
        if (last.commandSpec().userObject() instanceof Command command) {
            return command.run(last, console);
        }
        console.note(usage(chosen));
        return 2;
    }

    static String usage(CommandLine line) {
        return line.getUsageMessage(CommandLine.Help.Ansi.OFF).stripTrailing();
    }
}

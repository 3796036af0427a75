package nn.cli;

import java.io.PrintStream;
import java.util.Map;
import java.util.stream.Collectors;
import nn.core.Message;
import nn.core.model.Json;

/**
 * Where a command talks: results and what people want to know go to standard output, progress and errors to standard error.
 * Whatever is printed may come from a file, so control characters are escaped.
 */
final class Console {

    private static final int LONGEST_LINE = 10_000;

    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;
    private final StopRequest stop;
    private final PrintStream people;

    /**
     * Makes the console of a command.
     *
     * @param out standard output
     * @param err standard error
     * @param terminal whether standard error is a terminal
     * @param stop says when the user wants the command to stop
     */
    Console(PrintStream out, PrintStream err, boolean terminal, StopRequest stop) {
        this(out, err, terminal, stop, out);
    }

    private Console(PrintStream out, PrintStream err, boolean terminal, StopRequest stop, PrintStream people) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
        this.stop = stop;
        this.people = people;
    }

    /** This console when standard output is for a program: what people want to know goes to standard error. */
    Console forPrograms(boolean yes) {
        return new Console(out, err, terminal, stop, yes ? err : out);
    }

    PrintStream err() {
        return err;
    }

    boolean terminal() {
        return terminal;
    }

    StopRequest stop() {
        return stop;
    }

    /** Tells people something. */
    void say(String text) {
        people.println(printable(text));
        people.flush();
    }

    /** Prints a result. */
    void result(String text) {
        out.println(printable(text));
        out.flush();
    }

    /** Prints a JSON object in a line of its own. */
    void json(Map<String, Object> object) {
        raw(Json.write(object) + "\n");
    }

    /** Prints text for programs as it is. */
    void raw(String text) {
        out.print(text);
        out.flush();
    }

    /** Tells people something beside the results. */
    void note(String text) {
        err.println(printable(text));
    }

    /** Reports a failure in one line; returns its exit code. */
    int fail(Throwable failure, boolean withTrace) {
        Failure what = Failure.of(failure);
        err.println(what.line());
        if (withTrace) {
            failure.printStackTrace(err);
        }
        return what.exitCode();
    }

    private static String printable(String text) {
        return text.lines().map(line -> Message.oneLine(line, LONGEST_LINE)).collect(Collectors.joining("\n"));
    }
}

package nn.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** A command of the program. */
interface Command {

    /** Name, help and options. */
    CommandSpec spec();

    /**
     * Runs the command.
     *
     * @param options what was typed
     * @param console where it talks
     * @return the exit code
     * @throws nn.core.NnException with one line for the user, if it fails
     */
    int run(ParseResult options, Console console);
}

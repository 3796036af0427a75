package nn.cli;

import nn.core.Message;
import nn.core.NnException;

/**
 * What a failure means to the caller of the program.
 *
 * @param exitCode the code of the kind of failure; see {@link Help#EXIT_CODES}
 * @param line the one line that is printed
 */
record Failure(int exitCode, String line) {

    private static final int BUG = 70;

    static Failure of(Throwable failure) {
        return switch (failure) {
            case NnException e -> new Failure(exitCode(e), line(String.valueOf(e.getMessage())));
            case OutOfMemoryError e ->
                new Failure(
                        8,
                        line("Not enough memory (" + e.getMessage()
                                + "). Allow more, as in NN_JAVA_OPTIONS=-Xmx8g, or take a smaller network or batch."));
            default ->
                new Failure(
                        BUG,
                        line("Internal error: " + failure
                                + ". This is a bug in nn; --debug shows where, which helps in a report."));
        };
    }

    private static int exitCode(NnException failure) {
        return switch (failure) {
            case NnException.Configuration _ -> 2;
            case NnException.Data _ -> 3;
            case NnException.ModelFormat _ -> 4;
            case NnException.Output _ -> 5;
            case NnException.Diverged _ -> 6;
            case NnException.Plugin _ -> 7;
            case NnException.LimitExceeded _ -> 8;
        };
    }

    private static String line(String message) {
        return Message.oneLine("nn: " + message, NnException.MAX_LENGTH);
    }
}

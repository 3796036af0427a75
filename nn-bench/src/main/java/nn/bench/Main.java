package nn.bench;

import java.io.IOException;

/** Runs the benchmarks; the arguments are those of JMH. */
public final class Main {
    private Main() {}

    /**
     * Runs the benchmarks.
     *
     * @param arguments options of JMH and patterns that choose benchmarks
     * @throws IOException if JMH cannot write its results
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 0) {
            System.err.println("usage: nn bench [JMH OPTIONS] PATTERN...   (-h lists the options, -l the benchmarks)");
            System.exit(2);
        }
        org.openjdk.jmh.Main.main(arguments);
    }
}

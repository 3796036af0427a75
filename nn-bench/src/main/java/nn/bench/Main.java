package nn.bench;

import java.io.IOException;
import nn.core.NnException;

/** Runs benchmarks: those of JMH, or whole trainings as other libraries are timed with. */
public final class Main {

    private static final String USAGE = """
            usage: nn bench [JMH OPTIONS] PATTERN...                   benchmarks whose name matches (-h options, -l list)
                   nn bench workload W1|W2|W3|W4|W5 [--threads N] [--kernel NAME]   a whole training, one JSON line
            examples:
                   nn bench Gemm -p shape=128x784x512
                   nn bench TrainingStep -p kernel=simd
                   nn bench workload W2 --threads 2
            """;

    private Main() {}

    /**
     * Runs the benchmarks.
     *
     * @param arguments {@code workload} with its name and options, or options of JMH and patterns that choose benchmarks
     * @throws IOException if JMH cannot write its results
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 0) {
            System.err.print(USAGE);
            System.exit(2);
        }
        if (!arguments[0].equals("workload")) {
            org.openjdk.jmh.Main.main(arguments);
            return;
        }
        try {
            workload(arguments);
        } catch (NnException e) {
            System.err.println("nn bench: " + e.getMessage());
            System.exit(e instanceof NnException.Data ? 3 : 2);
        }
    }

    private static void workload(String[] arguments) {
        if (arguments.length < 2 || arguments.length % 2 != 0) {
            throw new NnException.Configuration("Expected: workload NAME [--threads N] [--kernel NAME].");
        }
        int threads = 1;
        String kernel = "auto";
        for (int i = 2; i < arguments.length; i += 2) {
            String value = arguments[i + 1];
            switch (arguments[i]) {
                case "--threads" -> threads = Integer.parseInt(value);
                case "--kernel" -> kernel = value;
                default -> throw new NnException.Configuration("Unknown option " + arguments[i] + ".");
            }
        }
        WorkloadRun.run(arguments[1], threads, kernel);
    }
}

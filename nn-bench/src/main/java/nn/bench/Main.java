package nn.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import nn.core.NnException;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs measurements: comparisons sample by sample in turn, whole uses as other libraries are timed with, and benchmarks of JMH. */
public final class Main {

    static final String USAGE = """
            usage: nn bench gemm [OPTIONS]             products of matrices by our kernels and by native libraries
                     --against openblas,mkl,onednn,blis,PATH   native libraries to compare with; none by default
                     --shapes all,W1,W2,W3,W4,W5,MxNxK,MxNxK:TN   all by default
                     --kernels auto,all,scalar,simd,simd-128,simd-256,simd-512   auto by default
                     --threads N, --rounds N           1 thread, 9 rounds by default
                     --json                            JSON lines instead of a table
                   nn bench functions [OPTIONS]        elementary functions and reductions of kernels
                     --functions all,exp,tanh,...      all by default
                     --sizes all,L1,L2,memory          all by default
                     --kernels LIST, --rounds N, --json   as above; all kernels, 7 rounds by default
                   nn bench workload NAME [OPTIONS]    a whole use, one JSON line
                     NAME                              W1 to W5: trainings; COLD: start to 97.5 %; INF: predictions
                     --threads N, --kernel NAME        1 thread, auto by default
                     --diagnostics                     look into the network as "nn train" does; W1 to W5
                     --epochs N                        of W1 to W5; 3 are timed by default, 20 of W5
                   nn bench [JMH OPTIONS] PATTERN...   benchmarks of JMH whose name matches (-h options, -l list)
                   nn bench help                       this text
            Lists have commas between their parts. W1 to W4, COLD and INF need MNIST in $DATA/mnist.
            exit codes: 0 done, 1 a benchmark failed, 2 wrong arguments, 3 a native library or data are missing or unfit
            examples:
                   nn bench gemm --against openblas,mkl,onednn --shapes W1,W2 --threads 1
                   nn bench functions --functions exp,tanh --sizes L1
                   nn bench workload W2 --threads 2
                   nn bench Gemm -p kernel=simd-256 -p shape=128x784x512
                   nn bench TrainingStep -p workload=W2
            """;

    private Main() {}

    /**
     * Runs measurements and ends the process with the code that the usage text states, unless all went well.
     *
     * @param arguments a command with its options, or options of JMH and patterns that choose benchmarks
     * @throws IOException if JMH cannot write its results
     */
    public static void main(String[] arguments) throws IOException {
        int code = run(arguments, System.out, System.err);
        if (code != 0) {
            System.exit(code);
        }
    }

    /** Runs measurements and returns the exit code; a failure is one line on {@code err}. */
    static int run(String[] arguments, PrintStream out, PrintStream err) throws IOException {
        if (arguments.length == 0) {
            err.print(USAGE);
            return 2;
        }
        try {
            dispatch(arguments, System.nanoTime(), out);
            return 0;
        } catch (NnException e) {
            err.println("nn bench: " + e.getMessage());
            return e instanceof NnException.Data ? 3 : 2;
        } catch (RunnerException e) {
            err.println("nn bench: " + e.getMessage());
            return 1;
        }
    }

    private static void dispatch(String[] arguments, long startNanos, PrintStream out)
            throws IOException, RunnerException {
        List<String> rest = Arrays.asList(arguments).subList(1, arguments.length);
        switch (arguments[0]) {
            case "gemm" -> GemmCommand.run(rest, out);
            case "functions" -> FunctionsCommand.run(rest, out);
            case "workload" -> WorkloadRun.run(rest, startNanos, out);
            case "help", "--help" -> out.print(USAGE);
            default -> jmh(arguments, out);
        }
    }

    private static void jmh(String[] arguments, PrintStream out) throws IOException, RunnerException {
        CommandLineOptions options = options(arguments);
        if (options.shouldHelp()
                || options.shouldList()
                || options.shouldListWithParams()
                || options.shouldListProfilers()
                || options.shouldListResultFormats()) {
            org.openjdk.jmh.Main.main(arguments);
            return;
        }
        OutputFormat silent = OutputFormatFactory.createFormatInstance(out, VerboseMode.SILENT);
        if (BenchmarkList.defaultList()
                .find(silent, options.getIncludes(), options.getExcludes())
                .isEmpty()) {
            throw new NnException.Configuration("No command and no benchmark is called " + String.join(" ", arguments)
                    + ". nn bench help lists the commands, nn bench -l the benchmarks.");
        }
        new Runner(options).run();
    }

    private static CommandLineOptions options(String[] arguments) {
        try {
            return new CommandLineOptions(arguments);
        } catch (CommandLineOptionException e) {
            throw new NnException.Configuration("JMH does not understand its options: " + e.getMessage() + ".", e);
        }
    }
}

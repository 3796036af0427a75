package nn.bench;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nn.core.Message;
import nn.core.NnException;
import nn.core.diagnose.Diagnostics;
import nn.core.kernel.Compute;
import nn.core.model.Json;
import nn.core.train.EpochRecord;
import nn.core.train.Trainer;
import nn.core.train.Training;
import nn.core.transform.Rescale;

/** Times a whole use of the program through the public API, as other libraries are timed, and prints one JSON line. */
final class WorkloadRun {

    private static final String COLD = "COLD";
    private static final String INFERENCE = "INF";
    private static final String DIAGNOSTICS = "--diagnostics";

    private WorkloadRun() {}

    /** Everything that can be run: trainings, the way from the start of the process to a trained network, and predictions. */
    static List<String> names() {
        return Stream.concat(Workload.ALL.stream().map(Workload::name), Stream.of(COLD, INFERENCE))
                .toList();
    }

    /**
     * Runs a workload.
     *
     * @param arguments its name and options
     * @param mainNanos when the program began, on the clock of {@link System#nanoTime}
     */
    static void run(List<String> arguments, long mainNanos, PrintStream out) {
        String name = arguments.isEmpty() ? "" : arguments.getFirst();
        if (!names().contains(name)) {
            throw new NnException.Configuration(
                    "Unknown workload " + Message.quote(name) + ". Expected " + String.join(", ", names()) + ".");
        }
        Options options = new Options(
                "workload",
                arguments.subList(1, arguments.size()),
                List.of("--threads", "--kernel"),
                List.of(DIAGNOSTICS));
        int threads = options.count("--threads", 1, 256);
        try (Compute compute = Kernels.compute(options.text("--kernel", "auto"), threads)) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("peer", "ours");
            line.put("workload", name);
            line.put("threads", threads);
            line.put("kernel", compute.kernel().description());
            line.putAll(
                    switch (name) {
                        case COLD -> new ColdStart(mainNanos).run(compute);
                        case INFERENCE -> Inference.run(compute);
                        default -> train(Workload.of(name), options.has(DIAGNOSTICS), compute);
                    });
            out.println(Json.write(line));
        }
    }

    /** The median of the timed epochs, and the score on the test part at the end. */
    private static Map<String, Object> train(Workload workload, boolean diagnostics, Compute compute) {
        Trainer trainer = Trainer.of(workload.network())
                .optimizer(workload.optimizer())
                .batchSize(workload.batchSize())
                .transforms(workload.isRegression() ? List.of() : List.of(new Rescale()))
                .epochs(workload.epochs() + 1)
                .compute(compute);
        if (diagnostics) {
            trainer.diagnostics(new Diagnostics());
        }
        Training training = trainer.fit(WorkloadData.of(workload));
        double[] speeds = training.history().stream()
                .skip(1)
                .mapToDouble(EpochRecord::samplesPerSecond)
                .sorted()
                .toArray();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("samples_per_s", Math.rint(speeds[speeds.length / 2]));
        fields.put("min", Math.rint(speeds[0]));
        fields.put("max", Math.rint(speeds[speeds.length - 1]));
        fields.put("test_acc", training.test().score());
        return fields;
    }
}

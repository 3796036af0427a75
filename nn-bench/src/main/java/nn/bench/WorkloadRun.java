package nn.bench;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nn.core.Message;
import nn.core.NnException;
import nn.core.data.Split;
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
    private static final int TIMED_TRAININGS = 3;

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
                List.of("--threads", "--kernel", "--epochs"),
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
                        default -> {
                            Workload workload = Workload.of(name);
                            Trainer trainer = trainer(workload).compute(compute);
                            if (options.has(DIAGNOSTICS)) {
                                trainer.diagnostics(new Diagnostics());
                            }
                            yield train(workload, trainer, options.count("--epochs", workload.epochs(), 100_000));
                        }
                    });
            out.println(Json.write(line));
        }
    }

    private static Trainer trainer(Workload workload) {
        return Trainer.of(workload.network())
                .optimizer(workload.optimizer())
                .batchSize(workload.batchSize())
                .transforms(workload.isRegression() ? List.of() : List.of(new Rescale()));
    }

    /** The median of the timed epochs or trainings, and the score on the test part at the end. */
    private static Map<String, Object> train(Workload workload, Trainer trainer, int epochs) {
        Split split = WorkloadData.of(workload);
        Training training;
        double[] speeds;
        if (workload.isRegression()) { // an epoch is so short that whole trainings are timed, after one that is not
            training = trainer.epochs(epochs).fit(split);
            speeds = new double[TIMED_TRAININGS];
            for (int i = 0; i < speeds.length; i++) {
                training = trainer.fit(split);
                speeds[i] = samplesPerSecond(training.history());
            }
        } else {
            training = trainer.epochs(epochs + 1).fit(split);
            speeds = training.history().stream()
                    .skip(1)
                    .mapToDouble(EpochRecord::samplesPerSecond)
                    .toArray();
        }
        Arrays.sort(speeds);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("samples_per_s", Math.rint(speeds[speeds.length / 2]));
        fields.put("min", Math.rint(speeds[0]));
        fields.put("max", Math.rint(speeds[speeds.length - 1]));
        fields.put("test_acc", training.test().score());
        return fields;
    }

    /** Of epochs of the same number of rows. */
    private static double samplesPerSecond(List<EpochRecord> epochs) {
        double secondsPerSample = epochs.stream()
                .mapToDouble(epoch -> 1 / epoch.samplesPerSecond())
                .average()
                .orElseThrow();
        return 1 / secondsPerSample;
    }
}

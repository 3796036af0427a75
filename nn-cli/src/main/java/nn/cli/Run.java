package nn.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import nn.core.data.Overlap;
import nn.core.data.Split;
import nn.core.data.TestUse;
import nn.core.metric.ErrorAnalysis;
import nn.core.metric.Report;
import nn.core.train.Training;
import nn.core.train.TrainingConfig;
import nn.data.DataDigest;

/**
 * A finished run.
 *
 * @param config what was chosen
 * @param split the data
 * @param training what came out
 * @param test the result on the test part, if it was measured
 * @param errors where the errors come from, if there were shifted data
 * @param seconds how long the training took
 * @param directory where the files are
 * @param model the saved model
 */
record Run(
        TrainingConfig config,
        Split split,
        Training training,
        Optional<Report> test,
        Optional<ErrorAnalysis> errors,
        double seconds,
        Path directory,
        Path model) {

    /** What a program wants to know that started the run. */
    Map<String, Object> summary() {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("data", config.input().data());
        summary.put("seed", config.run().seed());
        summary.put("kernel", training.compute().kernel().description());
        summary.put("threads", training.compute().threads());
        summary.put("epochs", training.history().size());
        summary.put("bestEpoch", training.bestEpoch());
        summary.put("stopped", training.reason().toString());
        summary.put("trainLoss", training.best().trainLoss());
        training.best().validation().ifPresent(validation -> summary.put("validationLoss", validation.loss()));
        summary.put("test", test.<Map<String, Object>>map(ReportJson::metrics).orElse(Map.of()));
        test.ifPresent(report -> summary.put("testIntervals", ReportJson.intervals(report)));
        errors.ifPresent(analysis -> summary.put("errorAnalysis", ErrorAnalysisJson.of(analysis)));
        summary.put("samplesPerSecond", training.samplesPerSecond());
        summary.put("seconds", seconds);
        summary.put("parametersSha256", training.model().fingerprint());
        summary.put("model", model.toString());
        summary.put("out", directory.toString());
        return summary;
    }

    private static Map<String, Object> plain(TestUse use) {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("what", use.what());
        plain.put("models", use.models());
        return plain;
    }

    /**
     * All facts about the run that its other files do not have.
     *
     * @param overlap rows that are in more than one part
     */
    Map<String, Object> record(Overlap overlap) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("nn", Versions.program());
        record.put("java", Versions.java());
        record.put("machine", Versions.machine());
        record.put("compute", training.compute().description());
        record.putAll(summary());
        record.put("dataSha256", DataDigest.of(split.training().dataset()));
        Map<String, Object> rows = new LinkedHashMap<>();
        rows.put("training", split.training().size());
        rows.put("validation", split.validation().size());
        rows.put("test", split.test().size());
        record.put("rows", rows);
        Map<String, Object> duplicates = new LinkedHashMap<>();
        duplicates.put("validation", overlap.validation());
        duplicates.put("test", overlap.test());
        record.put("duplicates", duplicates);
        record.put("testUses", split.test().uses().stream().map(Run::plain).toList());
        record.put("config", ConfigFile.plain(config.toSettings()));
        return record;
    }
}

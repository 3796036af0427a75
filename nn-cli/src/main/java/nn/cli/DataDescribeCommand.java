package nn.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nn.core.spi.Registry;
import nn.core.spi.Settings;
import nn.core.train.TrainingConfig;
import nn.data.ColumnReport;
import nn.data.DataReport;
import nn.data.DataSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code nn data describe}: what is in data, as a training would see them. */
final class DataDescribeCommand implements Command {

    private static final int MOST_FEATURES = 40;

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Help.command(
                this,
                "describe",
                "Shows the columns of data, their ranges, how often each class occurs, and what is worth a look: missing",
                "values, outliers, constant columns, rare classes, rows that repeat others.",
                "",
                "Examples:",
                "  ./nn data describe wine",
                "  ./nn data describe houses.csv --target price --missing NA");
        spec.addPositional(PositionalParamSpec.builder()
                .paramLabel("SOURCE")
                .type(String.class)
                .index("0")
                .arity("1")
                .required(true)
                .description("as in \"nn train --data SOURCE\"")
                .build());
        TrainingOptions.options(
                        "target", "task", "missing", "categorical", "ignore", "weights", "group", "time", "storage")
                .forEach(spec::addOption);
        spec.addOption(ModelOptions.json());
        return Help.withDiagnostics(spec);
    }

    @Override
    public int run(ParseResult options, Console console) {
        Settings settings = TrainingOptions.settings(options);
        String source = options.matchedPositionalValue(0, "");
        TrainingConfig config = TrainingConfig.defaults(source).with(settings, Registry.load());
        DataSource.Loaded data =
                Sources.load(config, Sources.storage(config.run().storage(), console::note));
        DataReport report = DataReport.of(data.training());
        boolean json = ModelOptions.wantsJson(options);
        Console talk = console.forPrograms(json);
        talk.say(source + ": " + data.description());
        ColumnTables.of(report, MOST_FEATURES).forEach(table -> talk.say("\n" + table));
        List<String> notes = DataNotes.of(report);
        if (!notes.isEmpty()) {
            talk.say("\nWorth a look:");
            notes.forEach(note -> talk.say("- " + note));
        }
        if (json) {
            console.json(json(source, report));
        }
        return 0;
    }

    private static Map<String, Object> json(String source, DataReport report) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("data", source);
        json.put("rows", report.rows());
        json.put(
                "features",
                report.features().stream().map(DataDescribeCommand::json).toList());
        json.put(
                "targets",
                report.targets().stream().map(DataDescribeCommand::json).toList());
        json.put("constant", report.constantFeatures());
        json.put("duplicates", report.duplicates());
        json.put("contradictions", report.contradictions());
        if (report.targets().getFirst() instanceof ColumnReport.Categories classes) {
            json.put("imbalance", classes.imbalance());
        }
        return json;
    }

    private static Map<String, Object> json(ColumnReport column) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", column.name());
        json.put("missing", column.missing());
        switch (column) {
            case ColumnReport.Numbers numbers -> {
                json.put("type", "numbers");
                json.put("min", numbers.min());
                json.put("lowerQuartile", numbers.lowerQuartile());
                json.put("median", numbers.median());
                json.put("upperQuartile", numbers.upperQuartile());
                json.put("max", numbers.max());
                json.put("mean", numbers.mean());
                json.put("deviation", numbers.deviation());
                json.put("outliers", numbers.outliers());
            }
            case ColumnReport.Categories categories -> {
                json.put("type", "categories");
                List<Map<String, Object>> counts = new ArrayList<>();
                for (ColumnReport.Count count : categories.counts()) {
                    Map<String, Object> entry = new LinkedHashMap<>();
                    entry.put("name", count.category());
                    entry.put("rows", count.rows());
                    counts.add(entry);
                }
                json.put("categories", counts);
            }
        }
        return json;
    }
}

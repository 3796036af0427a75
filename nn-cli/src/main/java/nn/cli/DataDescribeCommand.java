package nn.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
    private static final int MOST_CATEGORIES = 8;

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Help.command(
                this,
                "describe",
                "Shows the columns of data, their ranges, and how often each class occurs.",
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
        TrainingOptions.options("target", "task", "missing", "categorical", "ignore", "weights", "group", "time")
                .forEach(spec::addOption);
        return Help.withDiagnostics(spec);
    }

    @Override
    public int run(ParseResult options, Console console) {
        Settings settings = TrainingOptions.settings(options);
        String source = options.matchedPositionalValue(0, "");
        TrainingConfig config = TrainingConfig.defaults(source).with(settings, Registry.load());
        DataSource.Loaded data = Sources.load(config);
        DataReport report = DataReport.of(data.training());
        console.result(source + ": " + data.description());
        console.result("");
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("COLUMN", "MISSING", "VALUES"));
        report.targets().forEach(column -> rows.add(row(column, " (target)")));
        report.features().stream().limit(MOST_FEATURES).forEach(column -> rows.add(row(column, "")));
        console.result(TextTable.of(rows));
        if (report.features().size() > MOST_FEATURES) {
            console.result("… and " + (report.features().size() - MOST_FEATURES) + " more");
        }
        if (!report.constantFeatures().isEmpty()) {
            console.result("always the same: " + Sources.few(report.constantFeatures()));
        }
        return 0;
    }

    private static List<String> row(ColumnReport column, String role) {
        String values = switch (column) {
            case ColumnReport.Numbers n ->
                String.format(Locale.ROOT, "%.6g to %.6g, mean %.6g", n.min(), n.max(), n.mean());
            case ColumnReport.Categories c -> categories(c.counts());
        };
        return List.of(column.name() + role, Integer.toString(column.missing()), values);
    }

    private static String categories(List<ColumnReport.Count> counts) {
        List<String> shown = counts.stream()
                .limit(MOST_CATEGORIES)
                .map(count -> count.category() + ": " + count.rows())
                .toList();
        int more = counts.size() - shown.size();
        return String.join(", ", shown) + (more > 0 ? ", … and " + more + " more" : "");
    }
}

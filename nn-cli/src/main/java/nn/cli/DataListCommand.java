package nn.cli;

import java.util.ArrayList;
import java.util.List;
import nn.data.DataSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code nn data list}: the data that come with the program. */
final class DataListCommand implements Command {

    @Override
    public CommandSpec spec() {
        return Help.withDiagnostics(
                Help.command(this, "list", "Lists the data that come with nn, and what else is read."));
    }

    @Override
    public int run(ParseResult options, Console console) {
        List<List<String>> rows = new ArrayList<>();
        DataSource.list().forEach(entry -> rows.add(List.of(entry.name(), entry.description())));
        DataSource.forms().forEach(entry -> rows.add(List.of(entry.name(), entry.description())));
        console.result(TextTable.of(rows));
        return 0;
    }
}

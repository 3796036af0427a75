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
        rows.add(List.of("mnist:DIRECTORY", "the four files of MNIST, or of a set in the same form, gzipped or not"));
        rows.add(List.of("idx:IMAGES,LABELS", "a pair of IDX files"));
        rows.add(List.of("FILE.csv, FILE.csv.gz", "a table with a header line"));
        console.result(TextTable.of(rows));
        return 0;
    }
}

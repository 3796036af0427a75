package nn.cli;

import java.util.ArrayList;
import java.util.List;
import nn.core.spi.Registry;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code nn plugins}: all components that can be named. */
final class PluginsCommand implements Command {

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Help.command(
                this,
                "plugins",
                "Lists the components that can be named in options, and where they come from.",
                "",
                "Examples:",
                "  ./nn plugins",
                "  ./nn plugins --plugins my-activations.jar");
        spec.addOption(ModelOptions.plugins());
        return Help.withDiagnostics(spec);
    }

    @Override
    public int run(ParseResult options, Console console) {
        Registry registry = ModelOptions.registry(options);
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("KIND", "NAME", "PROVIDER", "MODULE"));
        registry.entries().forEach(e -> rows.add(List.of(e.kind(), e.name(), e.provider(), e.origin())));
        console.result(TextTable.of(rows));
        registry.rejected().forEach(r -> console.result("rejected: " + r.provider() + ": " + r.reason()));
        return 0;
    }
}

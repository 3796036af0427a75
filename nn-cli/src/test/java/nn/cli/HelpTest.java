package nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import nn.core.spi.Names;
import nn.core.spi.Settings;
import nn.core.train.TrainingConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class HelpTest {

    @Test
    void withoutACommandUsageIsPrintedAsAnError() {
        Cli.Result result = Cli.run();
        assertEquals(2, result.exitCode());
        assertEquals("", result.out());
        assertTrue(result.err().startsWith("usage: nn"), result.err());
    }

    @Test
    void theOptionsOfTrainingAreTheComponentsOfItsConfiguration() {
        List<String> keys = Settings.components(TrainingConfig.class).stream()
                .map(component -> "--" + Names.toKebabCase(component.getName()))
                .toList();
        List<String> options = CommandTree.build().getSubcommands().get("train").getCommandSpec().options().stream()
                .map(CommandLine.Model.OptionSpec::longestName)
                .filter(keys::contains)
                .toList();
        assertEquals(keys, options);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "train",
                "tune",
                "evaluate",
                "predict",
                "inspect",
                "diagnose",
                "plugins",
                "data list",
                "data describe",
                "experiment list",
                "experiment activations",
                "help"
            })
    void helpMentionsEveryOption(String command) {
        CommandLine line = CommandTree.build();
        for (String name : List.of(command.split(" ", -1))) {
            line = line.getSubcommands().get(name);
        }
        Cli.Result help = Cli.run(("help " + command).split(" ", -1));
        assertEquals(0, help.exitCode(), help.err());
        // That far in, the formatter puts what it has broken off itself, in the middle of words.
        assertEquals(
                List.of(),
                help.out()
                        .lines()
                        .filter(text -> text.startsWith(" ".repeat(36)))
                        .toList());
        line.getCommandSpec().options().forEach(option -> {
            assertTrue(help.out().contains(option.longestName()), option.longestName());
            assertTrue(option.description().length > 0 && !option.description()[0].isBlank(), option.longestName());
        });
        assertEquals(help.out(), Cli.run((command + " --help").split(" ", -1)).out());
        help.out().lines().forEach(text -> assertTrue(text.length() <= 120, text));
    }

    @Test
    void theVersionIsOneLine() {
        Cli.Result result = Cli.run("--version");
        assertEquals(0, result.exitCode());
        assertTrue(result.out().matches("nn \\S+, Java 25.*\\R"), result.out());
    }

    @Test
    void dataAndPluginsAreListed() {
        assertTrue(Cli.run("data", "list").out().contains("breast-cancer"));
        assertTrue(Cli.run("data", "describe", "iris").out().contains("setosa: 50"));
        assertTrue(Cli.run("plugins").out().matches("(?s).*optimizer +adam +nn\\.optimizers.*"));
    }
}

package nn.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What help texts have in common. */
final class Help {

    /** What each exit code means. */
    static final String[] EXIT_CODES = {
        " 0  success",
        " 1  a check found something wrong",
        " 2  usage or configuration",
        " 3  data missing, unreadable or malformed",
        " 4  model missing, damaged, or not made for the data",
        " 5  output cannot be written",
        " 6  training diverged",
        " 7  plugin failed",
        " 8  limit exceeded, memory included",
        "70  a bug in nn",
        "130, 143  stopped by a signal, the best model saved",
    };

    private static final int WIDTH = 120;

    /** Columns of options and their labels. */
    private static final int LABELS = 26;

    /** What is left for descriptions beside short options, labels and the spaces around them. */
    private static final int DESCRIPTIONS = WIDTH - LABELS - 9;

    private Help() {}

    /** What the user types to run this program. */
    static String program() {
        return "./nn";
    }

    /**
     * Starts the description of a command.
     *
     * @param command runs it; null for a group of commands
     * @param name what is typed
     * @param summary one line
     * @param footer further lines, such as examples
     */
    static CommandSpec command(@Nullable Object command, String name, String summary, String... footer) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(command).name(name);
        spec.usageMessage()
                .width(WIDTH)
                .longOptionsMaxWidth(LABELS)
                .sortOptions(false)
                .abbreviateSynopsis(true)
                .synopsisHeading("usage: ")
                .description(plain(summary))
                .optionListHeading("%nOptions:%n")
                .parameterListHeading("%n")
                .commandListHeading("%nCommands:%n")
                .footer(plain(footer));
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("show this help")
                .build());
        return spec;
    }

    /** Adds the options that every command has; last, because they are of least interest. */
    static CommandSpec withDiagnostics(CommandSpec spec) {
        spec.addOption(flag("--verbose", "say more, such as which kernel computes and why"));
        spec.addOption(flag("--debug", "say everything; errors come with a stack trace"));
        return spec;
    }

    /** An option that is there or not. */
    static OptionSpec flag(String name, String description) {
        return OptionSpec.builder(name)
                .type(boolean.class)
                .arity("0")
                .description(plain(description))
                .build();
    }

    /**
     * An option with a value.
     *
     * @param description in pieces that are put together and broken into lines at spaces
     */
    static OptionSpec option(String name, String label, String... description) {
        return OptionSpec.builder(name)
                .type(String.class)
                .arity("1")
                .paramLabel(label)
                .description(plain(lines(String.join(" ", description))))
                .build();
    }

    /** An option with a value that must be given. */
    static OptionSpec required(String name, String label, String... description) {
        return option(name, label, description).toBuilder().required(true).build();
    }

    /** Breaks a text at spaces only; the formatter would break {@code .csv} and {@code name:key=value}, too. */
    private static String[] lines(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > DESCRIPTIONS) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines.toArray(String[]::new);
    }

    /** Texts that the formatter leaves as they are. */
    static String[] plain(String... texts) {
        String[] escaped = texts.clone();
        for (int i = 0; i < escaped.length; i++) {
            escaped[i] = escaped[i].replace("%", "%%");
        }
        return escaped;
    }
}

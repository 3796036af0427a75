package nn.cli.outside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's program in Java, compiled and run with the command that stands below it. */
class ReadmeIT {

    @TempDir
    Path directory;

    /** The blocks of code that are fenced with a word after the fence, which may be empty. */
    private static List<String> blocks(String readme, String language) {
        List<String> blocks = new ArrayList<>();
        Optional<String> open = Optional.empty();
        StringBuilder block = new StringBuilder();
        for (String line : readme.lines().toList()) {
            if (!line.startsWith("```")) {
                block.append(line).append('\n');
            } else if (open.isEmpty()) {
                open = Optional.of(line.substring(3));
                block.setLength(0);
            } else {
                if (open.get().equals(language)) {
                    blocks.add(block.toString());
                }
                open = Optional.empty();
            }
        }
        return blocks;
    }

    @Test
    void theExampleTrainsSavesLoadsAndPredicts() throws IOException {
        String readme = Files.readString(Outside.ROOT.resolve("README.md"));
        List<String> programs = blocks(readme, "java");
        assertEquals(1, programs.size());
        Files.writeString(directory.resolve("Digits.java"), programs.getFirst());
        List<String> commands = blocks(readme, "").stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith("java ") && line.endsWith(" Digits.java"))
                .toList();
        assertEquals(1, commands.size(), commands.toString());
        String command = commands.getFirst();
        assertTrue(command.contains(" nn-cli/target/modules "), command);

        Outside.Result run = Outside.java(
                directory,
                List.of(command.replace("nn-cli/target/modules", Outside.MODULES.toString())
                        .substring("java ".length())
                        .split(" ")));
        List<String> lines = run.success().lines().toList();
        assertTrue(Pattern.compile("accuracy 9\\d\\.\\d").matcher(run.out()).find(), run.out());
        assertTrue(Files.size(directory.resolve("digits.safetensors")) > 10_000);
        // The picture is a zero.
        assertTrue(lines.getLast().startsWith("[0.9"), run.out());
    }
}

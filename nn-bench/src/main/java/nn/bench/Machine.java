package nn.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a figure belongs to. */
final class Machine {

    private Machine() {}

    /** Processor, number of processors, JDK and the options the user gave it, in a line. */
    static String description() {
        String options = System.getenv().getOrDefault("NN_JAVA_OPTIONS", "");
        return processor() + ", " + Runtime.getRuntime().availableProcessors() + " processors, JDK " + Runtime.version()
                + (options.isBlank() ? "" : ", " + options);
    }

    private static String processor() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException _) {
            return System.getProperty("os.arch"); // not Linux
        }
    }
}

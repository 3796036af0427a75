package nn.bench;

import java.nio.file.Path;

/** Where the build leaves the classes of each module; tests run in the directory of theirs. */
final class CompiledModules {

    private CompiledModules() {}

    static Path classes(String directory) {
        return Path.of("..", directory, "target", "classes");
    }

    static Path sources(String directory) {
        return Path.of("..", directory, "src", "main", "java");
    }
}

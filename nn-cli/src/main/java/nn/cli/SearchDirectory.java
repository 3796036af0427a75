package nn.cli;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nn.core.NnException;
import nn.core.model.DurableFile;
import nn.core.model.Json;
import nn.core.train.TrainingConfig;

/**
 * The directory of a search: its journal, the ranked trials, the best configuration with its model, and a record. The same search goes
 * on in the same directory.
 *
 * @param path where
 */
record SearchDirectory(Path path) {

    private static final String JOURNAL = "journal.jsonl";
    private static final String BEST = "best.yaml";

    /**
     * Makes the directory unless it is there.
     *
     * @param out what the user asked for; else a new directory below {@code runs}
     * @param config of the search
     * @throws NnException.Configuration if it holds a run of another kind
     * @throws NnException.Output if it cannot be made
     */
    static SearchDirectory open(Optional<String> out, TrainingConfig config) {
        Path path = out.map(Path::of)
                .orElseGet(() -> RunDirectory.unused(config.input().data(), "search-"));
        boolean otherRun =
                Stream.of(RunDirectory.HISTORY, BEST).map(path::resolve).anyMatch(Files::exists);
        if (otherRun && !Files.exists(path.resolve(JOURNAL))) {
            throw new NnException.Configuration(path + " holds a run already. Choose another directory with --out.");
        }
        DurableFile.makeDirectory(path);
        return new SearchDirectory(path);
    }

    /** The journal of the search. */
    Path journal() {
        return path.resolve(JOURNAL);
    }

    /** The journal of the search in an outer fold, counted from 0. */
    Path journalOfFold(int fold) {
        return path.resolve("nested-" + (fold + 1) + ".jsonl");
    }

    /** The configuration that {@code nn train --config} takes. */
    Path best() {
        return path.resolve(BEST);
    }

    Path model() {
        return path.resolve("model.safetensors");
    }

    void writeTrials(String csv) {
        write("trials.csv", csv);
    }

    void writeRecord(Map<String, Object> record) {
        write("search.json", Json.write(record) + "\n");
    }

    private void write(String name, String text) {
        DurableFile.write(path.resolve(name), List.of(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))));
    }
}

package nn.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nn.core.NnException;
import nn.core.model.DurableFile;
import nn.core.model.Json;
import nn.core.train.TrainingConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory of one run: its configuration, a line for each epoch, the model, and the record of the run. Making it also finds
 * out, before any training, whether it can be written. Until something is worth keeping, closing it removes all it made.
 */
final class RunDirectory implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunDirectory.class);
    /** The file of the history: a JSON object in each line. */
    static final String HISTORY = "history.jsonl";

    private static final String CONFIG = "config.yaml";
    private static final String MODEL = "model.safetensors";
    private static final String RECORD = "run.json";
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    private final Path directory;
    private final List<Path> made = new ArrayList<>();
    private Optional<BufferedWriter> history = Optional.empty();
    private boolean kept;

    private RunDirectory(Path directory) {
        this.directory = directory;
    }

    private static RunDirectory open(Path path, TrainingConfig config) {
        RunDirectory directory = new RunDirectory(path);
        try {
            directory.makeDirectories();
            directory.history = Optional.of(directory.newHistory());
            directory.made.add(path.resolve(CONFIG));
            ConfigFile.write(config, path.resolve(CONFIG));
            return directory;
        } catch (NnException e) {
            directory.close();
            throw e;
        }
    }

    /**
     * Makes the directory and writes the configuration into it.
     *
     * @param out what the user asked for; else a directory below {@code runs} with the name of the data and the time
     * @throws NnException.Configuration if there is a run in it already
     * @throws NnException.Output if it cannot be written
     */
    static RunDirectory create(Optional<String> out, TrainingConfig config) {
        if (out.isPresent()) {
            return open(Path.of(out.get()), config);
        }
        return open(unused(config.input().data(), ""), config);
    }

    /**
     * A directory below {@code runs} that does not exist, with the name of the data and the time.
     *
     * @param data the source of the data
     * @param kind what to write between the two
     */
    static Path unused(String data, String kind) {
        String name = nameOf(data) + "-" + kind
                + LocalDateTime.now(ZoneId.systemDefault()).format(STAMP);
        for (int attempt = 1; ; attempt++) {
            Path candidate = Path.of("runs", attempt == 1 ? name : name + "-" + attempt);
            if (!Files.exists(candidate)) {
                return candidate;
            }
        }
    }

    /** What to call a run on some data: digits, or a file's name without its ending. */
    private static String nameOf(String source) {
        String kind = source.startsWith("mnist:") ? "mnist" : source.startsWith("idx:") ? "idx" : source;
        Path last = Path.of(kind).getFileName();
        String name = String.valueOf(last)
                .replaceAll("(\\.csv|\\.csv\\.gz|\\.npz)$", "")
                .replaceAll("[^A-Za-z0-9._-]", "-");
        return name.isBlank() ? "run" : name.substring(0, Math.min(40, name.length()));
    }

    private void makeDirectories() {
        if (Stream.of(CONFIG, HISTORY, MODEL, RECORD).map(directory::resolve).anyMatch(Files::exists)) {
            throw refused(null);
        }
        List<Path> missing = new ArrayList<>();
        for (Path path = directory.toAbsolutePath(); path != null && !Files.exists(path); path = path.getParent()) {
            missing.addFirst(path);
        }
        DurableFile.makeDirectory(directory);
        made.addAll(missing);
    }

    private NnException refused(@Nullable Throwable cause) {
        String message = directory + " holds a run already. Choose another directory with --out, or remove this one.";
        return cause == null ? new NnException.Configuration(message) : new NnException.Configuration(message, cause);
    }

    private BufferedWriter newHistory() {
        Path file = directory.resolve(HISTORY);
        try {
            // Of two processes that begin here at the same time one fails.
            BufferedWriter writer =
                    Files.newBufferedWriter(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            made.add(file);
            return writer;
        } catch (FileAlreadyExistsException e) {
            throw refused(e);
        } catch (IOException e) {
            throw cannotWrite(file, e);
        }
    }

    private static NnException.Output cannotWrite(Path file, IOException e) {
        return new NnException.Output("Cannot write " + file + ": " + DurableFile.reason(e) + ".", e);
    }

    Path path() {
        return directory;
    }

    /** Where the model belongs. */
    Path model() {
        return directory.resolve(MODEL);
    }

    /** Adds an epoch to the history, which from then on is worth keeping. */
    void addEpoch(Map<String, Object> epoch) {
        addLine(epoch);
        kept = true;
    }

    /** Adds a look into the network to the history. */
    void addDiagnosis(Map<String, Object> snapshot) {
        addLine(snapshot);
    }

    private void addLine(Map<String, Object> line) {
        try {
            BufferedWriter writer = history.orElseThrow();
            writer.write(Json.write(line));
            writer.write('\n');
            writer.flush();
        } catch (IOException e) {
            throw cannotWrite(directory.resolve(HISTORY), e);
        }
    }

    /** Writes the record of the finished run. */
    void writeRecord(Map<String, Object> record) {
        byte[] text = (Json.write(record) + "\n").getBytes(StandardCharsets.UTF_8);
        DurableFile.write(directory.resolve(RECORD), List.of(ByteBuffer.wrap(text)));
    }

    @Override
    public void close() {
        try {
            if (history.isPresent()) {
                history.get().close();
            }
        } catch (IOException e) {
            LOG.warn("Closing the history of {} failed: {}", directory, e.toString());
        }
        if (!kept) {
            made.reversed().forEach(RunDirectory::remove);
        }
    }

    private static void remove(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // A directory into which somebody else has put something.
            LOG.info("{} stays: {}", path, e.toString());
        }
    }
}

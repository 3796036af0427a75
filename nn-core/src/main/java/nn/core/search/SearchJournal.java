package nn.core.search;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import nn.core.Message;
import nn.core.NnException;
import nn.core.metric.Interval;
import nn.core.model.DurableFile;
import nn.core.model.Json;
import nn.core.model.JsonObject;
import nn.core.spi.Settings;

/**
 * The results of a search in a file, so that it goes on where it was killed: one JSON object in each line, the first for the search and
 * one for each training. A line is forced to disk before anybody hears of its result; a last one without its end, as a kill leaves it, is
 * dropped. While it is open the file is locked.
 */
final class SearchJournal implements AutoCloseable {

    private static final long MOST_BYTES = 1L << 28;

    /** A training of a search. */
    private record Key(int trial, double share, int fold) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int order = Integer.compare(trial, other.trial);
            order = order == 0 ? Double.compare(share, other.share) : order;
            return order == 0 ? Integer.compare(fold, other.fold) : order;
        }
    }

    private record Entry(String settings, FoldResult result, int line) {}

    private final Path file;
    private final FileChannel channel;
    private final TreeMap<Key, Entry> entries = new TreeMap<>();

    private SearchJournal(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Opens a journal or begins one.
     *
     * @param file where; its directory must exist
     * @param identity what the search is, by which its journal is known
     * @throws NnException.Configuration if the journal is that of another search, or in use
     * @throws NnException.ModelFormat if it is damaged
     * @throws NnException.Output if it cannot be written
     */
    static SearchJournal open(Path file, SequencedMap<String, String> identity) {
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            SearchJournal journal = new SearchJournal(file, channel);
            try {
                journal.lock();
                journal.begin(identity);
                return journal;
            } catch (RuntimeException | IOException e) {
                journal.close();
                throw e;
            }
        } catch (IOException e) {
            throw journalFailure(file, e);
        }
    }

    private static NnException.Output journalFailure(Path file, IOException e) {
        return new NnException.Output(
                "Cannot write " + file + ": " + DurableFile.reason(e)
                        + ". What it holds stays; the same search goes on from there.",
                e);
    }

    private void lock() throws IOException {
        boolean locked;
        try {
            locked = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            locked = false;
        }
        if (!locked) {
            throw new NnException.Configuration(
                    "Another search is writing " + file + ". Wait for it, or choose another directory.");
        }
    }

    private void begin(SequencedMap<String, String> identity) throws IOException {
        List<String> lines = completeLines();
        if (lines.isEmpty()) {
            Map<String, Object> header = new LinkedHashMap<>();
            header.put("search", identity);
            append(header);
            return;
        }
        compare(identity, object(lines, 0).object("search"));
        for (int i = 1; i < lines.size(); i++) {
            read(object(lines, i), i + 1);
        }
    }

    /** The lines that have their end; what follows the last end is cut off. */
    private List<String> completeLines() throws IOException {
        if (channel.size() > MOST_BYTES) {
            throw new NnException.LimitExceeded(
                    file + " has " + channel.size() + " bytes, expected a journal of at most " + MOST_BYTES + ".");
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
        while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {}
        int end = bytes.position();
        while (end > 0 && bytes.get(end - 1) != '\n') {
            end--;
        }
        channel.truncate(end);
        channel.position(end);
        String text = new String(bytes.array(), 0, end, StandardCharsets.UTF_8);
        return text.lines().toList();
    }

    private JsonObject object(List<String> lines, int index) {
        String place = file + ":" + (index + 1);
        return JsonObject.of(Json.read(lines.get(index), place), place);
    }

    private void compare(SequencedMap<String, String> identity, JsonObject recorded) {
        List<String> keys = new ArrayList<>(identity.keySet());
        recorded.keys().stream().filter(key -> !keys.contains(key)).forEach(keys::add);
        for (String key : keys) {
            String here = identity.getOrDefault(key, "nothing");
            String there = recorded.has(key) ? recorded.text(key) : "nothing";
            if (!here.equals(there)) {
                int difference = Arrays.mismatch(here.toCharArray(), there.toCharArray());
                throw new NnException.Configuration(file + " is the journal of another search: " + key + " is "
                        + around(difference, there) + " there and " + around(difference, here)
                        + " here. Choose another --out, or remove it.");
            }
        }
    }

    /** The part of a text in which it differs from another. */
    private static String around(int difference, String text) {
        int from = text.length() <= 60 ? 0 : Math.max(0, difference - 20);
        return (from > 0 ? "…" : "") + Message.quote(text.substring(Math.min(from, text.length())));
    }

    private void read(JsonObject line, int number) {
        Key key = new Key((int) line.number("trial"), line.real("share"), (int) line.number("fold"));
        entries.put(key, new Entry(Json.write(line.value("settings")), result(line), number));
    }

    private static FoldResult result(JsonObject line) {
        int epochs = (int) line.number("epochs");
        if (line.has("failure")) {
            return FoldResult.failed(line.text("failure"), epochs);
        }
        List<FoldResult.Progress> best = line.objects("best").stream()
                .map(step -> new FoldResult.Progress((int) step.number("epoch"), step.real("score")))
                .toList();
        return new FoldResult(
                line.real("score"),
                line.has("low") ? Optional.of(new Interval(line.real("low"), line.real("high"))) : Optional.empty(),
                line.real("loss"),
                epochs,
                (int) line.number("bestEpoch"),
                best,
                line.has("pruned"),
                Optional.empty());
    }

    /** How many trainings it holds. */
    synchronized int size() {
        return entries.size();
    }

    /**
     * The result of a training, if it is there.
     *
     * @throws NnException.Configuration if that trial was another point
     */
    synchronized Optional<FoldResult> find(Proposal proposal, int fold) {
        Entry entry = entries.get(new Key(proposal.trial(), proposal.share(), fold));
        if (entry == null) {
            return Optional.empty();
        }
        if (!entry.settings().equals(settings(proposal))) {
            throw new NnException.Configuration(file + ":" + entry.line() + ": trial " + proposal.trial()
                    + " has settings that this search would not choose; another version of nn wrote it, or somebody changed"
                    + " it. Choose another --out, or remove it.");
        }
        return Optional.of(entry.result());
    }

    private static String settings(Proposal proposal) {
        Settings settings = proposal.point().settings();
        return Json.write(settings.asMap());
    }

    /** Adds a result durably. */
    synchronized void add(Proposal proposal, int fold, FoldResult result) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("trial", proposal.trial());
        line.put("share", proposal.share());
        line.put("fold", fold);
        line.put("settings", proposal.point().settings().asMap());
        line.put("epochs", result.epochs());
        if (result.failure().isPresent()) {
            line.put("failure", result.failure().get());
        } else {
            line.put("score", result.score());
            result.interval().ifPresent(interval -> {
                line.put("low", interval.low());
                line.put("high", interval.high());
            });
            line.put("loss", result.loss());
            line.put("bestEpoch", result.bestEpoch());
            line.put("best", result.best().stream().map(SearchJournal::progress).toList());
            if (result.pruned()) {
                line.put("pruned", true);
            }
        }
        try {
            append(line);
        } catch (IOException e) {
            throw journalFailure(file, e);
        }
    }

    private static Map<String, Object> progress(FoldResult.Progress step) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("epoch", step.epoch());
        map.put("score", step.score());
        return map;
    }

    private void append(Map<String, Object> line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((Json.write(line) + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.force(true);
    }

    @Override
    public synchronized void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw journalFailure(file, e);
        }
    }
}

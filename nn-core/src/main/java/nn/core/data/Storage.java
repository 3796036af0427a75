package nn.core.data;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import nn.core.Message;
import nn.core.NnException;

/**
 * Decides what is kept in memory and what in temporary files: the values of a table, images, the inputs of a network. Results do
 * not depend on it.
 *
 * @param mostInMemory the most bytes of one such thing that are kept in memory
 * @param directory where temporary files are made
 * @param listener hears of each temporary file before it is filled, in one line
 * @param lifetimes asked for each temporary file for how long it can be read
 */
public record Storage(long mostInMemory, Path directory, Consumer<String> listener, Supplier<Arena> lifetimes) {

    /** The names of {@link #of}. */
    public static final List<String> NAMES = List.of("auto", "memory", "disk");

    // Some JVMs cannot make arrays of the last few lengths.
    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    /**
     * A storage whose temporary files can be read for as long as somebody refers to them.
     *
     * @param mostInMemory the most bytes of one such thing that are kept in memory
     * @param directory where temporary files are made
     * @param listener hears of each temporary file before it is filled, in one line
     */
    public Storage(long mostInMemory, Path directory, Consumer<String> listener) {
        this(mostInMemory, directory, listener, Arena::ofAuto);
    }

    /** What takes more than a quarter of the heap goes to disk: values, inputs made of them, and the rest have room beside. */
    public static Storage auto() {
        return inTemporaryDirectory(Runtime.getRuntime().maxMemory() / 4);
    }

    /** Everything in memory, unless no array is long enough. */
    public static Storage inMemory() {
        return inTemporaryDirectory(Long.MAX_VALUE);
    }

    /** Everything on disk, even if it is small. */
    public static Storage onDisk() {
        return inTemporaryDirectory(0);
    }

    private static Storage inTemporaryDirectory(long mostInMemory) {
        return new Storage(mostInMemory, Path.of(System.getProperty("java.io.tmpdir")), _ -> {});
    }

    /**
     * The storage of a name: {@code auto}, {@code memory} or {@code disk}.
     *
     * @throws NnException.Configuration if there is none
     */
    public static Storage of(String name) {
        return switch (name) {
            case "auto" -> auto();
            case "memory" -> inMemory();
            case "disk" -> onDisk();
            default ->
                throw new NnException.Configuration(
                        "Storage " + Message.quote(name) + ", expected " + String.join(", ", NAMES) + ".");
        };
    }

    /** This storage with another listener. */
    public Storage telling(Consumer<String> newListener) {
        return new Storage(mostInMemory, directory, newListener, lifetimes);
    }

    /** This storage with temporary files that are gone when an arena is closed. */
    public Storage within(Arena arena) {
        return new Storage(mostInMemory, directory, listener, () -> arena);
    }

    /**
     * A temporary file for so many values, or none if they are to be kept in memory.
     *
     * @param what what they are, for people
     * @param count how many
     * @param bytesEach the bytes of one
     * @throws NnException.LimitExceeded if the directory has less free space than they take
     * @throws NnException.Output if the file cannot be made
     */
    public Optional<TemporaryFile> fileFor(String what, long count, int bytesEach) {
        long bytes = Math.multiplyExact(count, bytesEach);
        if (bytes <= mostInMemory && count <= LONGEST_ARRAY) {
            return Optional.empty();
        }
        TemporaryFile file = TemporaryFile.create(directory, what, bytes, lifetimes.get());
        listener.accept(what + " in a temporary file of " + megabytes(bytes) + " in " + directory);
        return Optional.of(file);
    }

    /** A size for people. */
    static String megabytes(long bytes) {
        return String.format(Locale.ROOT, bytes < 10_000_000 ? "%,.1f MB" : "%,.0f MB", bytes / 1e6);
    }
}

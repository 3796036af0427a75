package nn.core.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import nn.core.NnException;

/**
 * Writes a file so that at any moment, a power failure included, either the old content or the whole new one is there: into a
 * temporary file in the same directory, forced to disk, moved over the target in one step, the directory forced as well.
 */
public final class DurableFile {

    private static final AtomicLong COUNTER = new AtomicLong();

    private DurableFile() {}

    /**
     * Replaces a file or makes it.
     *
     * @param target the file; its directory must exist
     * @param parts the content, part after part; each may be made when it is asked for
     * @throws NnException.Output if anything fails; the target is then as before and no temporary file stays
     */
    public static void write(Path target, Iterable<ByteBuffer> parts) {
        // An absolute path of a file has a parent.
        Path directory = Objects.requireNonNull(target.toAbsolutePath().getParent());
        // Not made of the target's name, which may be as long as a name can be.
        String unique = ProcessHandle.current().pid() + "." + COUNTER.incrementAndGet() + "."
                + Long.toHexString(System.nanoTime());
        Path temporary = directory.resolve(".nn-" + unique + ".tmp");
        try {
            try {
                writeForced(temporary, parts);
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(temporary);
            }
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        } catch (IOException e) {
            throw new NnException.Output(
                    "Cannot write " + target + ": " + reason(e) + ". The former file, if any, is unchanged.", e);
        }
    }

    /**
     * Makes a directory and those above it.
     *
     * @throws NnException.Output if that fails
     */
    public static void makeDirectory(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new NnException.Output("Cannot make the directory " + directory + ": " + reason(e) + ".", e);
        }
    }

    private static void writeForced(Path file, Iterable<ByteBuffer> parts) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (ByteBuffer part : parts) {
                ByteBuffer rest = part.duplicate();
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
            }
            channel.force(true);
        }
    }

    /** What the operating system says, in words; the message of file exceptions is often only the path. */
    public static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException _ -> "access denied";
            case NoSuchFileException _ -> "the directory does not exist";
            case FileAlreadyExistsException _ -> "a file of this name is in the way";
            case FileSystemException f when f.getReason() != null -> f.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }
}

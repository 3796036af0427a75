package nn.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import nn.core.Message;
import nn.core.NnException;

/** A data file: its name for messages, its length, and its bytes as often as they are asked for. */
final class DataFile {

    private static final int LONGEST_NAME = 80;

    private final Path path;
    private final String name;

    /** Makes sure that there is a regular file, which can be read more than once. */
    DataFile(Path path) {
        this.path = path;
        this.name = nameOf(path);
        if (Files.isDirectory(path)) {
            throw new NnException.Data(name + " is a directory, expected a file.");
        }
        if (!Files.exists(path)) {
            throw new NnException.Data(name + ": there is no such file. Check the path; a relative one starts at the"
                    + " directory from which the program was started.");
        }
        if (!Files.isRegularFile(path)) {
            throw new NnException.Data(name + " is a pipe or a device, expected a regular file. Save the data first.");
        }
    }

    /** What to call a path in a message: the path where it is short, else its last part. */
    static String nameOf(Path path) {
        String text = path.toString();
        Path last = path.getFileName();
        return Message.oneLine(text.length() <= LONGEST_NAME || last == null ? text : "…/" + last, LONGEST_NAME);
    }

    String name() {
        return name;
    }

    long length() {
        try {
            return Files.size(path);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    InputStream open() {
        try {
            return Files.newInputStream(path);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    static NnException.Data unreadable(String name, IOException e) {
        String reason = switch (e) {
            case AccessDeniedException _ -> "permission denied. Check who may read the file";
            case NoSuchFileException _ -> "it is gone";
            default -> String.valueOf(e.getMessage());
        };
        return new NnException.Data(name + " cannot be read: " + reason + ".", e);
    }
}

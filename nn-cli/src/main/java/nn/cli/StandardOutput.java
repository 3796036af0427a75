package nn.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import nn.core.NnException;

/**
 * Standard output that remembers why it failed, which a {@link java.io.PrintStream} does not tell: a full disk is a failure of
 * the command, a reader that has gone away, such as {@code head}, is not.
 */
final class StandardOutput extends OutputStream {

    private static final int BUFFER = 1 << 13;

    private final OutputStream target;
    private final byte[] buffer = new byte[BUFFER];
    private int filled;
    private Optional<IOException> failure = Optional.empty();

    StandardOutput(OutputStream target) {
        this.target = target;
    }

    /** Why not everything could be written, unless it is that nobody wants to read on. */
    Optional<NnException> failure() {
        return failure.filter(e -> !String.valueOf(e.getMessage()).contains("Broken pipe"))
                .map(e -> new NnException.Output(
                        "Cannot write to standard output: " + e.getMessage() + ". The output is not complete.", e));
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
        if (count > buffer.length - filled) {
            flush();
        }
        if (count > buffer.length) {
            forward(bytes, from, count);
        } else {
            System.arraycopy(bytes, from, buffer, filled, count);
            filled += count;
        }
    }

    @Override
    public void flush() {
        forward(buffer, 0, filled);
        filled = 0;
    }

    private void forward(byte[] bytes, int from, int count) {
        if (failure.isPresent()) {
            return;
        }
        try {
            target.write(bytes, from, count);
        } catch (IOException e) {
            failure = Optional.of(e);
        }
    }
}

package nn.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;

/**
 * Standard error as the user gave it.
 *
 * <p>The JVM prints a line about the Vector API that no option silences. The launcher {@code nn} therefore lets
 * standard error run through a filter and hands over the real one as a further file descriptor. Once the program runs
 * there is nothing to filter: printing to that descriptor keeps the order of lines on a terminal, and nothing is still
 * on its way when the program ends. What the JVM itself prints later still passes the filter.
 */
final class StandardError {
    private StandardError() {}

    /** Makes {@link System#err} print to the descriptor that the launcher names; without one nothing changes. */
    static void adopt() {
        Integer descriptor = Integer.getInteger("nn.stderr");
        if (descriptor == null) {
            return;
        }
        try {
            // No public way leads from a number to a stream; the launcher opens java.io to this module.
            var constructor = FileDescriptor.class.getDeclaredConstructor(int.class);
            constructor.setAccessible(true);
            var output = new FileOutputStream(constructor.newInstance(descriptor));
            System.setErr(new PrintStream(output, true, System.err.charset()));
        } catch (ReflectiveOperationException | RuntimeException e) {
            // The filter copies all that follows, so that only the order against standard output may suffer.
            System.err.println("nn: standard error stays filtered: " + e);
        }
    }
}

package nn.cli;

import java.io.PrintStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The user's wish that a training should stop, as SIGINT or SIGTERM expresses it. While a training {@linkplain #listen listens},
 * the first signal lets it end after its current step and save what it has; a second one ends the process at once. Otherwise a
 * signal ends the process as usual.
 *
 * <p>A shutdown hook could wait for the training but would not hear of a second signal. {@code sun.misc.Signal} does; it has no
 * public replacement and javac warns of it in a way that cannot be silenced, hence the method handles.
 */
final class StopRequest {

    private static final Logger LOG = LoggerFactory.getLogger(StopRequest.class);
    private static final int SIGNAL_BASE = 128;

    private final boolean signals;
    private final PrintStream err;
    private final boolean terminal;
    private volatile String announcement = "Stopping after this step and saving the best model so far.";
    private volatile int exitCode;

    private StopRequest(boolean signals, PrintStream err, boolean terminal) {
        this.signals = signals;
        this.err = err;
        this.terminal = terminal;
    }

    /** Never requested unless {@link #request} is called. */
    static StopRequest never() {
        return new StopRequest(false, System.err, false);
    }

    /** Requested by signals to this process, from {@link #listen} on. */
    static StopRequest bySignal(PrintStream err, boolean terminal) {
        return new StopRequest(true, err, terminal);
    }

    /**
     * From now on signals are requests.
     *
     * @param whatFollows what the first one is answered with
     */
    void listen(String whatFollows) {
        announcement = whatFollows;
        listen();
    }

    /** From now on signals are requests, and a training ends with its best model saved. */
    void listen() {
        if (signals) {
            handle("INT", 2);
            handle("TERM", 15);
        }
    }

    boolean isRequested() {
        return exitCode != 0;
    }

    /** The exit code of a process that was stopped: 128 and the signal's number. */
    int exitCode() {
        return exitCode;
    }

    void request(int signalNumber) {
        if (isRequested()) {
            Runtime.getRuntime().halt(SIGNAL_BASE + signalNumber);
        }
        exitCode = SIGNAL_BASE + signalNumber;
        // On a terminal the line of the progress is not finished.
        err.println((terminal ? "\n" : "") + announcement + " A second signal ends at once.");
    }

    private void handle(String name, int number) {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            MethodHandle request =
                    lookup.findVirtual(StopRequest.class, "request", MethodType.methodType(void.class, int.class));
            MethodHandle action =
                    MethodHandles.dropArguments(MethodHandles.insertArguments(request, 0, this, number), 0, signal);
            lookup.findStatic(signal, "handle", MethodType.methodType(handler, signal, handler))
                    .invoke(
                            signal.getConstructor(String.class).newInstance(name),
                            MethodHandleProxies.asInterfaceInstance(handler, action));
        } catch (Throwable e) {
            // The signal then ends the process as it does everywhere; what is on disk stays whole.
            LOG.debug("Signal {} is not handled: {}", name, e.toString());
        }
    }
}

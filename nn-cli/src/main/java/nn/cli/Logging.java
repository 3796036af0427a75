package nn.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.io.PrintStream;
import java.util.Locale;
import nn.core.Message;
import org.slf4j.LoggerFactory;

/** Diagnostics of all modules: one plain line each on standard error, warnings only unless more is asked for. */
final class Logging {

    private static final int LONGEST_LINE = 1000;

    private Logging() {}

    static void configure(boolean verbose, boolean debug, PrintStream err) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return;
        }
        context.reset();
        Lines lines = new Lines(err, debug);
        lines.setContext(context);
        lines.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(lines);
        root.setLevel(debug ? Level.DEBUG : verbose ? Level.INFO : Level.WARN);
    }

    private static final class Lines extends AppenderBase<ILoggingEvent> {
        private final PrintStream err;
        private final boolean debug;

        Lines(PrintStream err, boolean debug) {
            this.err = err;
            this.debug = debug;
        }

        @Override
        protected void append(ILoggingEvent event) {
            String level = event.getLevel().toString().toLowerCase(Locale.ROOT);
            err.println(Message.oneLine("nn: " + level + ": " + event.getFormattedMessage(), LONGEST_LINE));
            if (debug && event.getThrowableProxy() != null) {
                err.print(ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
        }
    }
}

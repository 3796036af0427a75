package nn.core;

/**
 * The one failure type for everything that comes from files, data, configuration, plugins and training.
 *
 * <p>A message says what is wrong, where, what was found, what was expected and what to do, in one line: control characters
 * are escaped and it ends after {@value #MAX_LENGTH} characters. A programmer's wrong argument is an {@link
 * IllegalArgumentException} instead.
 */
@SuppressWarnings("serial") // Exceptions are thrown here, not stored.
public abstract sealed class NnException extends RuntimeException {

    /** The longest message, in characters. */
    public static final int MAX_LENGTH = 300;

    private NnException(String message, Throwable cause) {
        super(Message.oneLine(message, MAX_LENGTH), cause);
    }

    private NnException(String message) {
        super(Message.oneLine(message, MAX_LENGTH));
    }

    /** A wrong option, configuration key, name or combination of choices. */
    public static final class Configuration extends NnException {
        /** Makes the exception with its message. */
        public Configuration(String message) {
            super(message);
        }

        /** Makes the exception with its message and what caused it. */
        public Configuration(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** A data file that is missing, unreadable or malformed, or data that cannot be used. */
    public static final class Data extends NnException {
        /** Makes the exception with its message. */
        public Data(String message) {
            super(message);
        }

        /** Makes the exception with its message and what caused it. */
        public Data(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** A model file that is missing, unreadable or malformed, or a model that does not fit the data. */
    public static final class ModelFormat extends NnException {
        /** Makes the exception with its message. */
        public ModelFormat(String message) {
            super(message);
        }

        /** Makes the exception with its message and what caused it. */
        public ModelFormat(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** A failure to write; what was there before is unchanged. */
    public static final class Output extends NnException {
        /** Makes the exception with its message and what caused it. */
        public Output(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** Training produced a loss or weights that are not finite. */
    public static final class Diverged extends NnException {
        /** Makes the exception with its message. */
        public Diverged(String message) {
            super(message);
        }
    }

    /** A plugin that was asked for could not be loaded or broke its contract. */
    public static final class Plugin extends NnException {
        /** Makes the exception with its message. */
        public Plugin(String message) {
            super(message);
        }

        /** Makes the exception with its message and what caused it. */
        public Plugin(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** A size over a documented limit; the message names the limit. */
    public static final class LimitExceeded extends NnException {
        /** Makes the exception with its message. */
        public LimitExceeded(String message) {
            super(message);
        }
    }
}

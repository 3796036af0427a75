package nn.core.spi;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import nn.core.NnException;

/**
 * Tells apart what the platform brought and what others did, so that the failure of a plugin ends with its name, and a bug of
 * the platform stays visible as one. All of this happens after a failure and costs nothing before.
 */
public final class Plugins {

    private static final String PLATFORM = "nn.";

    private Plugins() {}

    /** Whether a class belongs to the platform. */
    public static boolean isBuiltIn(Class<?> type) {
        return type.getPackageName().startsWith(PLATFORM);
    }

    /**
     * The component of others in a component: itself, or what is nested in it, as the activation in its layer.
     *
     * @param component any component; those of the platform are searched when they are records
     */
    public static Optional<Object> foreignPart(Object component) {
        return switch (component) {
            case List<?> list ->
                list.stream()
                        .map(Plugins::foreignPart)
                        .flatMap(Optional::stream)
                        .findFirst();
            case Optional<?> optional -> optional.flatMap(Plugins::foreignPart);
            case Configurable _ when !isBuiltIn(component.getClass()) -> Optional.of(component);
            case Record record when isBuiltIn(record.getClass()) -> foreignComponent(record);
            default -> Optional.empty();
        };
    }

    private static Optional<Object> foreignComponent(Record record) {
        for (RecordComponent part : record.getClass().getRecordComponents()) {
            if (!part.getType().isPrimitive()) {
                Optional<Object> foreign = foreignPart(read(part, record));
                if (foreign.isPresent()) {
                    return foreign;
                }
            }
        }
        return Optional.empty();
    }

    private static Object read(RecordComponent part, Record record) {
        try {
            return part.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            return Optional.empty(); // Not public, so that nobody else can have put a component into it.
        }
    }

    /**
     * What to throw after a component has thrown.
     *
     * @param place where the component stands, for people, for example {@code layer activation1}
     * @param component what was called
     * @param call the method that was called
     * @param thrown what came out of it
     * @return {@code thrown} itself if it is an {@link NnException} or no plugin takes part, otherwise an {@link
     *     NnException.Plugin} that names the plugin
     */
    public static RuntimeException failure(String place, Object component, String call, Throwable thrown) {
        boolean ofThePlugin = thrown instanceof RuntimeException
                || thrown instanceof LinkageError
                || thrown instanceof AssertionError
                || thrown instanceof StackOverflowError;
        if (ofThePlugin && !(thrown instanceof NnException)) {
            Optional<Object> foreign = foreignPart(component);
            if (foreign.isPresent()) {
                return new NnException.Plugin(sentence(place, foreign.get(), call + " failed: " + thrown), thrown);
            }
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException exception ? exception : new IllegalStateException(thrown);
    }

    /** The failure of a plugin that broke its contract without an exception. */
    public static NnException.Plugin broken(String place, Object plugin, String complaint) {
        return new NnException.Plugin(sentence(place, plugin, complaint));
    }

    private static String sentence(String place, Object plugin, String complaint) {
        return "Plugin " + plugin.getClass().getName() + " in " + place + ": " + complaint
                + (complaint.endsWith(".") ? "" : ".");
    }
}

package nn.core.spi;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nn.core.Message;
import nn.core.NnException;

/** Converts between {@link Settings} and records, component by component; the record holds the defaults and the checks. */
final class SettingsRecords {

    /** The start of a setting, not of an item: "standardize,min-max:low=0,high=1" are two items, unless items are mere texts. */
    private static final Pattern SETTING = Pattern.compile("[^,:=]*=");

    private SettingsRecords() {}

    static Settings fromRecord(Record source, MethodHandles.Lookup lookup) {
        Settings.Builder settings = Settings.builder();
        for (RecordComponent component : source.getClass().getRecordComponents()) {
            Object value = read(component, source, lookup);
            if (value instanceof Settings.Group group) {
                fromRecord((Record) group, lookup).asMap().forEach(settings::put);
            } else if (value instanceof Optional<?> optional) {
                optional.ifPresent(present -> settings.put(key(component), toSetting(present)));
            } else {
                settings.put(key(component), toSetting(value));
            }
        }
        return settings.build();
    }

    static <R extends Record> R toRecord(
            Settings settings, MethodHandles.Lookup lookup, R defaults, Registry registry) {
        refuseUnknownKeys(settings, Settings.keys(defaults.getClass()));
        return replaced(settings, lookup, defaults, registry);
    }

    private static <R extends Record> R replaced(
            Settings settings, MethodHandles.Lookup lookup, R defaults, Registry registry) {
        RecordComponent[] components = defaults.getClass().getRecordComponents();
        Object[] arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            String key = key(components[i]);
            Object given = settings.asMap().get(key);
            Object value = read(components[i], defaults, lookup);
            if (value instanceof Settings.Group group) {
                arguments[i] = replaced(settings, lookup, (Record) group, registry);
            } else {
                arguments[i] =
                        given == null ? value : fromSetting(key, components[i].getGenericType(), given, registry);
            }
        }
        return construct(defaults, components, arguments, lookup);
    }

    static List<RecordComponent> components(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .flatMap(component -> Settings.Group.class.isAssignableFrom(component.getType())
                        ? components(component.getType()).stream()
                        : Stream.of(component))
                .toList();
    }

    static void refuseUnknownKeys(Settings settings, List<String> known) {
        for (String key : settings.asMap().keySet()) {
            if (!known.contains(key)) {
                throw new NnException.Configuration("Unknown setting " + Message.quote(key) + ". "
                        + (known.isEmpty() ? "There are none here." : "Available: " + String.join(", ", known) + "."));
            }
        }
    }

    static String key(RecordComponent component) {
        return Names.toKebabCase(component.getName());
    }

    private static Object read(RecordComponent component, Record source, MethodHandles.Lookup lookup) {
        try {
            return lookup.unreflect(component.getAccessor()).invoke(source);
        } catch (Throwable e) {
            throw new IllegalArgumentException(
                    "The lookup cannot read " + source.getClass().getName() + "." + component.getName(), e);
        }
    }

    @SuppressWarnings("unchecked") // The constructor is that of the class of defaults.
    private static <R extends Record> R construct(
            R defaults, RecordComponent[] components, Object[] arguments, MethodHandles.Lookup lookup) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = defaults.getClass().getDeclaredConstructor(types);
            return (R) lookup.unreflectConstructor(constructor).invokeWithArguments(arguments);
        } catch (IllegalArgumentException e) {
            // The record's own check of its values; here they come from a person or a file.
            throw new NnException.Configuration(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            Throwable cause = e instanceof InvocationTargetException ? e.getCause() : e;
            throw new IllegalArgumentException(
                    "Cannot construct " + defaults.getClass().getName(), cause);
        }
    }

    private static Object toSetting(Object value) {
        return switch (value) {
            case Configurable component -> component.spec();
            case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
            case List<?> list -> list.stream().map(SettingsRecords::toSetting).toList();
            default -> value;
        };
    }

    private static Object fromSetting(String key, Type type, Object value, Registry registry) {
        if (type instanceof ParameterizedType generic) {
            Type element = generic.getActualTypeArguments()[0];
            if (generic.getRawType().equals(Optional.class)) {
                return Optional.of(fromSetting(key, element, value, registry));
            }
            List<Object> list = new ArrayList<>();
            for (Object item : asList(value, element)) {
                list.add(fromSetting(key, element, item, registry));
            }
            return list;
        }
        Class<?> raw = (Class<?>) type;
        try {
            if (raw == double.class || raw == Double.class) {
                return value instanceof Number n ? n.doubleValue() : Double.parseDouble(value.toString());
            } else if (raw == int.class || raw == Integer.class) {
                return Math.toIntExact(asLong(value));
            } else if (raw == long.class || raw == Long.class) {
                return asLong(value);
            } else if (raw == boolean.class || raw == Boolean.class) {
                return asBoolean(key, value);
            } else if (raw == String.class) {
                return value.toString();
            } else if (raw.isEnum()) {
                return asEnum(key, raw, value);
            }
        } catch (NumberFormatException | ArithmeticException e) {
            throw new NnException.Configuration(
                    "Setting \"" + key + "\" is " + Message.quote(value.toString()) + ", expected "
                            + (raw == double.class || raw == Double.class ? "a number." : "a whole number."),
                    e);
        }
        Spec spec = value instanceof Spec s ? s : Spec.parse(value.toString());
        if (raw == Spec.class) {
            return spec;
        }
        return registry.create(raw, spec);
    }

    private static List<?> asList(Object value, Type element) {
        if (value instanceof List<?> list) {
            return list;
        }
        if (value instanceof Spec) {
            return List.of(value); // One component where several may stand.
        }
        String text = value.toString();
        List<String> items = new ArrayList<>();
        for (String part : text.isBlank() ? List.<String>of() : Spec.splitAtCommas(text)) {
            if (element != String.class && SETTING.matcher(part).lookingAt() && !items.isEmpty()) {
                items.add(items.removeLast() + "," + part.strip());
            } else {
                items.add(part.strip());
            }
        }
        return items;
    }

    private static long asLong(Object value) {
        return switch (value) {
            case Long l -> l;
            case Double d when d == Math.rint(d) && Math.abs(d) < 1e15 -> d.longValue();
            default -> Long.parseLong(value.toString());
        };
    }

    private static boolean asBoolean(String key, Object value) {
        return switch (value.toString()) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new NnException.Configuration(
                        "Setting \"" + key + "\" is " + Message.quote(value.toString()) + ", expected true or false.");
        };
    }

    private static Object asEnum(String key, Class<?> type, Object value) {
        List<String> names = new ArrayList<>();
        for (Object constant : type.getEnumConstants()) {
            Object name = toSetting(constant);
            if (name.equals(value.toString())) {
                return constant;
            }
            names.add(name.toString());
        }
        throw new NnException.Configuration("Setting \"" + key + "\" is " + Message.quote(value.toString())
                + ", expected one of " + String.join(", ", names) + ".");
    }
}

package nn.core.spi;

import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import nn.core.Message;
import nn.core.NnException;

/**
 * A component by name with its settings, in text {@code name} or {@code name:key=value,key=value}, for example {@code
 * adam:beta1=0.9,epsilon=1e-8}. A list, or a component with settings of its own, stands in parentheses within
 * another's: {@code warm-up:epochs=5,then=(step:epochs=30,gamma=0.1)}, {@code residual:layers=(dense:units=8,bias=false,dropout)}.
 *
 * @param name the registered name of the component
 * @param settings the settings that are given; those that are not keep their defaults
 */
public record Spec(String name, Settings settings) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    /** Checks the name. */
    public Spec {
        if (!isName(name)) {
            throw new NnException.Configuration("Name " + Message.quote(name)
                    + ": expected lower-case letters, digits and single hyphens, like \"leaky-relu\".");
        }
    }

    /** Whether a text may be the name of a component: lower-case letters, digits, single hyphens. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** A component with its default settings. */
    public static Spec of(String name) {
        return new Spec(name, Settings.EMPTY);
    }

    /**
     * Describes a component that is a record: its components are the settings.
     *
     * @param name the registered name
     * @param component the record
     * @param lookup the component's own lookup, which may read it
     */
    public static Spec of(String name, Record component, MethodHandles.Lookup lookup) {
        return new Spec(name, SettingsRecords.fromRecord(component, lookup));
    }

    /**
     * Reads {@code name:key=value,key=value}.
     *
     * @throws NnException.Configuration if the text has another form
     */
    public static Spec parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return of(text.strip());
        }
        Settings.Builder settings = Settings.builder();
        for (String pair : splitAtCommas(text.substring(colon + 1))) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new NnException.Configuration("Settings in " + Message.quote(text) + ": found "
                        + Message.quote(pair) + ", expected key=value, as in \"adam:beta1=0.9,epsilon=1e-8\".");
            }
            settings.put(
                    pair.substring(0, equals).strip(),
                    withoutParentheses(pair.substring(equals + 1).strip()));
        }
        return new Spec(text.substring(0, colon).strip(), settings.build());
    }

    /**
     * Splits a text at the commas that stand in no parentheses.
     *
     * @throws NnException.Configuration if the parentheses do not match
     */
    static List<String> splitAtCommas(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length() && depth >= 0; i++) {
            switch (text.charAt(i)) {
                case '(' -> depth++;
                case ')' -> depth--;
                case ',' -> {
                    if (depth == 0) {
                        parts.add(text.substring(start, i));
                        start = i + 1;
                    }
                }
                default -> {}
            }
        }
        if (depth != 0) {
            throw new NnException.Configuration("Settings in " + Message.quote(text)
                    + ": found an opening or closing parenthesis without the other.");
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static String withoutParentheses(String value) {
        return value.startsWith("(") && value.endsWith(")")
                ? value.substring(1, value.length() - 1).strip()
                : value;
    }

    /** The text form, which {@link #parse} reads. */
    @Override
    public String toString() {
        return settings.isEmpty() ? name : name + ":" + settings;
    }
}

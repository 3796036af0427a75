package nn.core.spi;

import java.util.Locale;

/** Translates between Java's names and those of options, configuration files and models. */
public final class Names {

    private Names() {}

    /** {@code learningRate} and {@code LearningRate} become {@code learning-rate}. */
    public static String toKebabCase(String javaName) {
        return javaName.replaceAll("(?<=.)(?=\\p{Upper})", "-").toLowerCase(Locale.ROOT);
    }
}

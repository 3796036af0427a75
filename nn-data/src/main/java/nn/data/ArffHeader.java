package nn.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import nn.core.Message;
import nn.core.NnException;

/** Reads the part of an ARFF file before its rows: the attributes with their types. */
final class ArffHeader {

    /** What an attribute's values are. */
    enum Type {
        /** {@code numeric}, {@code real} or {@code integer}. */
        NUMBER,
        /** One of the texts in braces. */
        NOMINAL,
        /** Any text. */
        STRING,
        /** A point in time, which is not read. */
        DATE
    }

    /**
     * An attribute.
     *
     * @param name its name
     * @param type what its values are
     * @param categories the declared values of a nominal attribute, in order; else none
     * @param at the place where it is declared, for messages
     */
    record Attribute(String name, Type type, List<String> categories, String at) {}

    private final TextLines lines;
    private final CsvLimits limits;
    private final ArffWord word;
    private final List<Attribute> attributes = new ArrayList<>();
    private final Set<String> names = new TreeSet<>();
    private int categories;

    private ArffHeader(TextLines lines, CsvLimits limits) {
        this.lines = lines;
        this.limits = limits;
        word = new ArffWord(lines);
    }

    /** Reads up to the line {@code @data}, that one included. */
    static List<Attribute> read(TextLines lines, CsvLimits limits) {
        ArffHeader header = new ArffHeader(lines, limits);
        while (nextLine(lines)) {
            if (header.isData()) {
                if (header.attributes.isEmpty()) {
                    throw lines.failure("no attributes, expected lines \"@attribute NAME TYPE\" before @data.");
                }
                return List.copyOf(header.attributes);
            }
        }
        throw lines.failure("the file ends without @data, expected attributes and then @data with rows below.");
    }

    /** Goes to the next line that is neither blank nor a comment. */
    static boolean nextLine(TextLines lines) {
        while (lines.next()) {
            if (lines.skipBlanks() && !lines.isAt('%')) {
                return true;
            }
        }
        return false;
    }

    /** Takes a declaration; true for {@code @data}. */
    private boolean isData() {
        word.read("@relation, @attribute or @data");
        String keyword = word.toString().toLowerCase(Locale.ROOT);
        switch (keyword) {
            case "@relation" -> {
                if (lines.skipBlanks()) {
                    word.read("the relation's name");
                }
            }
            case "@attribute" -> attribute();
            case "@data" -> {}
            default -> {
                lines.moveTo(0);
                throw lines.failure("found " + Message.quote(word.toString())
                        + ", expected @relation, @attribute or @data. Is it an ARFF file?");
            }
        }
        endOfLine(lines);
        return keyword.equals("@data");
    }

    /** Accepts nothing but a comment. */
    static void endOfLine(TextLines lines) {
        if (lines.skipBlanks() && !lines.isAt('%')) {
            throw lines.failure("found " + lines.rest()
                    + ", expected the end of the line. Put quotes around a word that contains blanks.");
        }
    }

    private void attribute() {
        lines.skipBlanks();
        String at = lines.at();
        word.read("the attribute's name");
        String name = word.toString();
        if (name.isBlank()) {
            throw new NnException.Data(at + "the attribute's name is empty. Name every attribute.");
        }
        if (!names.add(name)) {
            throw new NnException.Data(
                    at + "a second attribute " + Message.quote(name) + ", expected different names. Rename one.");
        }
        if (attributes.size() == limits.columns()) {
            throw new NnException.LimitExceeded(at + "more than " + limits.columns()
                    + " attributes, the limit. Use fewer, or raise the limit (CsvLimits.columns).");
        }
        lines.skipBlanks();
        if (lines.isAt('{')) {
            attributes.add(new Attribute(name, Type.NOMINAL, nominal(), at));
        } else {
            attributes.add(new Attribute(name, type(), List.of(), at));
        }
    }

    private Type type() {
        int from = lines.index();
        word.read("a type: numeric, string or {values}");
        String type = word.toString().toLowerCase(Locale.ROOT);
        return switch (type) {
            case "numeric", "real", "integer" -> Type.NUMBER;
            case "string" -> Type.STRING;
            case "date" -> {
                if (lines.skipBlanks() && !lines.isAt('%')) {
                    word.read("the date's format");
                }
                yield Type.DATE;
            }
            default -> {
                lines.moveTo(from);
                throw lines.failure("the type is " + Message.quote(type)
                        + ", expected numeric, real, integer, string, date or {values}."
                        + (type.equals("relational") ? " Write a table without nested ones." : ""));
            }
        };
    }

    private List<String> nominal() {
        Set<String> seen = new TreeSet<>();
        List<String> values = new ArrayList<>();
        do {
            lines.moveTo(lines.index() + 1);
            lines.skipBlanks();
            int from = lines.index();
            word.read("a value");
            String value = word.toString();
            if (!seen.add(value)) {
                lines.moveTo(from);
                throw lines.failure("the value " + Message.quote(value) + " is declared twice. Remove one.");
            }
            if (++categories > limits.categories()) {
                throw new NnException.LimitExceeded(lines.at() + "more than " + limits.categories()
                        + " declared values, the limit. Use fewer, or raise the limit (CsvLimits.categories).");
            }
            values.add(value);
            lines.skipBlanks();
        } while (lines.isAt(','));
        if (!lines.isAt('}')) {
            throw lines.failure("found " + lines.rest() + ", expected a comma or } after a value.");
        }
        lines.moveTo(lines.index() + 1);
        return List.copyOf(values);
    }
}

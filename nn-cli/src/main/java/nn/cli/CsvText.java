package nn.cli;

import java.util.List;
import java.util.stream.Collectors;

/** Writes CSV as RFC 4180 has it. */
final class CsvText {

    private CsvText() {}

    static String line(List<String> values) {
        return values.stream().map(CsvText::quoted).collect(Collectors.joining(",")) + "\n";
    }

    private static String quoted(String value) {
        boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }
}

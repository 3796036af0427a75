package nn.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import nn.core.Message;
import nn.core.NnException;

/** Reads the first record of a CSV file for the columns' names. */
final class CsvHeader extends CsvScan {

    private final CsvOptions options;
    private final List<String> values = new ArrayList<>();
    private long firstLine = 1;

    private CsvHeader(TextInput input, CsvOptions options) {
        super(input, options);
        this.options = options;
    }

    /** The names of the columns, all different. */
    static List<String> read(TextInput input, CsvOptions options) {
        CsvHeader header = new CsvHeader(input, options);
        header.run();
        return header.names();
    }

    @Override
    void field(int column, char[] text, int from, int to) {
        values.add(new String(text, from, to - from).strip());
        firstLine = line();
    }

    @Override
    boolean endRecord(int count) {
        return false;
    }

    private List<String> names() {
        if (values.isEmpty()) {
            throw new NnException.Data(
                    name() + ":1: the file is empty, expected a line with the columns' names and rows below.");
        }
        if (values.size() == 1) {
            refuseOtherSeparator(values.getFirst());
        }
        if (!options.header()) {
            return IntStream.rangeClosed(1, values.size())
                    .mapToObj(i -> "column" + i)
                    .toList();
        }
        refuseNumbers();
        Map<String, Integer> seen = new TreeMap<>();
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i).isEmpty()) {
                throw new NnException.Data(at(firstLine) + "column " + (i + 1) + " has no name. Name every column.");
            }
            Integer earlier = seen.put(values.get(i), i + 1);
            if (earlier != null) {
                throw new NnException.Data(
                        at(firstLine) + "columns " + earlier + " and " + (i + 1) + " are both called "
                                + Message.quote(values.get(i)) + ", expected different names. Rename one.");
            }
        }
        return List.copyOf(values);
    }

    private void refuseOtherSeparator(String name) {
        for (char other : new char[] {',', ';', '\t', '|'}) {
            if (other != options.separator() && name.indexOf(other) >= 0) {
                throw new NnException.Data(
                        at(firstLine) + "one column " + Message.quote(name) + ". Are values separated by "
                                + Message.quote(String.valueOf(other)) + "? Declare it (CsvOptions.withSeparator).");
            }
        }
    }

    /** Names that are all numbers are a row of values, unless they simply count. */
    private void refuseNumbers() {
        DecimalText numbers = new DecimalText();
        boolean counting = true;
        for (int i = 0; i < values.size(); i++) {
            char[] text = values.get(i).toCharArray();
            if (numbers.form(text, 0, text.length) != DecimalText.Form.NUMBER) {
                return;
            }
            double value = numbers.parse(text, 0, text.length);
            counting &= value == i || value == i + 1;
        }
        if (!counting) {
            throw new NnException.Data(
                    at(firstLine) + "the first line holds numbers, expected the columns' names. Add a line"
                            + " with names, or say that there is none (CsvOptions.withoutHeader).");
        }
    }
}

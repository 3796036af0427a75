package nn.data;

import java.util.List;
import nn.core.Message;
import nn.core.NnException;

/** Reads the rows of an ARFF file and gives their values away. */
final class ArffRows {

    private final TextLines lines;
    private final List<ArffHeader.Attribute> attributes;
    private final List<CategoryDictionary> declared;
    private final CellSink cells;
    private final int mostCells;
    private long rows;
    private final ArffWord word;
    private final DecimalText decimal = new DecimalText();

    /**
     * Starts behind the header.
     *
     * @param mostCells the most values of a table with sparse rows
     */
    ArffRows(TextLines lines, List<ArffHeader.Attribute> attributes, CellSink cells, int mostCells) {
        this.lines = lines;
        this.attributes = attributes;
        this.cells = cells;
        this.mostCells = mostCells;
        declared = attributes.stream()
                .map(attribute -> new CategoryDictionary(attribute.categories()))
                .toList();
        word = new ArffWord(lines);
    }

    /** Reads the row that is the current line. */
    void read() {
        rows++;
        if (lines.isAt('{')) {
            readSparse();
        } else {
            readDense();
        }
        lines.skipBlanks();
        if (lines.isAt(',')) {
            lines.moveTo(lines.index() + 1);
            lines.skipBlanks();
            throw lines.failure(
                    lines.isAt('{')
                            ? "the row has a weight in braces, which is not read. Write weights as an attribute and name it"
                                    + " with --weights (CsvOptions.withRole)."
                            : "more than " + attributes.size() + " values, expected one for each attribute. Quote a"
                                    + " value that contains a comma.");
        }
        ArffHeader.endOfLine(lines);
        cells.endRow(lines);
    }

    private void readDense() {
        for (int column = 0; column < attributes.size(); column++) {
            if (column > 0) {
                lines.skipBlanks();
                if (!lines.isAt(',')) {
                    throw lines.failure(
                            "found " + lines.rest() + " after " + column + (column == 1 ? " value" : " values")
                                    + ", expected a comma and " + attributes.size()
                                    + " values. Complete the row, or quote a value that contains blanks.");
                }
                lines.moveTo(lines.index() + 1);
                lines.skipBlanks();
            }
            give(column);
        }
    }

    private void readSparse() {
        if (rows * attributes.size() > mostCells) {
            throw new NnException.LimitExceeded(lines.at() + rows + " rows of " + attributes.size()
                    + " attributes are more values than the limit of " + mostCells
                    + " when zeros are filled in. Use fewer rows, or raise the limit (CsvLimits.cells).");
        }
        int start = lines.index();
        int next = 0;
        do {
            lines.moveTo(lines.index() + 1);
            if (lines.skipBlanks() && !(next == 0 && lines.isAt('}'))) {
                int index = index(next);
                leaveOut(next, index, start);
                lines.skipBlanks();
                give(index);
                next = index + 1;
                lines.skipBlanks();
            }
        } while (lines.isAt(','));
        if (!lines.isAt('}')) {
            throw lines.failure("found " + lines.rest() + ", expected a comma or } in a sparse row.");
        }
        int end = lines.index() + 1;
        leaveOut(next, attributes.size(), start);
        lines.moveTo(end);
    }

    private int index(int least) {
        int from = lines.index();
        word.read("index value, such as 3 0.5");
        double index = decimal.parse(word.text(), word.from(), word.to());
        int end = lines.index();
        if (!(index >= least && index < attributes.size() && index == Math.rint(index))) {
            lines.moveTo(from);
            throw lines.failure("the index is " + Message.quote(word.toString()) + ", expected whole numbers from 0 to "
                    + (attributes.size() - 1) + " that increase.");
        }
        lines.moveTo(end);
        return (int) index;
    }

    /** Gives the values that a sparse row does not mention. */
    private void leaveOut(int from, int to, int start) {
        int here = lines.index();
        lines.moveTo(start);
        for (int column = from; column < to; column++) {
            ArffHeader.Attribute attribute = attributes.get(column);
            switch (attribute.type()) {
                case NUMBER -> cells.number(lines, column, 0);
                case NOMINAL -> {
                    char[] first = attribute.categories().getFirst().toCharArray();
                    cells.text(lines, column, first, 0, first.length);
                }
                case STRING -> {
                    if (!cells.wants(column)) {
                        break;
                    }
                    throw lines.failure("attribute " + Message.quote(attribute.name())
                            + " is left out, but it holds strings, of which none stands for 0. Give it in each row.");
                }
                case DATE -> {}
            }
        }
        lines.moveTo(here);
    }

    private void give(int column) {
        ArffHeader.Attribute attribute = attributes.get(column);
        int from = lines.index();
        word.read("a value");
        int end = lines.index();
        lines.moveTo(from);
        if (word.isMissing()) {
            cells.missing(lines, column);
        } else {
            switch (attribute.type()) {
                case NUMBER -> cells.number(lines, column, number(attribute));
                case NOMINAL -> {
                    refuseUndeclared(column);
                    cells.text(lines, column, word.text(), word.from(), word.to());
                }
                case STRING -> cells.text(lines, column, word.text(), word.from(), word.to());
                case DATE -> {}
            }
        }
        lines.moveTo(end);
    }

    private double number(ArffHeader.Attribute attribute) {
        return switch (decimal.form(word.text(), word.from(), word.to())) {
            case NUMBER, NOT_FINITE -> decimal.anyNumber(word.text(), word.from(), word.to());
            case DECIMAL_COMMA, TEXT ->
                throw lines.failure("attribute " + Message.quote(attribute.name()) + " is "
                        + Message.quote(word.toString()) + ", expected a number, or ? for a missing one.");
        };
    }

    private void refuseUndeclared(int column) {
        if (declared.get(column).find(word.text(), word.from(), word.to()) < 0) {
            ArffHeader.Attribute attribute = attributes.get(column);
            throw lines.failure("attribute " + Message.quote(attribute.name()) + " is "
                    + Message.quote(word.toString()) + ", expected one of "
                    + Message.oneLine(String.join(", ", attribute.categories()), 100)
                    + ", or ? for a missing one.");
        }
    }
}

package nn.cli;

import java.util.List;

/** Text in columns. */
final class TextTable {

    private static final int MAX_WIDTH = 60;

    private TextTable() {}

    static String of(List<List<String>> rows) {
        int columns = rows.getFirst().size();
        int[] width = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                width[i] = Math.min(MAX_WIDTH, Math.max(width[i], row.get(i).length()));
            }
        }
        StringBuilder table = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                line.append(row.get(i))
                        .append(" ".repeat(Math.max(0, width[i] - row.get(i).length()) + 2));
            }
            table.append(line.toString().stripTrailing()).append('\n');
        }
        return table.toString();
    }
}

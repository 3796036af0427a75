package nn.core.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import nn.core.NnException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoleValuesTest {

    private static TableDataset dataset(Role role, Column column) {
        double[] numbers = new double[column.rows()];
        Table table =
                new Table("t", List.of(column, new Column.Numeric("x", numbers), new Column.Numeric("y", numbers)));
        return TableDataset.of(table, List.of("y"), new TreeMap<>(Map.of(role, "r")));
    }

    private static Column text(String... texts) {
        return new Column.Categorical(
                "r", List.of(texts), IntStream.range(0, texts.length).toArray());
    }

    private static double value(Role role, Column column) {
        Numbers values = dataset(role, column).role(role).orElseThrow();
        return values.get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31, 2026-01-31T00:00:00Z",
        "2026-01-31T18:30, 2026-01-31T18:30:00Z",
        "2026-01-31 18:30:15, 2026-01-31T18:30:15Z",
        "2026-01-31T18:30:15.25, 2026-01-31T18:30:15.250Z",
        "2026-01-31T18:30:00+01:00, 2026-01-31T17:30:00Z",
        "2026-01-31T18:30:00Z, 2026-01-31T18:30:00Z",
        "1969-12-31, 1969-12-31T00:00:00Z"
    })
    void datesAndTimesAreSeconds(String text, Instant expected) {
        double seconds = value(Role.TIME, text(text));
        assertEquals(expected.getEpochSecond() + expected.getNano() / 1e9, seconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "31.01.2026", "2026-02-30", "2026-1-31", "2026-01-31Z", "18:30", ""})
    void otherTextsAreRefusedWithTheirRow(String text) {
        NnException.Data e = assertThrows(NnException.Data.class, () -> dataset(Role.TIME, text("2026-01-31", text)));
        String start = "t: row 2: time column \"r\" is \"" + text + "\", expected a number, or a date as in";
        assertEquals(start, String.valueOf(e.getMessage()).substring(0, start.length()));
    }

    @Test
    void groupsAreNumbersOrTexts() {
        assertEquals(-3.5, value(Role.GROUP, new Column.Numeric("r", new double[] {-3.5})));
        Numbers groups = dataset(Role.GROUP, new Column.Categorical("r", List.of("a", "b"), new int[] {1, 0, 1}))
                .role(Role.GROUP)
                .orElseThrow();
        assertEquals(groups.get(0), groups.get(2));
    }

    @ParameterizedTest
    @CsvSource({"WEIGHT,weight", "GROUP,group", "TIME,time"})
    void aMissingValueIsRefusedWithItsRow(Role role, String name) {
        Column numbers = new Column.Numeric("r", new double[] {1, Double.NaN});
        NnException.Data e = assertThrows(NnException.Data.class, () -> dataset(role, numbers));
        String message = "t: row 2: " + name + " column \"r\" has no finite value. Remove the row or complete it.";
        assertEquals(message, e.getMessage());
        if (role != Role.WEIGHT) {
            Column texts = new Column.Categorical("r", List.of("2026-01-31"), new int[] {0, -1});
            assertEquals(
                    message,
                    assertThrows(NnException.Data.class, () -> dataset(role, texts))
                            .getMessage());
        }
    }

    @Test
    void aDatasetWithoutTheRoleHasNoneAndWeighsAllTheSame() {
        TableDataset dataset = dataset(Role.GROUP, text("a", "b"));
        assertEquals(Optional.empty(), dataset.role(Role.TIME));
        assertEquals(1, dataset.weight(1));
    }
}

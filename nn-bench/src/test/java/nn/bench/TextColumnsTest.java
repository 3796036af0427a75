package nn.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextColumnsTest {

    private final TextColumns columns =
            new TextColumns().words("op", 4).numbers("speed", 3).numbers("%", 4);

    @Test
    void wordsStandLeftAndNumbersRightUnderTheirTitles() {
        assertEquals("op    speed     %", columns.header());
        assertEquals("NN     12.5   100", columns.line(List.of("NN", "12.5", "100")));
    }

    @Test
    void aCellThatIsTooLongIsNotCut() {
        assertEquals("longer   12.5   100", columns.line(List.of("longer", "12.5", "100")));
    }

    @Test
    void aLineHasACellForEachColumn() {
        assertThrows(IllegalArgumentException.class, () -> columns.line(List.of("NN", "1")));
    }
}

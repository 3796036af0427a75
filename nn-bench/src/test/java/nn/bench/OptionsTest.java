package nn.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import nn.core.NnException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    private static Options parse(String... arguments) {
        return new Options("sing", List.of(arguments), List.of("--voices", "--songs"), List.of("--loud"));
    }

    @Test
    void valuesAndSwitchesAreReadInAnyOrder() {
        Options options = parse("--loud", "--songs", "b,a,b", "--voices", "3");
        assertTrue(options.has("--loud"));
        assertEquals(List.of("b", "a"), options.list("--songs"));
        assertEquals(3, options.count("--voices", 1, 8));
    }

    @Test
    void whatIsNotGivenHasItsDefault() {
        Options options = parse();
        assertFalse(options.has("--loud"));
        assertEquals(List.of(), options.list("--songs"));
        assertEquals(List.of("all"), options.list("--songs", "all"));
        assertEquals("one", options.text("--songs", "one"));
        assertEquals(4, options.count("--voices", 4, 8));
    }

    @Test
    void anUnknownOptionIsRefusedWithTheKnownOnes() {
        assertEquals(
                "sing: unknown option \"--quiet\". Expected: --voices, --songs, --loud.",
                assertThrows(NnException.Configuration.class, () -> parse("--quiet"))
                        .getMessage());
    }

    @Test
    void anOptionWithoutItsValueIsRefused() {
        assertThrows(NnException.Configuration.class, () -> parse("--voices"));
        assertThrows(NnException.Configuration.class, () -> parse("--voices", "--loud"));
    }

    @Test
    void anOptionThatComesTwiceIsRefused() {
        assertThrows(NnException.Configuration.class, () -> parse("--voices", "1", "--voices", "2"));
        assertThrows(NnException.Configuration.class, () -> parse("--loud", "--loud"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "9", "-1", "two", "1.5", "99999999999", ""})
    void aCountOutsideItsRangeIsRefused(String value) {
        Options options = parse("--voices", value);
        assertThrows(NnException.Configuration.class, () -> options.count("--voices", 1, 8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", "a,", ",a", "a,,b", " "})
    void aListWithAnEmptyPartIsRefused(String value) {
        Options options = parse("--songs", value);
        assertThrows(NnException.Configuration.class, () -> options.list("--songs"));
    }
}

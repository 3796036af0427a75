package nn.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTextTest {

    private final DecimalText decimal = new DecimalText();

    private DecimalText.Form form(String text) {
        return decimal.form(("x" + text + "y").toCharArray(), 1, 1 + text.length());
    }

    private double parse(String text) {
        return decimal.parse(("1" + text + "2").toCharArray(), 1, 1 + text.length());
    }

    private void assertSameAsJdk(String text) {
        double expected = Double.parseDouble(text);
        assertEquals(Double.doubleToRawLongBits(expected), Double.doubleToRawLongBits(parse(text)), text);
        assertEquals(Double.isFinite(expected), form(text) == DecimalText.Form.NUMBER, text);
    }

    @Test
    void parsesEveryNumberToTheNearestDouble() {
        Random random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            double anyBits = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(anyBits)) {
                assertSameAsJdk(Double.toString(anyBits));
            }
            assertSameAsJdk(Double.toString(random.nextDouble()));
            assertSameAsJdk(Float.toString(random.nextFloat() * 1000));
            String digits = Long.toUnsignedString(random.nextLong() >>> random.nextInt(64));
            assertSameAsJdk(digits + "e" + (random.nextInt(60) - 40));
            int point = random.nextInt(digits.length() + 1);
            assertSameAsJdk(digits.substring(0, point) + "." + digits.substring(point));
            assertSameAsJdk("-0.00" + digits);
        }
    }

    /** Halves between two neighbouring doubles, and texts just beside them. */
    @Test
    void roundsHalvesToEven() {
        Random random = new Random(2);
        for (int i = 0; i < 20_000; i++) {
            long odd = (random.nextLong() >>> 10 | 1L << 53) | 1;
            for (int beside = -1; beside <= 1; beside++) {
                assertSameAsJdk(Long.toString(odd + beside));
                assertSameAsJdk(Long.toString(odd + beside) + ".0");
                assertSameAsJdk(Long.toString(odd + beside) + "0e-1");
            }
        }
        assertSameAsJdk("9007199254740993");
        assertSameAsJdk("18446744073709551615");
        assertSameAsJdk("9999999999999999999e-18");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "+1",
                "1.",
                ".5",
                "-.5e3",
                "1E5",
                "1e+5",
                "007",
                "0e999999999999",
                "1e-9999",
                "4.9e-324",
                "1.7976931348623157e308",
                "1.510000000000000000e+02",
                "0.000000000000000000000000000000000000001",
                "123456789012345678901"
            })
    void numbersAreNumbers(String text) {
        assertEquals(DecimalText.Form.NUMBER, form(text));
        assertSameAsJdk(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NaN",
                "nan",
                "-nan",
                "inf",
                "-Inf",
                "Infinity",
                "+INFINITY",
                "1e309",
                "1.8e308",
                "1e999999999999999"
            })
    void notFinite(String text) {
        assertEquals(DecimalText.Form.NOT_FINITE, form(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "-", ".", "e5", "1e", "1e+", "1d", "1f", "0x10", "1_000", "1 2", "--1", "1.2.3", "n/a", "infinit",
                "١"
            })
    void textIsText(String text) {
        assertEquals(DecimalText.Form.TEXT, form(text));
        assertTrue(Double.isNaN(parse(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,5", "-0,25", "1,5e3", "1,"})
    void commasForPoints(String text) {
        assertEquals(DecimalText.Form.DECIMAL_COMMA, form(text));
    }

    @Test
    void aMillionDigitsTakeNoTime() {
        assertSameAsJdk("0." + "0".repeat(500_000) + "1" + "7".repeat(500_000));
        assertEquals(DecimalText.Form.NOT_FINITE, form("9".repeat(1_000_000)));
    }
}

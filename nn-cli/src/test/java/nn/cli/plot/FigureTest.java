package nn.cli.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FigureTest {

    private static final Figure FIGURE = new Figure(
            "a < b & \"c\"",
            2,
            List.of(
                    new Panel(
                            "one",
                            Axis.linear("epoch"),
                            Axis.logarithmic("loss"),
                            List.of(
                                    new Series("first", new double[] {1, 2, 3, 4}, new double[] {1e-5, 0, 10, 1e3}),
                                    new Series("second", new double[] {1, 2}, new double[] {1, Double.NaN}))),
                    new Panel(
                            "two",
                            Axis.linear("epoch"),
                            Axis.linear("accuracy"),
                            List.of(new Series("second", new double[] {1, 2}, new double[] {0.5, 0.75}))),
                    new Panel("none", Axis.linear("epoch"), Axis.linear("accuracy"), List.of())));

    /** An element with its attributes, as they are written. */
    private record Element(String attributes, String content) {
        String attribute(String name) {
            Matcher matcher = Pattern.compile(" " + name + "=\"([^\"]*)\"").matcher(attributes);
            return matcher.find() ? matcher.group(1) : "";
        }

        double number(String name) {
            return Double.parseDouble(attribute(name));
        }
    }

    private static List<Element> elements(String name) {
        return Pattern.compile("<" + name + "( [^>]*)>([^<]*)")
                .matcher(FIGURE.svg())
                .results()
                .map(match -> new Element(match.group(1), match.group(2)))
                .toList();
    }

    @Test
    void everyTextLiesInsideThePicture() {
        double width = elements("svg").getFirst().number("width");
        double height = elements("svg").getFirst().number("height");
        assertEquals("a &lt; b &amp; \"c\"", elements("text").getFirst().content());
        List<Element> level = elements("text").stream()
                .filter(text -> !text.attribute("x").isEmpty())
                .toList();
        assertTrue(level.size() > 30);
        for (Element text : level) {
            double length = Svg.width(text.content());
            double left = switch (text.attribute("text-anchor")) {
                case "end" -> text.number("x") - length;
                case "middle" -> text.number("x") - length / 2;
                default -> text.number("x");
            };
            assertTrue(left >= 0 && left + length <= width, text::toString);
            assertTrue(text.number("y") > Svg.TEXT && text.number("y") < height, text::toString);
        }
    }

    @Test
    void aValueWithoutPlaceInterruptsItsLine() {
        // Two samples in the legend; first: one point, then two; second: one point, and two in the other panel.
        assertEquals(
                List.of(2, 2, 1, 2, 1, 2),
                elements("polyline").stream()
                        .map(line -> (int) line.attribute("points")
                                .chars()
                                .filter(c -> c == ',')
                                .count())
                        .toList());
    }

    @Test
    void aSeriesLooksTheSameInAllPanelsAndUnlikeOthers() {
        List<String> colors = elements("polyline").stream()
                .map(line -> line.attribute("stroke"))
                .toList();
        assertEquals(colors.get(1), colors.get(4));
        assertEquals(colors.get(1), colors.get(5));
        assertNotEquals(colors.get(0), colors.get(1));
    }
}

package nn.cli.plot;

import java.util.Locale;

/** Writes the elements of an SVG document; coordinates are pixels from the upper left corner. */
final class Svg {

    /** The size of ordinary text, in pixels. */
    static final int TEXT = 13;

    private final StringBuilder text = new StringBuilder();

    Svg(double width, double height) {
        text.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\" viewBox=\"0 0 %.0f %.0f\""
                        + " font-family=\"DejaVu Sans, Helvetica, Arial, sans-serif\" font-size=\"%d\" fill=\"#222222\">%n",
                width,
                height,
                width,
                height,
                TEXT));
        // Some viewers are dark; text and lines are made for a light ground.
        text.append(
                String.format(Locale.ROOT, "<rect width=\"%.0f\" height=\"%.0f\" fill=\"#ffffff\"/>%n", width, height));
    }

    /** An upper bound of the width of a text of ordinary size, which differs between fonts. */
    static double width(String words) {
        return 0.64 * TEXT * words.codePointCount(0, words.length());
    }

    /** A coordinate as text. */
    static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /** Where the place of a text is. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    void text(double x, double y, Anchor anchor, String words) {
        text.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
                x,
                y,
                anchor.name().toLowerCase(Locale.ROOT),
                escaped(words)));
    }

    void title(double x, double y, int size, String words) {
        text.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" font-size=\"%d\" font-weight=\"bold\">%s</text>%n",
                x,
                y,
                size,
                escaped(words)));
    }

    /** A text that is read from bottom to top. */
    void uprightText(double x, double y, String words) {
        text.append(String.format(
                Locale.ROOT,
                "<text transform=\"translate(%.1f %.1f) rotate(-90)\" text-anchor=\"middle\">%s</text>%n",
                x,
                y,
                escaped(words)));
    }

    void line(double x1, double y1, double x2, double y2, String color) {
        text.append(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>%n",
                x1,
                y1,
                x2,
                y2,
                color));
    }

    /** Lines from point to point, given as {@code "x,y x,y …"}. */
    void polyline(String points, Look look) {
        text.append(String.format(
                Locale.ROOT,
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\" stroke-linejoin=\"round\"%s/>%n",
                points.strip(),
                look.color(),
                look.dashes().isEmpty() ? "" : " stroke-dasharray=\"" + look.dashes() + "\""));
    }

    void marker(double x, double y, Look look) {
        String shape = switch (look.marker()) {
            case CIRCLE -> "M-4,0 a4,4 0 1,0 8,0 a4,4 0 1,0 -8,0z";
            case SQUARE -> "M-3.5,-3.5 h7 v7 h-7z";
            case TRIANGLE -> "M0,-4.6 L4.4,3.4 L-4.4,3.4z";
            case DIAMOND -> "M0,-5 L5,0 L0,5 L-5,0z";
        };
        text.append(String.format(
                Locale.ROOT,
                "<path transform=\"translate(%.1f %.1f)\" d=\"%s\" fill=\"%s\"/>%n",
                x,
                y,
                shape,
                look.color()));
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** The whole document. */
    String document() {
        return text + "</svg>\n";
    }
}

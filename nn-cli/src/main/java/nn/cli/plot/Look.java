package nn.cli.plot;

import java.util.List;

/**
 * How a series is drawn. Color, marker and dashes all differ, so that neither colour blindness nor a printer makes two of them
 * alike.
 *
 * @param color as in CSS
 * @param marker drawn at each point, where there is room
 * @param dashes lengths of dash and gap; empty for a solid line
 */
record Look(String color, Marker marker, String dashes) {

    enum Marker {
        CIRCLE,
        SQUARE,
        TRIANGLE,
        DIAMOND
    }

    /** Okabe and Ito, "Color universal design", 2008, without yellow, which is hard to see on white. */
    private static final List<String> COLORS =
            List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000");

    private static final List<String> DASHES = List.of("", "7 3", "2 3");

    static Look of(int index) {
        Marker[] markers = Marker.values();
        return new Look(
                COLORS.get(index % COLORS.size()), markers[index % markers.length], DASHES.get(index % DASHES.size()));
    }
}

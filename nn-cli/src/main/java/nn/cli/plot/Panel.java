package nn.cli.plot;

import java.util.List;

/**
 * A coordinate system with its lines.
 *
 * @param title what stands above it
 * @param x the horizontal axis
 * @param y the vertical axis
 * @param series the lines
 */
public record Panel(String title, Axis x, Axis y, List<Series> series) {

    /** Keeps a copy of the list. */
    public Panel {
        series = List.copyOf(series);
    }
}

package nn.cli.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import nn.cli.plot.Svg.Anchor;

/**
 * Panels in a grid under one title and one legend.
 *
 * @param title what the picture shows
 * @param columns panels side by side
 * @param panels row after row
 */
public record Figure(String title, int columns, List<Panel> panels) {

    private static final double PLOT_WIDTH = 380;
    private static final double PLOT_HEIGHT = 250;
    private static final double GAP = 22;
    private static final double TITLE_HEIGHT = 40;
    private static final double LEGEND_LINE = 22;
    private static final double LEGEND_SAMPLE = 34;
    private static final double PANEL_TITLE = 28;
    private static final double BELOW_PLOT = 48;
    private static final int TITLE_SIZE = 17;
    private static final int PANEL_TITLE_SIZE = 14;
    private static final int MOST_MARKERS = 24;

    /** Keeps a copy of the list. */
    public Figure {
        panels = List.copyOf(panels);
        if (columns < 1 || panels.isEmpty()) {
            throw new IllegalArgumentException(title + ": " + panels.size() + " panels in " + columns + " columns.");
        }
    }

    /** The picture as an SVG document. */
    public String svg() {
        return new Drawing().document();
    }

    /** A panel with its axes ready and its place known. */
    private record Placed(Panel panel, Ticks x, Ticks y, double left, double top) {

        double x(double value) {
            return left + PLOT_WIDTH * x.place(value);
        }

        double y(double value) {
            return top + PLOT_HEIGHT * (1 - y.place(value));
        }
    }

    /** One writing of the figure. */
    private final class Drawing {
        private final List<String> names = panels.stream()
                .flatMap(panel -> panel.series().stream())
                .map(Series::name)
                .distinct()
                .toList();
        private final List<Ticks> xs = panels.stream()
                .map(panel -> ticks(panel.x(), panel.series().stream().flatMapToDouble(s -> DoubleStream.of(s.x()))))
                .toList();
        private final List<Ticks> ys = panels.stream()
                .map(panel -> ticks(panel.y(), panel.series().stream().flatMapToDouble(s -> DoubleStream.of(s.y()))))
                .toList();
        /** Room for the numbers of the vertical axes and their label. */
        private final double leftOfPlot = ys.stream()
                        .flatMap(ticks -> ticks.labels().stream())
                        .mapToDouble(Svg::width)
                        .max()
                        .orElse(0)
                + 3.0 * Svg.TEXT;

        private final double cellWidth = leftOfPlot + PLOT_WIDTH + GAP;
        private final double cellHeight = PANEL_TITLE + PLOT_HEIGHT + BELOW_PLOT;
        private final double width = Math.max(columns * cellWidth, 1.1 * Svg.width(title) + 2 * GAP);
        private final List<List<String>> legend = legendLines();
        private final double head = TITLE_HEIGHT + legend.size() * LEGEND_LINE;
        private final Svg svg = new Svg(width, head + Math.ceilDiv(panels.size(), columns) * cellHeight + GAP / 2);

        private static Ticks ticks(Axis axis, DoubleStream values) {
            return Ticks.of(axis.scale(), values);
        }

        String document() {
            svg.title(width / 2, 26, TITLE_SIZE, title);
            drawLegend();
            for (int i = 0; i < panels.size(); i++) {
                int row = i / columns;
                double left = i % columns * cellWidth + leftOfPlot;
                double top = head + row * cellHeight + PANEL_TITLE;
                draw(new Placed(panels.get(i), xs.get(i), ys.get(i), left, top));
            }
            return svg.document();
        }

        private double legendWidth(String name) {
            return LEGEND_SAMPLE + 8 + Svg.width(name) + GAP;
        }

        /** The names in as many lines as they need; a single series needs none. */
        private List<List<String>> legendLines() {
            List<List<String>> lines = new ArrayList<>();
            double used = Double.POSITIVE_INFINITY;
            for (String name : names.size() == 1 ? List.<String>of() : names) {
                if (used + legendWidth(name) > width - 2 * GAP) {
                    lines.add(new ArrayList<>());
                    used = 0;
                }
                lines.getLast().add(name);
                used += legendWidth(name);
            }
            return lines;
        }

        private void drawLegend() {
            double y = TITLE_HEIGHT + LEGEND_LINE / 2;
            for (List<String> line : legend) {
                double x = (width - line.stream().mapToDouble(this::legendWidth).sum() + GAP) / 2;
                for (String name : line) {
                    Look look = look(name);
                    svg.polyline(
                            Svg.number(x) + "," + Svg.number(y) + " " + Svg.number(x + LEGEND_SAMPLE) + ","
                                    + Svg.number(y),
                            look);
                    svg.marker(x + LEGEND_SAMPLE / 2, y, look);
                    svg.text(x + LEGEND_SAMPLE + 8, y + Svg.TEXT / 3.0, Anchor.START, name);
                    x += legendWidth(name);
                }
                y += LEGEND_LINE;
            }
        }

        private Look look(String name) {
            return Look.of(names.indexOf(name));
        }

        private void draw(Placed place) {
            Panel panel = place.panel();
            double bottom = place.top() + PLOT_HEIGHT;
            double right = place.left() + PLOT_WIDTH;
            svg.title(place.left() + PLOT_WIDTH / 2, place.top() - 9, PANEL_TITLE_SIZE, panel.title());
            for (int i = 0; i < place.y().values().size(); i++) {
                double y = place.y(place.y().values().get(i));
                svg.line(place.left(), y, right, y, "#e2e2e2");
                svg.text(
                        place.left() - 6,
                        y + Svg.TEXT / 3.0,
                        Anchor.END,
                        place.y().labels().get(i));
            }
            for (int i = 0; i < place.x().values().size(); i++) {
                double x = place.x(place.x().values().get(i));
                svg.line(x, bottom, x, bottom + 5, "#222222");
                svg.text(
                        x,
                        bottom + 8 + Svg.TEXT,
                        Anchor.MIDDLE,
                        place.x().labels().get(i));
            }
            svg.line(place.left(), bottom, right, bottom, "#222222");
            svg.line(place.left(), place.top(), place.left(), bottom, "#222222");
            svg.text(
                    place.left() + PLOT_WIDTH / 2,
                    bottom + 27 + Svg.TEXT,
                    Anchor.MIDDLE,
                    panel.x().label());
            svg.uprightText(
                    place.left() - leftOfPlot + 1.5 * Svg.TEXT,
                    place.top() + PLOT_HEIGHT / 2,
                    panel.y().label());
            panel.series().forEach(series -> draw(place, series));
        }

        private void draw(Placed place, Series series) {
            Look look = look(series.name());
            int stride = Math.ceilDiv(Math.max(1, series.x().length), MOST_MARKERS);
            StringBuilder points = new StringBuilder();
            for (int i = 0; i < series.x().length; i++) {
                if (place.x().hasPlace(series.x()[i]) && place.y().hasPlace(series.y()[i])) {
                    double x = place.x(series.x()[i]);
                    double y = place.y(series.y()[i]);
                    points.append(Svg.number(x))
                            .append(',')
                            .append(Svg.number(y))
                            .append(' ');
                    if (i % stride == 0) {
                        svg.marker(x, y, look);
                    }
                } else {
                    join(points, look);
                }
            }
            join(points, look);
        }

        private void join(StringBuilder points, Look look) {
            if (!points.isEmpty()) {
                svg.polyline(points.toString(), look);
                points.setLength(0);
            }
        }
    }
}

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A picture of curves over time as SVG: panels below each other, each with a scale from zero. Looks like {@link Plots}. */
final class Curves {
    private static final int WIDTH = 960;
    private static final int HEIGHT = 150;
    private static final int PANEL = HEIGHT + 62;
    private static final int LEFT = 60;
    private static final int RIGHT = 190;
    private static final int TITLE = 50;
    private static final String STYLE = """
            <style>
              text { fill: #1f2328; font-size: 13px } .small { font-size: 12px; fill: #57606a } .title { font-size: 16px; font-weight: 600 }
              .page { fill: #ffffff } .axis { stroke: #8c959f } .grid { stroke: #d0d7de; stroke-width: 0.5 }
              polyline { fill: none; stroke-width: 1.5; stroke-linejoin: round }
              .memory, .chat { stroke: #218bff } .anonymous { stroke: #80ccff } .cache-hit { stroke: #2da44e } .stream { stroke: #d4a72c }
              .descriptors { stroke: #a475f9 }
              @media (prefers-color-scheme: dark) {
                text { fill: #e6edf3 } .small { fill: #9198a1 } .page { fill: #0d1117 } .axis { stroke: #6e7681 } .grid { stroke: #30363d }
                .memory, .chat { stroke: #388bfd } .anonymous { stroke: #1f4f8f } .cache-hit { stroke: #2ea043 } .stream { stroke: #bb8009 }
                .descriptors { stroke: #8957e5 }
              }
            </style>
            """;

    /** Points of one thing, in the order of x. */
    record Curve(String kind, String label, List<Trend.Point> points) {}

    /** Curves with one scale. */
    record Panel(String title, List<Curve> curves) {}

    private final StringBuilder svg = new StringBuilder();
    private final double end;

    private Curves(double end) {
        this.end = end;
    }

    /** Writes a picture; x is in minutes. */
    static void draw(Path file, String title, List<Panel> panels) throws IOException {
        double end = panels.stream()
                .flatMap(panel -> panel.curves().stream())
                .flatMap(curve -> curve.points().stream())
                .mapToDouble(Trend.Point::x)
                .max()
                .orElse(1);
        Files.createDirectories(file.getParent());
        Files.writeString(file, new Curves(end).picture(title, panels));
    }

    private String picture(String title, List<Panel> panels) {
        int height = TITLE + panels.size() * PANEL;
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"system-ui, sans-serif\" role=\"img\" aria-label=\"%s\">\n"
                .formatted(WIDTH, height, title));
        svg.append(STYLE).append("<rect class=\"page\" width=\"%d\" height=\"%d\" rx=\"8\"/>\n".formatted(WIDTH, height));
        text(20, 30, "title", "start", title);
        for (int i = 0; i < panels.size(); i++) {
            panel(panels.get(i), TITLE + i * PANEL);
        }
        return svg.append("</svg>\n").toString();
    }

    private void panel(Panel panel, int top) {
        double most = panel.curves().stream()
                .flatMap(curve -> curve.points().stream())
                .mapToDouble(Trend.Point::y)
                .max()
                .orElse(1);
        double step = step(most / 4);
        double full = Math.max(step, Math.ceil(most / step) * step);
        int bottom = top + 24 + HEIGHT;
        text(20, top + 12, "small", "start", panel.title());
        for (double y = 0; y < full + step / 2; y += step) {
            double at = bottom - y / full * HEIGHT;
            line(y == 0 ? "axis" : "grid", LEFT, at, WIDTH - RIGHT, at);
            text(LEFT - 8, at + 4, "small", "end", number(y));
        }
        double minutes = step(end / 6);
        for (double x = 0; x <= end + 0.01; x += minutes) {
            text(x(x), bottom + 18, "small", "middle", number(x) + (x == 0 ? " min" : ""));
        }
        for (int i = 0; i < panel.curves().size(); i++) {
            curve(panel.curves().get(i), bottom, full);
            line(panel.curves().get(i).kind(), WIDTH - RIGHT + 16, top + 36 + i * 22, WIDTH - RIGHT + 34, top + 36 + i * 22);
            text(WIDTH - RIGHT + 40, top + 40 + i * 22, "small", "start", panel.curves().get(i).label());
        }
    }

    private void curve(Curve curve, int bottom, double full) {
        svg.append("<polyline class=\"").append(curve.kind()).append("\" points=\"");
        for (Trend.Point point : curve.points()) {
            svg.append("%.1f,%.1f ".formatted(x(point.x()), bottom - point.y() / full * HEIGHT));
        }
        svg.append("\"/>\n");
    }

    private double x(double minutes) {
        return LEFT + minutes / end * (WIDTH - LEFT - RIGHT);
    }

    /** The next round number: 1, 2 or 5 times a power of ten. */
    private static double step(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(least, 1e-6))));
        double times = least / power;
        return power * (times <= 1 ? 1 : times <= 2 ? 2 : times <= 5 ? 5 : 10);
    }

    private static String number(double value) {
        return value >= 10 || Math.abs(value - Math.rint(value)) < 1e-9 ? "%.0f".formatted(value) : "%.1f".formatted(value);
    }

    private void line(String kind, double fromX, double fromY, double toX, double toY) {
        svg.append("<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n".formatted(kind, fromX, fromY, toX, toY));
    }

    private void text(double x, double y, String kind, String anchor, String text) {
        svg.append("<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n".formatted(kind, x, y, anchor, text));
    }
}

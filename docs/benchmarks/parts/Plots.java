import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A picture of bars as SVG: panels below each other, each with a scale of its own. Readable on light and dark pages. */
final class Plots {
    private static final int WIDTH = 960;
    private static final int LETTER = 7;
    private static final int MOST_LETTERS = 62;
    private static final int NOTES = 210;
    private static final int ROW = 26;
    private static final String STYLE = """
            <style>
              text { fill: #1f2328; font-size: 13px } .small { font-size: 12px; fill: #57606a } .title { font-size: 16px; font-weight: 600 }
              .page { fill: #ffffff } .axis { stroke: #8c959f } .most { stroke: #57606a; stroke-width: 1.5 }
              .nginx { fill: #8c959f } .penstock { fill: #218bff } .bodies { fill: #80ccff } .cache { fill: #2da44e }
              .portkey { fill: #d4a72c } .other { fill: #a475f9 } .break { stroke: #ffffff; stroke-width: 3 }
              @media (prefers-color-scheme: dark) {
                text { fill: #e6edf3 } .small { fill: #9198a1 } .page { fill: #0d1117 } .axis { stroke: #6e7681 } .most { stroke: #c9d1d9 }
                .nginx { fill: #6e7681 } .penstock { fill: #388bfd } .bodies { fill: #1f4f8f } .cache { fill: #2ea043 }
                .portkey { fill: #bb8009 } .other { fill: #8957e5 } .break { stroke: #0d1117 }
              }
            </style>
            """;

    /**
     * One bar, with a line from its least to its most.
     *
     * @param kind the class of its colour
     * @param note what stands behind it
     */
    record Bar(String label, String kind, Figures.Spread value, String note) {}

    /** Bars with one scale. A bar that would dwarf the others is broken off. */
    record Panel(String title, List<Bar> bars) {}

    private final StringBuilder svg = new StringBuilder();
    private int labels;

    private Plots() {}

    /** Writes a picture; the title says what is measured, and in which unit. */
    static void draw(Path file, String title, List<Panel> panels) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, new Plots().picture(title, panels));
    }

    private String picture(String title, List<Panel> panels) {
        int height = 50;
        for (Panel panel : panels) {
            height += 44 + panel.bars().size() * ROW;
            for (Bar bar : panel.bars()) {
                labels = Math.max(labels, 30 + LETTER * shortened(bar.label()).length());
            }
        }
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"system-ui, sans-serif\" role=\"img\" aria-label=\"%s\">\n"
                .formatted(WIDTH, height, safe(title)));
        svg.append(STYLE).append("<rect class=\"page\" width=\"%d\" height=\"%d\" rx=\"8\"/>\n".formatted(WIDTH, height));
        text(20, 30, "title", "start", title);
        int y = 62;
        for (Panel panel : panels) {
            text(20, y, "small", "start", panel.title());
            bars(panel.bars(), y + 10);
            y += 44 + panel.bars().size() * ROW;
        }
        return svg.append("</svg>\n").toString();
    }

    private void bars(List<Bar> bars, int top) {
        double most = Math.max(1e-9, end(bars));
        double least = Math.min(0, bars.stream().mapToDouble(bar -> bar.value().median()).min().orElse(0));
        double scale = (WIDTH - labels - NOTES) / (most - least);
        double zero = labels - least * scale;
        for (int i = 0; i < bars.size(); i++) {
            bar(bars.get(i), top + i * ROW, zero, scale, most, least);
        }
        line("axis", zero, top - 2, zero, top + bars.size() * ROW - 4);
    }

    /** Where the scale ends: at the longest bar that is not five times as long as the one before it. */
    private static double end(List<Bar> bars) {
        double[] sorted = bars.stream().mapToDouble(bar -> bar.value().median()).sorted().toArray();
        int last = sorted.length - 1;
        while (last > 0 && sorted[last] > 5 * Math.max(sorted[last - 1], 0) && sorted[last - 1] > 0) {
            last--;
        }
        return sorted[last] * (last < sorted.length - 1 ? 1.6 : 1);
    }

    private void bar(Bar bar, int y, double zero, double scale, double most, double least) {
        Figures.Spread value = bar.value();
        double end = zero + Math.min(value.median(), most) * scale;
        text(labels - 10, y + 14, "", "end", shortened(bar.label()));
        svg.append("<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\"/>\n"
                .formatted(bar.kind(), Math.min(zero, end), y, Math.abs(end - zero), ROW - 8));
        double rightmost = Math.max(end, zero);
        if (value.median() > most) {
            line("break", end - 26, y + ROW - 5, end - 18, y - 3);
            line("break", end - 18, y + ROW - 5, end - 10, y - 3);
        } else {
            double from = zero + Math.max(value.least(), least) * scale;
            double to = zero + Math.min(value.most(), most * 1.1) * scale;
            line("most", from, y + 9, to, y + 9);
            rightmost = Math.max(rightmost, to);
        }
        text((int) rightmost + 10, y + 14, "small", "start", bar.note());
    }

    private void line(String kind, double fromX, double fromY, double toX, double toY) {
        svg.append("<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n".formatted(kind, fromX, fromY, toX, toY));
    }

    private void text(int x, int y, String kind, String anchor, String text) {
        svg.append("<text class=\"%s\" x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>\n".formatted(kind, x, y, anchor, safe(text)));
    }

    private static String shortened(String label) {
        String plain = label.replace("`", "");
        return plain.length() <= MOST_LETTERS ? plain : plain.substring(0, MOST_LETTERS - 3).strip() + "...";
    }

    private static String safe(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    /** The colour of a subject. */
    static String kind(String subject) {
        if (subject.startsWith("other")) {
            return "other";
        }
        return switch (subject) {
            case "nginx", "nginx-again" -> "nginx";
            case "portkey" -> "portkey";
            case "penstock-bodies", "bodies" -> "bodies";
            case "penstock-cache-hit", "cache-hit" -> "cache";
            default -> "penstock";
        };
    }
}

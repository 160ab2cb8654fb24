import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Draws the floors of the house as SVG: {@code java docs/pictures/Floors.java docs/pictures/floors.svg}. */
final class Floors {
    private static final int WIDTH = 960;
    private static final int GAP = 22;
    private final StringBuilder svg = new StringBuilder();

    public static void main(String[] args) throws Exception {
        Files.writeString(Path.of(args[0]), new Floors().draw());
    }

    private String draw() {
        svg.append("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d 470" font-family="system-ui, sans-serif" role="img" aria-label="The floors of Penstock">
                <style>
                  .floor { fill: #f6f8fa; stroke: #8c959f } .room { fill: #ffffff; stroke: #8c959f }
                  .in { fill: #ddf4ff } .out { fill: #fff8c5 } text { fill: #1f2328 } .small { font-size: 12px; fill: #57606a }
                  @media (prefers-color-scheme: dark) {
                    .floor { fill: #161b22; stroke: #6e7681 } .room { fill: #0d1117; stroke: #6e7681 }
                    .in { fill: #0c2d48 } .out { fill: #3b2f00 } text { fill: #e6edf3 } .small { fill: #9198a1 }
                  }
                </style>
                <defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0 8 4 0 8z" fill="#8c959f"/></marker></defs>
                """.formatted(WIDTH));
        floor(10, 70, "bootstrap", "hand wiring: server, command line, embedded Penstock");
        floor(112, 140, "adapters", "one module per technology; they know nothing of each other");
        rooms(168, List.of("http-inference", "http-management"), "in", 24);
        rooms(168, List.of("providers", "storage-sql", "storage-memory", "re2j"), "out", 370);
        rooms(168, List.of("fake-provider"), "", 806);
        text(24, 244, "driving: callers come in", "small");
        text(370, 244, "driven: the house reaches out", "small");
        floor(284, 70, "application", "use cases, the stages of a request, ports");
        floor(386, 70, "domain", "gateways, policies, providers, prices, logs: plain Java, no one else");
        for (int y : new int[] {80, 252, 354}) {
            svg.append("<path d=\"M%d %d v%d\" stroke=\"#8c959f\" stroke-width=\"2\" marker-end=\"url(#tip)\"/>\n".formatted(WIDTH / 2, y, GAP + 8));
        }
        return svg.append("</svg>\n").toString();
    }

    private void floor(int y, int height, String name, String what) {
        svg.append("<rect class=\"floor\" x=\"10\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"8\"/>\n".formatted(y, WIDTH - 20, height));
        svg.append("<text x=\"24\" y=\"%d\" font-size=\"18\" font-weight=\"600\">%s</text>\n".formatted(y + 30, name));
        text(150, y + 30, what, "small");
    }

    private void rooms(int y, List<String> names, String kind, int left) {
        int x = left;
        for (String name : names) {
            int width = 24 + name.length() * 8;
            svg.append("<rect class=\"room %s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"52\" rx=\"6\"/>\n".formatted(kind, x, y, width));
            svg.append("<text x=\"%d\" y=\"%d\" font-size=\"14\" text-anchor=\"middle\">%s</text>\n".formatted(x + width / 2, y + 31, name));
            x += width + 10;
        }
    }

    private void text(int x, int y, String what, String kind) {
        svg.append("<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>\n".formatted(kind, x, y, what));
    }
}

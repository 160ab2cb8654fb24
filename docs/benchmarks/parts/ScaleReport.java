import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes the report of {@code scale} as Markdown to standard output: {@code ScaleReport FIGURES CLOCK_TICKS}. */
final class ScaleReport {
    private static final double MOST = 1.1;
    private static final Map<String, String> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("native", "Natively, each request to another gateway with another token");
        KINDS.put("route", "Through a dynamic route, each request to another gateway with another token and route");
        KINDS.put("few", "Natively, traffic for only as many gateways as the smallest server has");
        KINDS.put("no-log", "Natively, each request to another gateway with another token, no log entries");
    }

    private final Figures figures;
    private final String base;
    private final StringBuilder out = new StringBuilder();

    private ScaleReport(Figures figures) {
        this.figures = figures;
        this.base = figures.subjects("server").iterator().next();
    }

    public static void main(String[] args) throws IOException {
        Locale.setDefault(Locale.ROOT);
        ScaleReport report = new ScaleReport(new Figures(Path.of(args[0]), Double.parseDouble(args[1])));
        report.verdict();
        KINDS.forEach(report::costs);
        report.servers();
        System.out.print(report.out);
    }

    private void verdict() {
        out.append("\nThe target is a cost per request within 10 % of that of the smallest server, natively and through a route.\n\n");
        row("figure", "measured", "target", "");
        rule(4);
        for (String kind : List.of("native", "route")) {
            for (String subject : figures.subjects(kind)) {
                if (!subject.equals(base) && !subject.equals("again")) {
                    Figures.Spread ratio = ratio(kind, subject);
                    row(
                            "CPU per request at %s / at %s, %s".formatted(figures.text(subject), figures.text(base), kind),
                            ratio.in("%.2f"),
                            "at most %.2f".formatted(MOST),
                            ratio.median() <= MOST ? "met" : "**missed**");
                }
            }
        }
        double lost = figures.sum("lost");
        row("log records lost", "%.0f".formatted(lost), "0", lost == 0 ? "met" : "**missed**");
    }

    private Figures.Spread ratio(String kind, String subject) {
        return figures.within(kind, subject, base, figures::cpu, Figures::ratio);
    }

    private void costs(String kind, String title) {
        out.append("\n## ").append(title).append("\n\n");
        row("gateways", "CPU per request, us", "ratio to " + figures.text(base), "requests/s", "p50 ms", "p99 ms", "CPU 0 busy", "of it compiling", "errors");
        rule(9);
        for (String subject : figures.subjects(kind)) {
            row(
                    figures.text(subject),
                    figures.spread(kind, subject, figures::cpu).in("%.1f"),
                    ratio(kind, subject).in("%.2f"),
                    "%.0f".formatted(median(kind, subject, row -> row.get("requests") / row.get("micros") * 1e6)),
                    "%.2f".formatted(median(kind, subject, row -> row.get("p50") / 1000)),
                    "%.2f".formatted(median(kind, subject, row -> row.get("p99") / 1000)),
                    "%.0f %%".formatted(median(kind, subject, figures::busy)),
                    "%.0f %%".formatted(median(kind, subject, row -> row.get("compiling") / row.get("ticks") * 100)),
                    "%.0f".formatted(figures.rows(kind, subject).stream().mapToDouble(row -> row.get("errors")).sum()));
        }
    }

    private double median(String kind, String subject, java.util.function.ToDoubleFunction<Figures.Row> figure) {
        return figures.spread(kind, subject, figure).median();
    }

    private void servers() {
        out.append("\n## The servers\n\n");
        row("gateways", "most heap", "default enough", "start, s", "resident when idle, MB", "resident at most, MB", "live on the heap, MB", "logs written");
        rule(8);
        for (String subject : figures.subjects("server")) {
            Figures.Row server = figures.rows("server", subject).getFirst();
            boolean enough = server.get("heap_mb") == 0;
            row(
                    figures.text(subject),
                    enough ? "default" : "%.0f MB".formatted(server.get("heap_mb")),
                    enough ? "yes" : "**no**",
                    "%.1f".formatted(server.get("micros") / 1e6),
                    "%.0f".formatted(server.get("idle_kb") / 1024),
                    "%.0f".formatted(server.get("peak_kb") / 1024),
                    "%.0f".formatted(server.get("live_mb")),
                    "%.0f".formatted(server.get("written")));
        }
    }

    private void row(String... cells) {
        out.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private void rule(int columns) {
        row(java.util.Collections.nCopies(columns, "---").toArray(String[]::new));
    }
}

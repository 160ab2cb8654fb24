import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Writes the report of a soak as Markdown to standard output, and its picture: {@code SoakReport FIGURES CLOCK_TICKS MINUTES
 * PICTURES}. Ends with status 1 when something is not as it must be.
 */
final class SoakReport {
    private static final int WINDOWS = 6;
    private static final int SLOTS = 30;
    private static final int FEWEST_MINUTES = 10;
    private static final double MOST_GROWTH_PERCENT = 2;
    private static final double MOST_P99_RATIO = 1.2;
    private static final String PENSTOCK = "penstock";
    private static final List<String> JUDGED = List.of("chat", "cache-hit", "stream");

    private final Figures figures;
    private final double ticksPerSecond;
    private final int minutes;
    private final List<Figures.Row> samples;
    private final StringBuilder out = new StringBuilder();
    private boolean missed;

    private SoakReport(Figures figures, double ticksPerSecond, int minutes) {
        this.figures = figures;
        this.ticksPerSecond = ticksPerSecond;
        this.minutes = minutes;
        this.samples = figures.rows("sample", PENSTOCK);
    }

    public static void main(String[] args) throws IOException {
        Locale.setDefault(Locale.ROOT);
        double ticksPerSecond = Double.parseDouble(args[1]);
        SoakReport report = new SoakReport(new Figures(Path.of(args[0]), ticksPerSecond), ticksPerSecond, Integer.parseInt(args[2]));
        report.verdicts();
        report.windows();
        report.kinds();
        report.picture(Path.of(args[3]));
        System.out.print(report.out);
        System.exit(report.missed ? 1 : 0);
    }

    private void verdicts() {
        Figures.Row maximum = figures.rows("maximum", PENSTOCK).getFirst();
        out.append("\n%s of load at %,.0f requests/s; at saturation it had answered %,.0f requests/s of the same mix, with CPU 0 %.0f %% busy.\n"
                .formatted(
                        minutes == 1 ? "One minute" : minutes + " minutes",
                        maximum.get("rate"),
                        maximum.get("per_second"),
                        figures.busy(maximum)));
        title("Verdicts");
        row("what", "measured", "target", "");
        rule(4);
        memory();
        descriptors();
        for (String kind : JUDGED) {
            double first = figures.rows("window", kind).getFirst().get("p99") / 1000;
            double last = figures.rows("window", kind).getLast().get("p99") / 1000;
            judged(
                    "p99 of the last %s / of the first, %s".formatted(length(1), kind + (kind.equals("stream") ? ", first event" : "")),
                    "%.2f (%.2f ms, %.2f ms)".formatted(last / first, last, first),
                    "at most " + MOST_P99_RATIO,
                    last / first <= MOST_P99_RATIO);
        }
        double asked = sum("kind", "asked");
        double unexpected = sum("kind", "unexpected");
        judged("answers that were not as expected", "%.0f of %,.0f".formatted(unexpected, asked), "0", unexpected == 0);
        logs(minutes * 60.0);
    }

    /** The heap of a process that has just been started still fills, so a short soak says nothing about memory. */
    private void memory() {
        List<Trend.Point> megabytes = new ArrayList<>();
        for (int slot = SLOTS / WINDOWS; slot < SLOTS; slot++) {
            double hours = minutes / 60.0 * (slot + 0.5) / SLOTS;
            samplesOf(slot, SLOTS).stream().mapToDouble(SoakReport::megabytes).average().ifPresent(mb -> megabytes.add(new Trend.Point(hours, mb)));
        }
        Trend trend = Trend.of(megabytes);
        double grown = trend.slope() * minutes / 60 * (WINDOWS - 1) / WINDOWS;
        double mean = megabytes.stream().mapToDouble(Trend.Point::y).average().orElse(Double.NaN);
        String what = "resident memory over the last " + length(WINDOWS - 1);
        String measured = "%+.1f MB per hour, standard error %.1f; %+.1f %% of %.0f MB".formatted(trend.slope(), trend.error(), grown / mean * 100, mean);
        String target = "grows by at most %.0f %%".formatted(MOST_GROWTH_PERCENT);
        if (minutes < FEWEST_MINUTES) {
            row(what, measured, target, "not judged below %d minutes".formatted(FEWEST_MINUTES));
        } else {
            judged(what, measured, target, grown / mean * 100 <= MOST_GROWTH_PERCENT);
        }
    }

    private void descriptors() {
        double before = figures.rows("rest", "before").getFirst().get("descriptors");
        double after = figures.rows("rest", "after").getFirst().get("descriptors");
        double most = most(samples, row -> row.get("descriptors"));
        double growth = samples.getLast().get("descriptors") - samples.getFirst().get("descriptors");
        judged(
                "descriptors at rest: before, after (under load: most, last less first)",
                "%.0f, %.0f (%.0f, %+.0f)".formatted(before, after, most, growth),
                "not more after",
                after <= before);
    }

    private void logs(double seconds) {
        Figures.Row logs = figures.rows("logs", PENSTOCK).getFirst();
        double expected = logs.get("expected");
        double lost = Math.abs(expected - logs.get("written")) + logs.get("dropped") + logs.get("waiting");
        judged("log entries missing, or too many", "%.0f of %,.0f".formatted(lost, expected), "0", lost == 0);
        double limit = logs.get("limit");
        double kept = most(all("left"), row -> row.get("rows"));
        judged("log entries kept at the end, the fullest gateway", "%,.0f".formatted(kept), "at most %,.0f".formatted(limit), kept > 0 && kept <= limit);
        if (figures.has("kept", "plain")) {
            double most = most(all("kept"), row -> row.get("rows"));
            double bound = limit + 2 * expected / seconds;
            judged("log entries kept under load, most seen", "%,.0f".formatted(most), "limit and 2 s more: %,.0f".formatted(bound), most <= bound);
        }
    }

    private void windows() {
        title("Over time");
        row("part", "RSS, MB", "most", "descriptors", "threads", "CPU 0", "chat p50 ms", "p99", "most", "hit p50 ms", "p99", "first event p50 ms", "p99", "sent late, p99 ms", "data, MB");
        rule(15);
        for (int window = 0; window < WINDOWS; window++) {
            List<Figures.Row> here = samplesOf(window, WINDOWS);
            if (here.size() < 2) {
                continue;
            }
            double used = (here.getLast().get("ticks") - here.getFirst().get("ticks")) / ticksPerSecond;
            double passed = (here.getLast().round() - here.getFirst().round()) / 1000.0;
            row(
                    String.valueOf(window + 1),
                    "%.1f".formatted(here.stream().mapToDouble(SoakReport::megabytes).average().orElseThrow()),
                    "%.1f".formatted(most(here, SoakReport::megabytes)),
                    "%.0f".formatted(most(here, row -> row.get("descriptors"))),
                    "%.0f".formatted(most(here, row -> row.get("threads"))),
                    "%.0f %%".formatted(used / passed * 100),
                    delay("chat", window, "p50"),
                    delay("chat", window, "p99"),
                    delay("chat", window, "max"),
                    delay("cache-hit", window, "p50"),
                    delay("cache-hit", window, "p99"),
                    delay("stream", window, "p50"),
                    delay("stream", window, "p99"),
                    delay("late", window, "p99"),
                    disk(here));
        }
    }

    private void kinds() {
        title("What was asked");
        row("kind", "asked", "not as expected", "log entries", "p50 ms", "p99 ms", "most ms");
        rule(7);
        for (String kind : figures.subjects("kind")) {
            Figures.Row row = figures.rows("kind", kind).getFirst();
            row(
                    kind,
                    "%,.0f".formatted(row.get("asked")),
                    "%.0f".formatted(row.get("unexpected")),
                    "%,.0f".formatted(row.get("rows")),
                    figures.spread("window", kind, each -> each.get("p50") / 1000).in("%.2f"),
                    figures.spread("window", kind, each -> each.get("p99") / 1000).in("%.2f"),
                    "%.1f".formatted(most(figures.rows("window", kind), each -> each.get("max") / 1000)));
        }
    }

    private void picture(Path folder) throws IOException {
        double minute = 60_000;
        List<Curves.Curve> delays = new ArrayList<>();
        for (String kind : JUDGED) {
            List<Trend.Point> points = figures.rows("slot", kind).stream()
                    .map(row -> new Trend.Point((row.round() - 0.5) * minutes / SLOTS, row.get("p99") / 1000))
                    .toList();
            delays.add(new Curves.Curve(kind, kind.equals("stream") ? kind + ", first event" : kind, points));
        }
        List<Curves.Curve> memory = List.of(
                new Curves.Curve("memory", "resident", points(samples, minute, SoakReport::megabytes)),
                new Curves.Curve("anonymous", "of it anonymous", points(samples, minute, row -> row.get("anonymous_kb") / 1024)));
        List<Curves.Curve> descriptors = List.of(new Curves.Curve("descriptors", "open", points(samples, minute, row -> row.get("descriptors"))));
        String title = "A soak: " + (minutes == 1 ? "one minute" : minutes + " minutes");
        Curves.draw(
                folder.resolve("soak.svg"),
                title,
                List.of(
                        new Curves.Panel("memory, MB", memory),
                        new Curves.Panel("p99 over parts of %s, ms".formatted(length(1.0 / 5)), delays),
                        new Curves.Panel("descriptors", descriptors)));
        out.append("\n![%s](%s/soak.svg)\n".formatted(title, folder.getFileName()));
    }

    private static List<Trend.Point> points(List<Figures.Row> rows, double unit, ToDoubleFunction<Figures.Row> figure) {
        return rows.stream().map(row -> new Trend.Point(row.round() / unit, figure.applyAsDouble(row))).toList();
    }

    private String delay(String kind, int window, String percentile) {
        return "%.2f".formatted(figures.rows("window", kind).get(window).get(percentile) / 1000);
    }

    /** The data folder, as it was seen last in the time of these samples. */
    private String disk(List<Figures.Row> during) {
        return figures.rows("kept", "retried").stream()
                .filter(row -> row.round() >= during.getFirst().round() && row.round() <= during.getLast().round() + 5000)
                .reduce((first, second) -> second)
                .map(row -> "%.0f".formatted(row.get("disk_kb") / 1024))
                .orElse("");
    }

    private List<Figures.Row> samplesOf(int part, int parts) {
        double length = minutes * 60_000.0 / parts;
        return samples.stream().filter(row -> (int) (row.round() / length) == part).toList();
    }

    private List<Figures.Row> all(String phase) {
        return figures.subjects(phase).stream().flatMap(subject -> figures.rows(phase, subject).stream()).toList();
    }

    private double sum(String phase, String name) {
        return all(phase).stream().mapToDouble(row -> row.get(name)).sum();
    }

    private static double most(List<Figures.Row> rows, ToDoubleFunction<Figures.Row> figure) {
        return rows.stream().mapToDouble(figure).max().orElse(Double.NaN);
    }

    private static double megabytes(Figures.Row row) {
        return row.get("rss_kb") / 1024;
    }

    /** So many sixths of the whole time, in words. */
    private String length(double windows) {
        double seconds = minutes * 60.0 * windows / WINDOWS;
        return seconds < 120 ? "%.0f s".formatted(seconds) : "%.0f minutes".formatted(seconds / 60);
    }

    private void title(String text) {
        out.append("\n## ").append(text).append("\n\n");
    }

    private void judged(String what, String measured, String target, boolean met) {
        missed |= !met;
        row(what, measured, target, met ? "met" : "**missed**");
    }

    private void row(String... cells) {
        out.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private void rule(int columns) {
        out.append("|").append(" --- |".repeat(columns)).append('\n');
    }
}

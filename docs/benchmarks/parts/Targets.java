import java.util.function.ToDoubleFunction;

/** What Penstock is held to, and what came out. */
final class Targets {
    private static final String PENSTOCK = "penstock";

    private final Figures figures;
    private final StringBuilder rows = new StringBuilder();

    private Targets(Figures figures) {
        this.figures = figures;
    }

    /** A table as Markdown. A target counts as met when the median of the rounds meets it. */
    static String table(Figures figures) {
        Targets targets = new Targets(figures);
        targets.judgeAll();
        return "| figure | measured | target | |\n| --- | --- | --- | --- |\n" + targets.rows;
    }

    private void judgeAll() {
        atMost("CPU per request / nginx, log without bodies", figures.cpuToNginx("cpu", PENSTOCK), "%.2f", "2.2");
        atMost("CPU per request / nginx, log with both bodies", figures.cpuToNginx("cpu", "penstock-bodies"), "%.2f", "3.3");
        atMost("CPU per stream of 50 chunks / nginx", figures.cpuToNginx("stream", PENSTOCK), "%.2f", "1.8");
        portkey();
        atMost("added p50 at 1,000 requests/s / nginx's", figures.addedToNginx("latency-1000", PENSTOCK), "%.2f", "1.4");
        atMost("added first-chunk p50, 100 new streams/s / nginx's", figures.addedToNginx("first-chunk", PENSTOCK), "%.2f", "2.0");
        ToDoubleFunction<Figures.Row> added = figures.added("p99");
        atMost("added p99 at 1,000 requests/s, ms", own("latency-1000", row -> added.applyAsDouble(row) / 1000), "%.2f", "2");
        atMost("cache hit, CPU / nginx", figures.cpuToNginx("cpu", "penstock-cache-hit"), "%.2f", "1.2");
        atMost("resident memory, peak under all loads of this run, MB", own("memory", row -> row.get("peak_kb") / 1024), "%.0f", "280");
        atMost("resident memory, idle, MB", own("memory", row -> row.get("idle_kb") / 1024), "%.0f", "130");
        atMost("start to first answered request, s", own("start", row -> row.get("micros") / 1e6), "%.2f", "0.7");
        none("errors in all rounds", figures.sum("errors"));
        if (figures.sum("answered") > 0) {
            none("log records lost", figures.sum("lost"));
        }
    }

    private Figures.Spread own(String phase, ToDoubleFunction<Figures.Row> figure) {
        return figures.has(phase, PENSTOCK) ? figures.spread(phase, PENSTOCK, figure) : null;
    }

    private void portkey() {
        String figure = "CPU per request, Portkey / Penstock";
        if (!figures.has("cpu", PENSTOCK, "portkey")) {
            row(figure, "not measured in this run", "at least 25", "");
            return;
        }
        Figures.Spread times = figures.within("cpu", "portkey", PENSTOCK, figures::cpu, Figures::ratio);
        judged(figure, times.in("%.1f"), "at least 25", times.median() >= 25);
    }

    private void atMost(String figure, Figures.Spread measured, String format, String most) {
        if (measured == null) {
            row(figure, "not measured in this run", "at most " + most, "");
            return;
        }
        boolean once = measured.least() == measured.most();
        String text = once ? format.formatted(measured.median()) : measured.in(format);
        judged(figure, text, "at most " + most, measured.median() <= Double.parseDouble(most));
    }

    private void none(String figure, double count) {
        judged(figure, "%.0f".formatted(count), "0", count == 0);
    }

    private void judged(String figure, String measured, String target, boolean met) {
        row(figure, measured, target, met ? "met" : "**missed**");
    }

    private void row(String figure, String measured, String target, String verdict) {
        rows.append("| %s | %s | %s | %s |\n".formatted(figure, measured, target, verdict));
    }
}

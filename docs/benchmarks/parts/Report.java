import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Writes the report of a run as Markdown to standard output, and its pictures: {@code Report run FIGURES CLOCK_TICKS PICTURES};
 * or the table of features alone: {@code Report features FIGURES CLOCK_TICKS}.
 */
final class Report {
    private final Figures figures;
    private final StringBuilder out = new StringBuilder();

    private Report(Figures figures) {
        this.figures = figures;
    }

    public static void main(String[] args) throws IOException {
        Locale.setDefault(Locale.ROOT);
        Figures figures = new Figures(Path.of(args[1]), Double.parseDouble(args[2]));
        Report report = new Report(figures);
        if (args[0].equals("run")) {
            report.run(new Pictures(figures, Path.of(args[3])));
        } else {
            report.features();
        }
        System.out.print(report.out);
    }

    private void run(Pictures pictures) throws IOException {
        title("Targets");
        out.append(Targets.table(figures));
        if (figures.has("cpu", "nginx")) {
            saturation();
            show(pictures.cpu("cpu", "cpu", "CPU time per request at saturation, us"));
        }
        if (figures.has("stream", "nginx")) {
            streams();
            show(pictures.cpu("stream", "streams", "CPU time per stream of 50 events, us"));
        }
        List<String> rates = figures.phases("latency-");
        for (String phase : rates) {
            delays(phase, "Delay added at " + phase.substring(8) + " requests/s, from scheduled send times");
        }
        if (!rates.isEmpty()) {
            show(pictures.delays(rates, "latency", "Delay that the proxy adds to the median, us"));
        }
        if (figures.has("first-chunk", "direct")) {
            delays("first-chunk", "Delay added to the first event of a stream: 200 streams, 100 new ones a second");
            show(pictures.delays(List.of("first-chunk"), "first-chunk", "Delay that the proxy adds to the first event, us"));
        }
        footprint();
        if (figures.has("feature", "nginx")) {
            features();
            show(pictures.features("features", "CPU time per request beyond a gateway with nothing on, us"));
        }
    }

    private void saturation() {
        title("At saturation: chat completions of 1 KB");
        row("what", "CPU per request, us", "ratio to nginx", "requests/s", "p50 ms", "p99 ms", "CPU 0 busy", "of it compiling", "ratio without", "errors");
        rule(10);
        for (String subject : figures.subjects("cpu")) {
            row(
                    figures.text(subject),
                    spread("cpu", subject, figures::cpu, "%.1f"),
                    figures.cpuToNginx("cpu", subject).in("%.2f"),
                    spread("cpu", subject, Report::perSecond, "%.0f"),
                    median("cpu", subject, row -> row.get("p50") / 1000, "%.2f"),
                    median("cpu", subject, row -> row.get("p99") / 1000, "%.2f"),
                    median("cpu", subject, figures::busy, "%.0f %%"),
                    median("cpu", subject, row -> row.get("compiling") / row.get("ticks") * 100, "%.0f %%"),
                    figures.within("cpu", subject, "nginx", figures::compiled, Figures::ratio).in("%.2f"),
                    errors("cpu", subject));
        }
    }

    private void streams() {
        title("Streams of 50 events, each written apart");
        row("what", "CPU per stream, us", "per event, us", "ratio to nginx", "streams/s", "reads per stream", "CPU 0 busy", "errors");
        rule(8);
        for (String subject : figures.subjects("stream")) {
            row(
                    figures.text(subject),
                    spread("stream", subject, figures::cpu, "%.0f"),
                    median("stream", subject, row -> figures.cpu(row) / 50, "%.1f"),
                    figures.cpuToNginx("stream", subject).in("%.2f"),
                    spread("stream", subject, Report::perSecond, "%.0f"),
                    median("stream", subject, row -> row.get("reads") / row.get("requests"), "%.1f"),
                    median("stream", subject, figures::busy, "%.0f %%"),
                    errors("stream", subject));
        }
    }

    private static double perSecond(Figures.Row row) {
        return row.get("requests") / row.get("micros") * 1e6;
    }

    private void delays(String phase, String title) {
        title(title);
        row("what", "added p50, us", "ratio to nginx", "added p99, us", "p50, us", "p90, us", "p99, us", "most, us", "sent late, p99 us", "CPU each, us", "errors");
        rule(11);
        for (String subject : figures.subjects(phase)) {
            boolean direct = subject.equals("direct");
            row(
                    figures.text(subject),
                    direct ? "-" : spread(phase, subject, figures.added("p50"), "%.0f"),
                    direct ? "-" : figures.addedToNginx(phase, subject).in("%.2f"),
                    direct ? "-" : spread(phase, subject, figures.added("p99"), "%.0f"),
                    median(phase, subject, row -> row.get("p50"), "%.0f"),
                    median(phase, subject, row -> row.get("p90"), "%.0f"),
                    median(phase, subject, row -> row.get("p99"), "%.0f"),
                    median(phase, subject, row -> row.get("max"), "%.0f"),
                    median(phase, subject, row -> row.get("late99"), "%.0f"),
                    direct ? "-" : median(phase, subject, figures::cpu, "%.0f"),
                    errors(phase, subject));
        }
    }

    private void footprint() {
        if (figures.has("memory", "nginx")) {
            title("Resident memory, MB");
            row("what", "idle", "peak under all loads of this run");
            rule(3);
            for (String subject : figures.subjects("memory")) {
                row(
                        figures.text(subject).replaceAll(", .*", ""),
                        median("memory", subject, row -> row.get("idle_kb") / 1024, "%.0f"),
                        median("memory", subject, row -> row.get("peak_kb") / 1024, "%.0f"));
            }
        }
        if (figures.has("start", "penstock")) {
            title("From exec to the first answered request");
            row("what", "seconds");
            rule(2);
            for (String subject : figures.subjects("start")) {
                String text = subject.equals("penstock") ? "Penstock on two CPUs" : figures.text(subject);
                row(text, spread("start", subject, row -> row.get("micros") / 1e6, "%.2f"));
            }
        }
    }

    private void features() {
        title("CPU by feature");
        row("what is on", "CPU per request, us", "beyond nothing, us", "ratio to nginx", "errors");
        rule(5);
        for (String subject : figures.subjects("feature")) {
            boolean base = subject.equals("nginx") || subject.equals("off");
            row(
                    figures.text(subject),
                    spread("feature", subject, figures::cpu, "%.1f"),
                    base ? "-" : figures.within("feature", subject, "off", figures::cpu, Figures::difference).in("%+.1f"),
                    figures.cpuToNginx("feature", subject).in("%.2f"),
                    errors("feature", subject));
        }
    }

    private String spread(String phase, String subject, ToDoubleFunction<Figures.Row> figure, String format) {
        return figures.spread(phase, subject, figure).in(format);
    }

    private String median(String phase, String subject, ToDoubleFunction<Figures.Row> figure, String format) {
        return format.formatted(figures.spread(phase, subject, figure).median());
    }

    private String errors(String phase, String subject) {
        return "%.0f".formatted(figures.rows(phase, subject).stream().mapToDouble(row -> row.get("errors")).sum());
    }

    private void title(String title) {
        out.append("\n## ").append(title).append("\n\n");
    }

    private void show(String picture) {
        out.append('\n').append(picture).append('\n');
    }

    private void row(String... cells) {
        out.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private void rule(int columns) {
        row(java.util.Collections.nCopies(columns, "---").toArray(String[]::new));
    }
}

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The pictures of a report. Each method draws one and answers the Markdown that shows it. */
final class Pictures {
    private final Figures figures;
    private final Path folder;

    Pictures(Figures figures, Path folder) {
        this.figures = figures;
        this.folder = folder;
    }

    /** CPU time of each subject of a phase. */
    String cpu(String phase, String name, String title) throws IOException {
        List<Plots.Bar> bars = new ArrayList<>();
        for (String subject : figures.subjects(phase)) {
            Figures.Spread cpu = figures.spread(phase, subject, figures::cpu);
            String note = (cpu.median() < 100 ? "%.1f us" : "%,.0f us").formatted(cpu.median());
            if (!subject.equals("nginx")) {
                note += ", %.2f x nginx".formatted(figures.cpuToNginx(phase, subject).median());
            }
            bars.add(new Plots.Bar(figures.text(subject), Plots.kind(subject), cpu, note));
        }
        return draw(name, title, List.of(new Plots.Panel("median of the rounds; the line goes from the least to the most", bars)));
    }

    /** The delay added by each subject, a panel for each phase. */
    String delays(List<String> phases, String name, String title) throws IOException {
        List<Plots.Panel> panels = new ArrayList<>();
        for (String phase : phases) {
            List<Plots.Bar> bars = new ArrayList<>();
            for (String subject : figures.subjects(phase)) {
                if (!subject.equals("direct")) {
                    Figures.Spread p50 = figures.spread(phase, subject, figures.added("p50"));
                    double p99 = figures.spread(phase, subject, figures.added("p99")).median();
                    String note = "%,.0f us; p99 %+,.0f us".formatted(p50.median(), p99);
                    bars.add(new Plots.Bar(figures.text(subject), Plots.kind(subject), p50, note));
                }
            }
            String rate = phase.startsWith("latency-") ? phase.substring(8) + " requests/s" : "100 new streams/s";
            panels.add(new Plots.Panel(rate, bars));
        }
        return draw(name, title, panels);
    }

    /** CPU time of each feature beyond a gateway with nothing on. */
    String features(String name, String title) throws IOException {
        List<Plots.Bar> bars = new ArrayList<>();
        for (String subject : figures.subjects("feature")) {
            if (!subject.equals("nginx") && !subject.equals("off")) {
                Figures.Spread more = figures.within("feature", subject, "off", figures::cpu, Figures::difference);
                bars.add(new Plots.Bar(figures.text(subject), Plots.kind(subject), more, "%+.1f us".formatted(more.median())));
            }
        }
        return draw(name, title, List.of(new Plots.Panel("one at a time; the line goes from the least to the most", bars)));
    }

    private String draw(String name, String title, List<Plots.Panel> panels) throws IOException {
        Plots.draw(folder.resolve(name + ".svg"), title, panels);
        return "![%s](%s/%s.svg)".formatted(title, folder.getFileName(), name);
    }
}

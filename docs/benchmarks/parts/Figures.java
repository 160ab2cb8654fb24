import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * What the scripts took down: lines {@code PHASE ROUND SUBJECT NAME=NUMBER...}, and {@code text SUBJECT WORDS} for what a
 * subject is called in tables.
 */
final class Figures {
    /** One measurement of one subject in one round. */
    record Row(String phase, int round, String subject, Map<String, Double> numbers) {
        double get(String name) {
            Double number = numbers.get(name);
            if (number == null) {
                throw new IllegalArgumentException("no " + name + " in " + this);
            }
            return number;
        }
    }

    /** The same figure over the rounds: its median, its least and its most. */
    record Spread(double median, double least, double most) {
        static Spread of(double[] values) {
            Arrays.sort(values);
            int n = values.length;
            return new Spread((values[(n - 1) / 2] + values[n / 2]) / 2, values[0], values[n - 1]);
        }

        String in(String format) {
            return (format + " (" + format + " to " + format + ")").formatted(median, least, most);
        }
    }

    private final List<Row> rows = new ArrayList<>();
    private final Map<String, String> texts = new HashMap<>();
    private final double microsPerTick;

    Figures(Path file, double ticksPerSecond) throws IOException {
        microsPerTick = 1e6 / ticksPerSecond;
        for (String line : Files.readAllLines(file)) {
            String[] words = line.split(" ", 3);
            if (words[0].equals("text")) {
                texts.put(words[1], words[2]);
                continue;
            }
            words = line.split(" ");
            Map<String, Double> numbers = new LinkedHashMap<>();
            for (int i = 3; i < words.length; i++) {
                String[] pair = words[i].split("=", 2);
                numbers.put(pair[0], Double.valueOf(pair[1]));
            }
            rows.add(new Row(words[0], Integer.parseInt(words[1]), words[2], numbers));
        }
    }

    String text(String subject) {
        return texts.getOrDefault(subject, subject);
    }

    /** The phases whose names begin so, in the order in which they were measured. */
    List<String> phases(String beginning) {
        return rows.stream().map(Row::phase).filter(phase -> phase.startsWith(beginning)).distinct().toList();
    }

    Set<String> subjects(String phase) {
        Set<String> subjects = new LinkedHashSet<>();
        rows.stream().filter(row -> row.phase().equals(phase)).forEach(row -> subjects.add(row.subject()));
        return subjects;
    }

    boolean has(String phase, String... subjects) {
        return subjects(phase).containsAll(List.of(subjects));
    }

    List<Row> rows(String phase, String subject) {
        return rows.stream().filter(row -> row.phase().equals(phase) && row.subject().equals(subject)).toList();
    }

    Spread spread(String phase, String subject, ToDoubleFunction<Row> figure) {
        return Spread.of(rows(phase, subject).stream().mapToDouble(figure).toArray());
    }

    /** A figure of two subjects, combined within each round. */
    Spread within(String phase, String subject, String base, ToDoubleFunction<Row> figure, Combination how) {
        return Spread.of(rows(phase, subject).stream()
                .mapToDouble(row -> how.of(figure.applyAsDouble(row), figure.applyAsDouble(other(row, base))))
                .toArray());
    }

    Row other(Row row, String subject) {
        return rows.stream()
                .filter(r -> r.phase().equals(row.phase()) && r.round() == row.round() && r.subject().equals(subject))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no " + subject + " beside " + row));
    }

    /** CPU time per request, in microseconds. */
    double cpu(Row row) {
        return row.get("ticks") * microsPerTick / row.get("requests");
    }

    /** The same without what the JVM's compilers took: what a request costs once they are done. */
    double compiled(Row row) {
        return (row.get("ticks") - row.get("compiling")) * microsPerTick / row.get("requests");
    }

    /** How much of the time of the round the process was on a CPU, in percent. */
    double busy(Row row) {
        return row.get("ticks") * microsPerTick / row.get("micros") * 100;
    }

    /** CPU time per request over nginx's, or null where one of them was not measured. */
    Spread cpuToNginx(String phase, String subject) {
        return has(phase, "nginx", subject) ? within(phase, subject, "nginx", this::cpu, Figures::ratio) : null;
    }

    /** A percentile less the same one without a proxy, in the same round. */
    ToDoubleFunction<Row> added(String percentile) {
        return row -> row.get(percentile) - other(row, "direct").get(percentile);
    }

    /** The median delay added over that added by nginx, or null where one of them was not measured. */
    Spread addedToNginx(String phase, String subject) {
        return has(phase, "direct", "nginx", subject) ? within(phase, subject, "nginx", added("p50"), Figures::ratio) : null;
    }

    static double difference(double subject, double base) {
        return subject - base;
    }

    static double ratio(double subject, double base) {
        return subject / base;
    }

    /** The sum of a number over all rows that have it. */
    double sum(String name) {
        return rows.stream().mapToDouble(row -> row.numbers().getOrDefault(name, 0.0)).sum();
    }

    /** What becomes of a subject's figure and the base's. */
    interface Combination {
        double of(double subject, double base);
    }
}

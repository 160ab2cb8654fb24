package dev.penstock.bootstrap.exam;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What came of an exam. */
public record Scorecard(String candidate, Pace pace, Instant endedAt, Duration took, List<Result> results) {
    public Scorecard {
        results = List.copyOf(results);
    }

    /**
     * One line of it: a fault, or a fault with a rescue asked for.
     *
     * @param number of the sixteen
     */
    record Row(int number, Rescue rescue, String title) {
        @Override
        public String toString() {
            return title + (rescue == Rescue.OFF ? "" : ", rescue " + rescue);
        }
    }

    public boolean passed() {
        return !results.isEmpty()
                && results.stream().allMatch(result -> result.verdict().passed());
    }

    List<Column> columns() {
        return new ArrayList<>(new LinkedHashSet<>(
                results.stream().map(result -> result.run().column()).toList()));
    }

    /** First the sixteen, then those with a rescue. */
    List<Row> rows() {
        return results.stream()
                .map(result -> result.run())
                .sorted(Comparator.comparing(Run::rescue).thenComparing(Run::task))
                .map(run -> new Row(run.task().number(), run.rescue(), title(run)))
                .distinct()
                .toList();
    }

    /** A fault of two tasks is called as the first of them. */
    private static String title(Run run) {
        return Stream.of(Task.values())
                .filter(task -> task.number() == run.task().number())
                .findFirst()
                .orElseThrow()
                .title();
    }

    /** The worst of what a fault's tasks came to in a column. */
    Optional<Verdict> verdict(Row row, Column column) {
        return results.stream()
                .filter(result -> result.run().column().equals(column))
                .filter(result -> result.run().task().number() == row.number()
                        && result.run().rescue() == row.rescue())
                .map(Result::verdict)
                .max(Comparator.comparing(Verdict::grade));
    }

    /** How many of the sixteen came to this in a column, without the rescues. */
    long count(Column column, Verdict.Grade grade) {
        return sixteen().stream()
                .flatMap(row -> verdict(row, column).stream())
                .filter(verdict -> verdict.grade() == grade)
                .count();
    }

    int faults() {
        return sixteen().size();
    }

    private List<Row> sixteen() {
        return rows().stream()
                .filter(row -> row.rescue() == Rescue.OFF && row.number() > 0)
                .toList();
    }

    List<Result> notPassed() {
        return results.stream().filter(result -> !result.verdict().passed()).toList();
    }
}

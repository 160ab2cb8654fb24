package dev.penstock.bootstrap.exam;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A scorecard for people: as plain text for a terminal, or as Markdown. */
final class ScorecardTable {
    private static final int TITLE = 46;

    private final Scorecard card;
    private final List<Column> columns;

    ScorecardTable(Scorecard card) {
        this.card = card;
        this.columns = card.columns();
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append(heading()).append("\n\n");
        for (int i = 0; i < columns.size(); i++) {
            text.append("  %c  %s%n".formatted(letter(i), columns.get(i)));
        }
        text.append('\n').append(" ".repeat(TITLE + 4));
        for (int i = 0; i < columns.size(); i++) {
            text.append("%-9c".formatted(letter(i)));
        }
        return text.append('\n').append(body()).append(reasons("")).toString().replaceAll("(?m)[ ]+$", "");
    }

    private String body() {
        StringBuilder text = new StringBuilder();
        for (Scorecard.Row row : card.rows()) {
            text.append(("%2d  %-" + TITLE + "s").formatted(row.number(), row));
            columns.forEach(column -> text.append("%-9s".formatted(cell(row, column))));
            text.append('\n');
        }
        text.append('\n').append(("    %-" + TITLE + "s").formatted("passed of " + card.faults()));
        columns.forEach(column -> text.append("%-9d".formatted(card.count(column, Verdict.Grade.PASS))));
        return text.append('\n').toString();
    }

    String markdown() {
        StringBuilder text = new StringBuilder(heading()).append("\n\n| # | the provider |");
        columns.forEach(column -> text.append(' ').append(column).append(" |"));
        text.append("\n| --- | --- |").append(" --- |".repeat(columns.size())).append('\n');
        for (Scorecard.Row row : card.rows()) {
            text.append("| %d | %s |".formatted(row.number(), row));
            columns.forEach(
                    column -> text.append(' ').append(manner(row, column)).append(" |"));
            text.append('\n');
        }
        for (Verdict.Grade grade : Verdict.Grade.values()) {
            text.append("| | **%s** of %d |".formatted(grade, card.faults()));
            columns.forEach(column -> text.append(" %d |".formatted(card.count(column, grade))));
            text.append('\n');
        }
        return text.append(reasons("* ")).toString();
    }

    private String heading() {
        return "Fault exam of %s, %s times, %s, in %.0f s"
                .formatted(
                        card.candidate(),
                        card.pace().equals(Pace.FULL) ? "full" : "shortened",
                        card.endedAt().toString().substring(0, 10),
                        card.took().toMillis() / 1000.0);
    }

    private String cell(Scorecard.Row row, Column column) {
        return card.verdict(row, column)
                .map(verdict ->
                        verdict.passed() ? "pass" : verdict.grade().toString().toUpperCase(Locale.ROOT))
                .orElse("-");
    }

    private String manner(Scorecard.Row row, Column column) {
        return card.verdict(row, column)
                .map(verdict -> verdict.passed() ? "pass: " + verdict.manner() : "**" + verdict.grade() + "**")
                .orElse("-");
    }

    private String reasons(String bullet) {
        List<String> lines = new ArrayList<>();
        for (Result result : card.notPassed()) {
            lines.add("%s%s: %s: %s"
                    .formatted(
                            bullet,
                            result.run(),
                            result.verdict().grade(),
                            result.verdict().reason()));
        }
        return lines.stream()
                .collect(Collectors.joining("\n", lines.isEmpty() ? "" : "\n", lines.isEmpty() ? "" : "\n"));
    }

    private static char letter(int column) {
        return (char) ('A' + column);
    }
}

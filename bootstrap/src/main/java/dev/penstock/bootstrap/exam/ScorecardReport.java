package dev.penstock.bootstrap.exam;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** A scorecard for programs. */
final class ScorecardReport {
    private final Scorecard card;

    ScorecardReport(Scorecard card) {
        this.card = card;
    }

    String json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("candidate", card.candidate())
                .put("times", card.pace().equals(Pace.FULL) ? "full" : "shortened")
                .put("ended_at", card.endedAt().toString())
                .put("took_ms", card.took().toMillis())
                .put("faults", card.faults())
                .put("passed", card.passed());
        json.putArray("columns");
        json.putArray("runs");
        for (Column column : card.columns()) {
            ObjectNode counts = column(json.withArray("columns").addObject(), column);
            for (Verdict.Grade grade : Verdict.Grade.values()) {
                counts.put(grade.toString(), card.count(column, grade));
            }
        }
        card.results().forEach(result -> run(json.withArray("runs").addObject(), result));
        return json.toPrettyString();
    }

    private static ObjectNode column(ObjectNode node, Column column) {
        return node.put("way", column.way()).put("primary", column.primary()).put("streamed", column.streamed());
    }

    private static void run(ObjectNode node, Result result) {
        Run run = result.run();
        column(node.put("fault", run.task().number()), run.column())
                .put("task", run.task().name().toLowerCase(Locale.ROOT))
                .put("title", run.task().title())
                .put("rescue", run.rescue().toString())
                .put("grade", result.verdict().grade().toString())
                .put("manner", result.verdict().manner())
                .put("reason", result.verdict().reason())
                .put("attempts", result.attempts())
                .put("attempts_elsewhere", result.others());
        result.millis().forEach(node.putArray("took_ms")::add);
    }
}

package dev.penstock.http.management.evaluation;

import dev.penstock.domain.evaluation.EvaluationType;
import dev.penstock.http.management.edge.Wire;

/** What evaluations can find out, as it is shown. All types are built in, so all are enabled. */
record EvaluationTypeJson(
        String id,
        String name,
        String type,
        String description,
        boolean enable,
        boolean mandatory,
        String createdAt,
        String modifiedAt) {
    static EvaluationTypeJson of(EvaluationType type) {
        String since = Wire.time(EvaluationType.SINCE);
        return new EvaluationTypeJson(
                type.id().toString(),
                type.title(),
                type.wireName(),
                type.description(),
                true,
                type.mandatory(),
                since,
                since);
    }
}

package dev.penstock.domain.evaluation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * What an evaluation found for one of its types.
 *
 * @param totalLogs how many logs the evaluation selected, whether or not they have a figure for this type
 */
public record EvaluationResult(UUID id, EvaluationType type, Finding finding, long totalLogs, Instant foundAt) {
    public EvaluationResult {
        foundAt = foundAt.truncatedTo(ChronoUnit.MILLIS);
    }
}

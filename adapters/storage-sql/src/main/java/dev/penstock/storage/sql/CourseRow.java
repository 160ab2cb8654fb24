package dev.penstock.storage.sql;

import dev.penstock.domain.evaluation.Course;
import dev.penstock.domain.evaluation.EvaluationResult;
import dev.penstock.domain.evaluation.EvaluationType;
import dev.penstock.domain.evaluation.Finding;
import dev.penstock.domain.evaluation.Tally;
import dev.penstock.domain.log.LogId;
import dev.penstock.domain.log.LogPlace;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How far an evaluation has come, as it is kept: with a tally while it is under way, with results at its end. */
record CourseRow(
        long looked,
        long all,
        long logs,
        @Nullable TallyRow tally,
        @Nullable Long reachedAt,
        @Nullable UUID reachedId,
        @Nullable List<ResultRow> results) {
    record TallyRow(
            long knownCosts, BigDecimal usd, long millis, long shortest, long longest, long rated, long positive) {}

    record ResultRow(
            UUID id,
            EvaluationType type,
            String value,
            Finding.Status status,
            String description,
            long totalLogs,
            long foundAt) {}

    static CourseRow of(Course course) {
        return switch (course) {
            case Course.Underway(Course.Progress(long looked, long all), Tally tally, LogPlace reached) ->
                new CourseRow(
                        looked,
                        all,
                        tally.logs(),
                        row(tally),
                        reached == null ? null : reached.createdAt().toEpochMilli(),
                        reached == null ? null : reached.id().value(),
                        null);
            case Course.Finished(Course.Progress(long looked, long all), long logs, List<EvaluationResult> results) ->
                new CourseRow(
                        looked,
                        all,
                        logs,
                        null,
                        null,
                        null,
                        results.stream().map(CourseRow::row).toList());
        };
    }

    private static TallyRow row(Tally tally) {
        return new TallyRow(
                tally.costs().known(),
                tally.costs().usd(),
                tally.speeds().all(),
                tally.speeds().shortest(),
                tally.speeds().longest(),
                tally.ratings().rated(),
                tally.ratings().positive());
    }

    private static ResultRow row(EvaluationResult result) {
        Finding finding = result.finding();
        return new ResultRow(
                result.id(),
                result.type(),
                finding.value(),
                finding.status(),
                finding.description(),
                result.totalLogs(),
                result.foundAt().toEpochMilli());
    }

    Course course() {
        Course.Progress progress = new Course.Progress(looked, all);
        if (results != null) {
            return new Course.Finished(
                    progress, logs, results.stream().map(CourseRow::result).toList());
        }
        if (tally == null) {
            throw new IllegalStateException("an evaluation is neither under way nor finished");
        }
        LogPlace reached = reachedAt == null || reachedId == null
                ? null
                : new LogPlace(Instant.ofEpochMilli(reachedAt), new LogId(reachedId));
        return new Course.Underway(progress, tally(logs, tally), reached);
    }

    private static Tally tally(long logs, TallyRow row) {
        return new Tally(
                logs,
                new Tally.Costs(row.knownCosts, row.usd),
                new Tally.Speeds(row.millis, row.shortest, row.longest),
                new Tally.Ratings(row.rated, row.positive));
    }

    private static EvaluationResult result(ResultRow row) {
        return new EvaluationResult(
                row.id,
                row.type,
                new Finding(row.value, row.status, row.description),
                row.totalLogs,
                Instant.ofEpochMilli(row.foundAt));
    }
}

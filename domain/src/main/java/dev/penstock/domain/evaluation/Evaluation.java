package dev.penstock.domain.evaluation;

import dev.penstock.domain.dataset.Dataset;
import dev.penstock.domain.dataset.DatasetId;
import dev.penstock.domain.log.LogEntry;
import dev.penstock.domain.log.LogSelection;
import dev.penstock.domain.log.LogWalk;
import dev.penstock.domain.validation.Validated;
import dev.penstock.domain.validation.Violations;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A look at the logs of requests that arrived before it was made, as far as its datasets choose them. It holds the datasets as
 * they were then: what becomes of them later changes nothing. Times are whole milliseconds.
 */
public record Evaluation(
        EvaluationKey key,
        String name,
        List<Dataset> datasets,
        List<EvaluationType> types,
        Instant createdAt,
        Instant modifiedAt,
        Course course) {
    public Evaluation {
        datasets = List.copyOf(datasets);
        types = List.copyOf(types);
        createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
        modifiedAt = modifiedAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * A new evaluation from what a person sent, or everything that is wrong with it.
     *
     * @param kept finds the datasets of its gateway
     */
    public static Validated<Evaluation> define(
            EvaluationKey key, EvaluationDraft draft, Function<DatasetId, Optional<Dataset>> kept, Instant now) {
        Violations violations = new Violations();
        draft.violations().forEach(wrong -> violations.add(wrong.path(), wrong.message()));
        List<Dataset> datasets = draft.datasets(kept, violations);
        return violations.unlessAny(() -> new Evaluation(
                key,
                Objects.requireNonNull(draft.name()),
                datasets,
                draft.types(new Violations()),
                now,
                now,
                Course.AHEAD));
    }

    public EvaluationId id() {
        return key.id();
    }

    public boolean processed() {
        return course instanceof Course.Finished;
    }

    /** Which logs count: those that at least one dataset chooses, each once. */
    public LogSelection selection() {
        return new LogSelection(
                datasets.stream().filter(Dataset::enabled).map(Dataset::meaning).toList());
    }

    /**
     * Where it goes on looking.
     *
     * @param most how many logs to look at
     */
    public LogWalk nextWalk(int most) {
        return switch (course) {
            case Course.Underway underway ->
                new LogWalk(key.gateway(), selection(), createdAt, underway.reached(), most);
            case Course.Finished finished -> throw new IllegalStateException("there is nothing left to look at");
        };
    }

    /** This evaluation once it is known how many logs there are to look at. */
    public Evaluation expecting(long logs) {
        return switch (course) {
            case Course.Underway(Course.Progress progress, Tally tally, var reached) ->
                on(new Course.Underway(new Course.Progress(progress.looked(), logs), tally, reached), modifiedAt);
            case Course.Finished finished -> this;
        };
    }

    /** This evaluation after one more stretch; finished when there is nothing beyond. */
    public Evaluation after(LogWalk.Stretch stretch, Instant now, Supplier<UUID> newIds) {
        return switch (course) {
            case Course.Underway(Course.Progress progress, Tally before, var reached) -> {
                Tally tally = before;
                for (LogEntry entry : stretch.entries()) {
                    tally = tally.with(entry);
                }
                long looked = progress.looked() + stretch.looked();
                yield stretch.end() == null
                        ? finished(tally, looked, now, newIds)
                        : on(
                                new Course.Underway(new Course.Progress(looked, progress.all()), tally, stretch.end()),
                                now);
            }
            case Course.Finished finished -> this;
        };
    }

    private Evaluation finished(Tally tally, long looked, Instant now, Supplier<UUID> newIds) {
        List<EvaluationResult> results = types.stream()
                .map(type -> new EvaluationResult(newIds.get(), type, type.judge(tally), tally.logs(), now))
                .toList();
        return on(new Course.Finished(new Course.Progress(looked, looked), tally.logs(), results), now);
    }

    private Evaluation on(Course next, Instant now) {
        return new Evaluation(key, name, datasets, types, createdAt, now.isBefore(createdAt) ? createdAt : now, next);
    }
}

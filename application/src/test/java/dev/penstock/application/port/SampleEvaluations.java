package dev.penstock.application.port;

import dev.penstock.domain.dataset.Dataset;
import dev.penstock.domain.evaluation.Course;
import dev.penstock.domain.evaluation.Evaluation;
import dev.penstock.domain.evaluation.EvaluationId;
import dev.penstock.domain.evaluation.EvaluationKey;
import dev.penstock.domain.evaluation.EvaluationType;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.log.LogEntry;
import dev.penstock.domain.log.LogPlace;
import dev.penstock.domain.log.LogWalk;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Evaluations to try things with: not begun, under way, finished. */
public final class SampleEvaluations {
    private SampleEvaluations() {}

    public static EvaluationKey key(GatewayAddress gateway, int number) {
        return new EvaluationKey(gateway, new EvaluationId(new UUID(~number, number)));
    }

    /** The {@code number}th in the order of time, with every type. */
    public static Evaluation evaluation(int number, String name, Dataset... datasets) {
        return evaluation(SampleLogs.GATEWAY, number, name, datasets);
    }

    public static Evaluation evaluation(GatewayAddress gateway, int number, String name, Dataset... datasets) {
        Instant created = SampleLogs.START.plusSeconds(60).plusMillis(number);
        return new Evaluation(
                key(gateway, number),
                name,
                List.of(datasets),
                List.of(EvaluationType.values()),
                created,
                created,
                Course.AHEAD);
    }

    /** After one stretch of generated logs. */
    public static Evaluation underWay(Evaluation evaluation, long seed) {
        List<LogEntry> entries = new SampleLogs(seed).entries(50);
        return evaluation
                .expecting(1000)
                .after(
                        new LogWalk.Stretch(entries, 70, LogPlace.of(entries.get(49))),
                        evaluation.createdAt().plusSeconds(1),
                        UUID::randomUUID);
    }

    public static Evaluation finished(Evaluation evaluation) {
        return evaluation.after(
                new LogWalk.Stretch(List.of(SampleLogs.entry(1)), 3, null),
                evaluation.createdAt().plusSeconds(2),
                UUID::randomUUID);
    }
}

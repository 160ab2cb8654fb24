package dev.penstock.http.management.evaluation;

import dev.penstock.domain.evaluation.Course;
import dev.penstock.domain.evaluation.Evaluation;
import dev.penstock.domain.evaluation.EvaluationId;
import dev.penstock.domain.evaluation.EvaluationResult;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.http.management.dataset.ShownDataset;
import dev.penstock.http.management.edge.Wire;
import java.util.List;

/** An evaluation as callers see it. By hand: how far it has come is a sealed family. */
final class EvaluationAnswerJsonMapper {
    private EvaluationAnswerJsonMapper() {}

    static EvaluationAnswerJson json(Evaluation evaluation) {
        GatewayAddress gateway = evaluation.key().gateway();
        Course.Progress progress = evaluation.course().progress();
        return new EvaluationAnswerJson(
                evaluation.id().toString(),
                gateway.account().value(),
                gateway.account().value(),
                gateway.gateway().value(),
                evaluation.name(),
                evaluation.processed(),
                evaluation.course().totalLogs(),
                new EvaluationAnswerJson.ProgressJson(progress.looked(), progress.all()),
                evaluation.datasets().stream().map(ShownDataset::of).toList(),
                results(evaluation),
                Wire.time(evaluation.createdAt()),
                Wire.time(evaluation.modifiedAt()));
    }

    private static List<EvaluationAnswerJson.ResultJson> results(Evaluation evaluation) {
        return switch (evaluation.course()) {
            case Course.Underway underway -> List.of();
            case Course.Finished finished ->
                finished.results().stream()
                        .map(result -> json(evaluation.id(), result))
                        .toList();
        };
    }

    private static EvaluationAnswerJson.ResultJson json(EvaluationId evaluation, EvaluationResult result) {
        String found = Wire.time(result.foundAt());
        return new EvaluationAnswerJson.ResultJson(
                result.id().toString(),
                evaluation.toString(),
                result.type().id().toString(),
                result.finding().value(),
                result.finding().status().number(),
                result.finding().description(),
                result.totalLogs(),
                found,
                found);
    }
}

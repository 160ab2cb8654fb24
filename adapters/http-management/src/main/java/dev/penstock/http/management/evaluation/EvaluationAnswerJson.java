package dev.penstock.http.management.evaluation;

import java.util.List;

/** An evaluation as it is shown. */
record EvaluationAnswerJson(
        String id,
        String accountId,
        String accountTag,
        String gatewayId,
        String name,
        boolean processed,
        long totalLogs,
        ProgressJson progress,
        List<Object> datasets,
        List<ResultJson> results,
        String createdAt,
        String modifiedAt) {
    record ProgressJson(long lookedAt, long toLookAt) {}

    record ResultJson(
            String id,
            String evaluationId,
            String evaluationTypeId,
            String result,
            int status,
            String statusDescription,
            long totalLogs,
            String createdAt,
            String modifiedAt) {}
}

package dev.penstock.http.management.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An evaluation as it is sent. */
record EvaluationJson(
        @Nullable String name,
        @Nullable List<@Nullable String> datasetIds,
        @Nullable List<@Nullable String> evaluationTypeIds) {}

package dev.penstock.http.management.route;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be said of a version before any request takes it. */
record AnalysisJson(List<FindingJson> findings, @Nullable BoundsJson bounds, List<ModelJson> models) {
    record FindingJson(String severity, String code, String message, List<String> path) {}

    record BoundsJson(
            AttemptsJson attempts, TimeJson time, TimeJson ownTime, CostJson cost, CostJson costOfAllAttempts) {}

    record AttemptsJson(@Nullable Integer most, List<String> way) {}

    record TimeJson(@Nullable Long mostMs, List<String> way, List<String> unbounded) {}

    record CostJson(@Nullable BigDecimal mostUsd, List<String> way, List<String> unbounded) {}

    record ModelJson(
            String elementId, String provider, String model, ChanceJson chance, ChanceJson chanceIfAllAnswer) {}

    record ChanceJson(double least, double most) {}
}

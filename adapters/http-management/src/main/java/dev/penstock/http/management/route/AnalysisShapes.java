package dev.penstock.http.management.route;

import dev.penstock.domain.inference.Cost;
import dev.penstock.domain.route.ElementId;
import dev.penstock.domain.route.analysis.Bounds;
import dev.penstock.domain.route.analysis.Chance;
import dev.penstock.domain.route.analysis.Finding;
import dev.penstock.domain.route.analysis.ModelChance;
import dev.penstock.domain.route.analysis.RouteAnalysis;
import dev.penstock.domain.route.analysis.Worst;
import dev.penstock.domain.validation.Violations;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Analyses as callers see them. */
final class AnalysisShapes {
    private AnalysisShapes() {}

    static AnalysisJson whole(RouteAnalysis analysis) {
        return new AnalysisJson(
                analysis.findings().stream().map(AnalysisShapes::finding).toList(),
                bounds(analysis.bounds()),
                analysis.models().stream().map(AnalysisShapes::model).toList());
    }

    private static AnalysisJson.FindingJson finding(Finding finding) {
        return new AnalysisJson.FindingJson(
                Violations.Case.LOWER.of(finding.severity()),
                Violations.Case.LOWER.of(finding.code()),
                finding.message(),
                finding.path().steps().stream().map(Object::toString).toList());
    }

    private static AnalysisJson.@Nullable BoundsJson bounds(@Nullable Bounds bounds) {
        return bounds == null
                ? null
                : new AnalysisJson.BoundsJson(
                        new AnalysisJson.AttemptsJson(
                                bounds.attempts().most(), ids(bounds.attempts().way())),
                        time(bounds.time()),
                        time(bounds.ownTime()),
                        cost(bounds.cost()),
                        cost(bounds.costOfAll()));
    }

    private static AnalysisJson.TimeJson time(Worst<Duration> time) {
        Duration most = time.most();
        return new AnalysisJson.TimeJson(most == null ? null : most.toMillis(), ids(time.way()), ids(time.unbounded()));
    }

    private static AnalysisJson.CostJson cost(Worst<Cost> cost) {
        Cost most = cost.most();
        return new AnalysisJson.CostJson(
                most == null ? null : plain(most.usd()), ids(cost.way()), ids(cost.unbounded()));
    }

    private static BigDecimal plain(BigDecimal usd) {
        return usd.signum() == 0 ? BigDecimal.ZERO : usd.stripTrailingZeros();
    }

    private static AnalysisJson.ModelJson model(ModelChance model) {
        return new AnalysisJson.ModelJson(
                model.model().id().value(),
                model.model().provider().slug(),
                model.model().model().value(),
                chance(model.chance()),
                chance(model.smooth()));
    }

    private static AnalysisJson.ChanceJson chance(Chance chance) {
        return new AnalysisJson.ChanceJson(chance.least(), chance.most());
    }

    private static List<String> ids(List<ElementId> way) {
        return way.stream().map(ElementId::value).toList();
    }
}

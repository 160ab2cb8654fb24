package dev.penstock.http.management.route;

import dev.penstock.application.route.Explanation;
import dev.penstock.application.route.Explanation.Reason;
import dev.penstock.application.route.RoomAtElement;
import dev.penstock.domain.route.Facts;
import dev.penstock.domain.route.FieldPath;
import dev.penstock.domain.route.Judged;
import dev.penstock.domain.route.Passage;
import dev.penstock.domain.route.RouteElement;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows explanations, by hand: the reasons are a closed family. */
final class ExplanationWriter {
    private ExplanationWriter() {}

    static ExplanationJson explanation(Explanation explanation) {
        return new ExplanationJson(
                explanation.route().id().toString(),
                explanation.route().name().value(),
                explanation.version().toString(),
                explanation.route().runs(explanation.version()),
                path(explanation.steps()),
                ending(explanation.ending()));
    }

    /** What is told of a passage anywhere, and what only explanations tell. */
    private static List<Map<String, Object>> path(List<Explanation.Step> steps) {
        List<Map<String, Object>> path = PassageWriter.write(
                steps.stream().map(Explanation.Step::passage).toList());
        for (int i = 0; i < path.size(); i++) {
            add(path.get(i), steps.get(i).reason());
        }
        return path;
    }

    private static void add(Map<String, Object> shown, Reason reason) {
        switch (reason) {
            case Reason.Nothing() -> {}
            case Reason.Asked(Judged judged) -> shown.put("condition", JudgedWriter.condition(judged));
            case Reason.Drew(RouteElement.Percentage percentage) -> {
                if (percentage.key() != null) {
                    shown.put("key", percentage.key().text());
                }
                shown.put("shares", shares(percentage));
            }
            case Reason.Looked(RoomAtElement room) -> shown.put("limit", limit(room));
            case Reason.Assumed(RouteElement.Model model, boolean answers) ->
                shown.put(
                        "model",
                        new ExplanationJson.ModelJson(
                                model.provider().slug(),
                                model.model().value(),
                                model.timeout().map(Duration::toMillis).orElse(0L),
                                model.retries()));
        }
    }

    private static List<ExplanationJson.ShareJson> shares(RouteElement.Percentage percentage) {
        return percentage.shares().stream()
                .map(share -> new ExplanationJson.ShareJson(
                        share.label(), share.percent(), share.next().value()))
                .toList();
    }

    private static ExplanationJson.LimitJson limit(RoomAtElement room) {
        RouteElement.Limit limit = room.claim().rate().limit();
        FieldPath key = limit.key();
        boolean costs = limit.type() == RouteElement.LimitType.COST;
        return new ExplanationJson.LimitJson(
                lower(limit.type()),
                limit.most(),
                limit.window().toSeconds(),
                lower(limit.technique()),
                key == null ? null : key.text(),
                key == null ? null : brief(room.claim().value()),
                plain(room.used()),
                costs ? plain(room.reserved()) : null,
                room.left());
    }

    private static @Nullable Object brief(String value) {
        return PassageWriter.value(Passage.brief(Facts.Found.of(value)));
    }

    private static BigDecimal plain(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static ExplanationJson.EndingJson ending(Explanation.Ending ending) {
        return new ExplanationJson.EndingJson(
                ending.answer().isPresent() ? "answer" : "error",
                lower(ending.reason()),
                message(ending),
                model(ending.answer()),
                model(ending.failed()));
    }

    private static String message(Explanation.Ending ending) {
        if (ending.answer().isPresent()) {
            return "The caller gets what this model answers.";
        }
        if (ending.failed().isPresent()) {
            return "No model answers; the caller gets the error of the one that failed last.";
        }
        return switch (ending.reason()) {
            case COUNT_USED_UP -> "A limit on requests is used up, and no arrow leads on from there.";
            case COST_USED_UP -> "A budget is used up, and no arrow leads on from there.";
            case TOO_LONG -> "The way leads through more elements than a request may pass.";
            case END, MODEL_FAILED -> "No model is asked.";
        };
    }

    private static ExplanationJson.@Nullable AnswerJson model(Optional<RouteElement.Model> model) {
        return model.map(found -> new ExplanationJson.AnswerJson(
                        found.id().value(),
                        found.provider().slug(),
                        found.model().value()))
                .orElse(null);
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}

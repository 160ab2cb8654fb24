package dev.penstock.domain.route;

import dev.penstock.domain.route.ElementDraft.Properties;
import dev.penstock.domain.validation.Validated;
import dev.penstock.domain.validation.Violation;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Elements for tests, drawn in few words. */
final class Drawn {
    private Drawn() {}

    static ElementDraft start(String id, String next) {
        return new ElementDraft(id, "start", null, Map.of("next", next));
    }

    static ElementDraft conditional(String id, @Nullable Object tree, String whenTrue, String whenFalse) {
        Map<String, String> outputs = new LinkedHashMap<>();
        outputs.put("true", whenTrue);
        outputs.put("false", whenFalse);
        return new ElementDraft(id, "conditional", new Properties.Conditions(tree), outputs);
    }

    static ElementDraft percentage(String id, String... labelsAndTargets) {
        Map<String, String> outputs = new LinkedHashMap<>();
        for (int i = 0; i < labelsAndTargets.length; i += 2) {
            outputs.put(labelsAndTargets[i], labelsAndTargets[i + 1]);
        }
        return new ElementDraft(id, "percentage", null, outputs);
    }

    static ElementDraft rate(String id, String limit, String window, String success, @Nullable String fallback) {
        return new ElementDraft(
                id,
                "rate",
                new Properties.Rate("count", "metadata.user", new BigDecimal(limit), new BigDecimal(window), null),
                outputs(success, fallback));
    }

    static ElementDraft model(String id, String timeout, String retries, String success, @Nullable String fallback) {
        return new ElementDraft(
                id,
                "model",
                new Properties.Model("openai", "gpt-5", new BigDecimal(timeout), new BigDecimal(retries)),
                outputs(success, fallback));
    }

    static ElementDraft model(String id, String success, @Nullable String fallback) {
        return model(id, "60000", "1", success, fallback);
    }

    private static Map<String, String> outputs(String success, @Nullable String fallback) {
        return fallback == null ? Map.of("success", success) : Map.of("success", success, "fallback", fallback);
    }

    static ElementDraft end(String id) {
        return new ElementDraft(id, "end", null, Map.of());
    }

    static Validated<RouteGraph> graph(List<ElementDraft> elements) {
        return RouteGraph.of(
                new RouteDrawing(elements), provider -> provider.slug().equals("openai"));
    }

    static RouteGraph sound(ElementDraft... elements) {
        return switch (graph(List.of(elements))) {
            case Validated.Valid<RouteGraph>(RouteGraph graph) -> graph;
            case Validated.Invalid<RouteGraph>(List<Violation> flaws) -> throw new AssertionError(flaws);
        };
    }

    /** Every reason, as path and message. */
    static List<String> flaws(ElementDraft... elements) {
        return switch (graph(List.of(elements))) {
            case Validated.Valid<RouteGraph> sound -> List.of();
            case Validated.Invalid<RouteGraph>(List<Violation> flaws) ->
                flaws.stream().map(flaw -> flaw.path() + " " + flaw.message()).toList();
        };
    }

    static List<String> formErrors(@Nullable List<ElementDraft> elements) {
        return switch (RouteDrawing.define(elements)) {
            case Validated.Valid<RouteDrawing> drawing -> List.of();
            case Validated.Invalid<RouteDrawing>(List<Violation> violations) ->
                violations.stream().map(it -> it.path() + " " + it.message()).toList();
        };
    }
}

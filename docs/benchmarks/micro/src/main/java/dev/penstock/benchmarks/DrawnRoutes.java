package dev.penstock.benchmarks;

import dev.penstock.domain.route.ElementDraft;
import dev.penstock.domain.route.ElementDraft.Properties;
import dev.penstock.domain.route.RouteDrawing;
import dev.penstock.domain.route.RouteGraph;
import dev.penstock.domain.validation.Validated;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The two routes of {@code docs/benchmarks/features}: the shortest one, and one that looks at the request four times. */
public final class DrawnRoutes {
    private static final ElementDraft END = new ElementDraft("end", "end", null, Map.of());
    private static final BigDecimal OFTEN = new BigDecimal(2_000_000_000);

    private DrawnRoutes() {}

    /** Start, model, end. */
    public static RouteGraph shortest() {
        return graph(List.of(start("model"), openai(), END));
    }

    /** Start, two conditions, a share, a limit, two models, end. */
    public static RouteGraph eightElements() {
        return graph(List.of(
                start("tokens"),
                conditional("tokens", Map.of("body.max_tokens", Map.of("$lte", new BigDecimal(4096))), "plan", "other"),
                conditional("plan", Map.of("metadata.plan", "paid"), "share", "other"),
                new ElementDraft("share", "percentage", null, arrows("10%", "limit", "90%", "limit")),
                new ElementDraft(
                        "limit",
                        "rate",
                        new Properties.Rate("count", "metadata.plan", OFTEN, new BigDecimal(86_400), null),
                        arrows("success", "model", "fallback", "other")),
                model("other", "anthropic", "claude-haiku-4-5"),
                openai(),
                END));
    }

    private static ElementDraft start(String next) {
        return new ElementDraft("start", "start", null, Map.of("next", next));
    }

    private static ElementDraft conditional(String id, Map<String, Object> filter, String holds, String otherwise) {
        return new ElementDraft(
                id, "conditional", new Properties.Conditions(filter), arrows("true", holds, "false", otherwise));
    }

    private static ElementDraft openai() {
        return model("model", "openai", "gpt-4o-mini");
    }

    private static ElementDraft model(String id, String provider, String model) {
        return new ElementDraft(
                id,
                "model",
                new Properties.Model(provider, model, BigDecimal.ZERO, BigDecimal.ZERO),
                arrows("success", "end", "fallback", "end"));
    }

    private static Map<String, String> arrows(String label, String target, String other, String otherTarget) {
        Map<String, String> arrows = new LinkedHashMap<>();
        arrows.put(label, target);
        arrows.put(other, otherTarget);
        return arrows;
    }

    private static RouteGraph graph(List<ElementDraft> elements) {
        return switch (RouteGraph.of(new RouteDrawing(elements), provider -> true)) {
            case Validated.Valid<RouteGraph>(RouteGraph sound) -> sound;
            case Validated.Invalid<RouteGraph> unsound ->
                throw new IllegalStateException("not a sample: " + unsound.violations());
        };
    }
}

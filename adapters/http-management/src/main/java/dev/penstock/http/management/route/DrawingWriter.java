package dev.penstock.http.management.route;

import dev.penstock.domain.route.ElementDraft;
import dev.penstock.domain.route.ElementDraft.Properties;
import dev.penstock.domain.route.RouteDrawing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Shows a drawing in the newest names of the contract, by hand: what an element is told is a closed family. */
final class DrawingWriter {
    private static final String FALLBACK = "fallback";

    private DrawingWriter() {}

    static List<ElementJson> elements(RouteDrawing drawing) {
        return drawing.elements().stream().map(DrawingWriter::element).toList();
    }

    private static ElementJson element(ElementDraft drawn) {
        return new ElementJson(
                Objects.requireNonNull(drawn.id()),
                Objects.requireNonNull(drawn.type()),
                properties(drawn.properties()),
                outputs(drawn));
    }

    private static @Nullable Map<String, Object> properties(@Nullable Properties properties) {
        return switch (properties) {
            case null -> null;
            case Properties.Conditions(Object tree) -> tree == null ? Map.of() : Map.of("conditions", tree);
            case Properties.Percentage(String key) -> key == null ? null : Map.of("key", key);
            case Properties.Rate rate -> {
                Map<String, Object> shown = new LinkedHashMap<>();
                put(shown, "limitType", rate.limitType());
                put(shown, "key", rate.key());
                put(shown, "limit", rate.limit());
                put(shown, "window", rate.window());
                put(shown, "technique", rate.technique());
                yield shown;
            }
            case Properties.Model model -> {
                Map<String, Object> shown = new LinkedHashMap<>();
                put(shown, "provider", model.provider());
                put(shown, "model", model.model());
                put(shown, "timeout", model.timeout());
                put(shown, "retries", model.retries());
                yield shown;
            }
        };
    }

    private static void put(Map<String, Object> shown, String name, @Nullable Object value) {
        if (value != null) {
            shown.put(name, value);
        }
    }

    /** The contract's schema knows no missing fallback; one that leads to no element stands for it. */
    private static Map<String, ElementJson.EdgeJson> outputs(ElementDraft drawn) {
        Map<String, ElementJson.EdgeJson> shown = new LinkedHashMap<>();
        Objects.requireNonNull(drawn.outputs())
                .forEach((label, target) -> shown.put(label, new ElementJson.EdgeJson(target)));
        if (drawn.properties() instanceof Properties.Rate || drawn.properties() instanceof Properties.Model) {
            shown.putIfAbsent(FALLBACK, new ElementJson.EdgeJson(""));
        }
        return shown;
    }
}

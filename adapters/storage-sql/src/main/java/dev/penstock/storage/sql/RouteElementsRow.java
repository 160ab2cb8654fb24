package dev.penstock.storage.sql;

import dev.penstock.domain.route.ElementDraft;
import dev.penstock.domain.route.ElementDraft.Properties;
import dev.penstock.domain.route.RouteDrawing;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The drawing of a version as it is kept: a document with all that its elements say, the properties by their kind. */
record RouteElementsRow(List<Element> elements) {
    record Element(
            @Nullable String id,
            @Nullable String type,
            @Nullable Conditions conditions,
            @Nullable Rate rate,
            @Nullable Model model,
            @Nullable Percentage percentage,
            @Nullable Map<String, String> outputs) {
        private static Element bare(ElementDraft drawn) {
            return new Element(drawn.id(), drawn.type(), null, null, null, null, drawn.outputs());
        }

        private Element with(Conditions next) {
            return new Element(id, type, next, null, null, null, outputs);
        }

        private Element with(Rate next) {
            return new Element(id, type, null, next, null, null, outputs);
        }

        private Element with(Model next) {
            return new Element(id, type, null, null, next, null, outputs);
        }

        private Element with(Percentage next) {
            return new Element(id, type, null, null, null, next, outputs);
        }
    }

    record Conditions(@Nullable Object tree) {}

    record Rate(
            @Nullable String limitType,
            @Nullable String key,
            @Nullable BigDecimal limit,
            @Nullable BigDecimal window,
            @Nullable String technique) {}

    record Model(
            @Nullable String provider,
            @Nullable String model,
            @Nullable BigDecimal timeout,
            @Nullable BigDecimal retries) {}

    record Percentage(@Nullable String key) {}

    static String write(RouteDrawing drawing) {
        List<Element> elements =
                drawing.elements().stream().map(RouteElementsRow::row).toList();
        return JsonDocument.write(new RouteElementsRow(elements), "the elements of a route");
    }

    static RouteDrawing read(String text) {
        RouteElementsRow row = JsonDocument.read(text, RouteElementsRow.class, "the elements of a route");
        return new RouteDrawing(
                row.elements().stream().map(RouteElementsRow::draft).toList());
    }

    private static Element row(ElementDraft drawn) {
        Element bare = Element.bare(drawn);
        return switch (drawn.properties()) {
            case null -> bare;
            case Properties.Conditions(Object tree) -> bare.with(new Conditions(tree));
            case Properties.Percentage(String key) -> bare.with(new Percentage(key));
            case Properties.Rate it ->
                bare.with(new Rate(it.limitType(), it.key(), it.limit(), it.window(), it.technique()));
            case Properties.Model it -> bare.with(new Model(it.provider(), it.model(), it.timeout(), it.retries()));
        };
    }

    private static ElementDraft draft(Element row) {
        return new ElementDraft(row.id, row.type, properties(row), row.outputs);
    }

    private static @Nullable Properties properties(Element row) {
        if (row.conditions != null) {
            return new Properties.Conditions(row.conditions.tree);
        }
        if (row.rate != null) {
            Rate it = row.rate;
            return new Properties.Rate(it.limitType, it.key, it.limit, it.window, it.technique);
        }
        if (row.model != null) {
            Model it = row.model;
            return new Properties.Model(it.provider, it.model, it.timeout, it.retries);
        }
        return row.percentage == null ? null : new Properties.Percentage(row.percentage.key);
    }
}

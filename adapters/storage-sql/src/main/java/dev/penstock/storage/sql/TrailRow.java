package dev.penstock.storage.sql;

import dev.penstock.domain.route.ElementId;
import dev.penstock.domain.route.ElementType;
import dev.penstock.domain.route.Facts;
import dev.penstock.domain.route.FieldPath;
import dev.penstock.domain.route.Passage;
import dev.penstock.domain.route.Passage.Why;
import dev.penstock.domain.route.RouteId;
import dev.penstock.domain.route.RouteName;
import dev.penstock.domain.route.Trail;
import dev.penstock.domain.route.VersionId;
import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Violations;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A brief way through a route as it is kept: a document. */
record TrailRow(UUID route, String name, UUID version, List<PassageRow> path) {
    private static final String WHAT = "the way through a route";
    private static final String TYPE = "type";
    private static final String NOTHING = "nothing";

    /** Of the last four members, those that belong to the reason are there. */
    record PassageRow(
            String element,
            String type,
            String output,
            @Nullable List<SeenRow> looked,
            @Nullable Double drawn,
            @Nullable Boolean sticky,
            @Nullable String heard) {}

    /**
     * A path and what was found there. No member of an object, for the name of a member cannot hold every text.
     *
     * @param found text, number, boolean or null; an object where that is not what was found
     */
    record SeenRow(String at, @Nullable Object found) {}

    static String write(Trail trail) {
        List<PassageRow> path = trail.passages().stream().map(TrailRow::row).toList();
        return JsonDocument.write(
                new TrailRow(
                        trail.route().value(),
                        trail.name().value(),
                        trail.version().value(),
                        path),
                WHAT);
    }

    static Trail read(String text) {
        TrailRow row = JsonDocument.read(text, TrailRow.class, WHAT);
        return new Trail(
                new RouteId(row.route),
                new RouteName(row.name),
                new VersionId(row.version),
                row.path.stream().map(TrailRow::passage).toList());
    }

    private static PassageRow row(Passage passage) {
        String element = passage.element().value();
        String type = passage.type().name().toLowerCase(Locale.ROOT);
        String output = passage.output();
        return switch (passage.why()) {
            case Why.Nothing nothing -> new PassageRow(element, type, output, null, null, null, null);
            case Why.Looked(Map<FieldPath, Facts.Found> values) ->
                new PassageRow(element, type, output, looked(values), null, null, null);
            case Why.Drew(double number, boolean sticky) ->
                new PassageRow(element, type, output, null, number, sticky, null);
            case Why.Heard(String outcome) -> new PassageRow(element, type, output, null, null, null, outcome);
        };
    }

    private static List<SeenRow> looked(Map<FieldPath, Facts.Found> values) {
        return values.entrySet().stream()
                .map(seen -> new SeenRow(seen.getKey().text(), value(seen.getValue())))
                .toList();
    }

    private static @Nullable Object value(Facts.Found found) {
        if (!found.there()) {
            return Map.of(TYPE, NOTHING);
        }
        return found.value() instanceof Passage.Kind kind
                ? Map.of(TYPE, kind.name().toLowerCase(Locale.ROOT))
                : found.value();
    }

    private static Passage passage(PassageRow row) {
        return new Passage(
                new ElementId(row.element),
                ElementType.valueOf(row.type.toUpperCase(Locale.ROOT)),
                row.output,
                why(row));
    }

    private static Why why(PassageRow row) {
        if (row.looked != null) {
            return new Why.Looked(found(row.looked));
        }
        if (row.drawn != null) {
            return new Why.Drew(row.drawn, Boolean.TRUE.equals(row.sticky));
        }
        return row.heard != null ? new Why.Heard(row.heard) : new Why.Nothing();
    }

    /** What must not be looked at any more, because it is known to carry credentials by now, is left out. */
    private static Map<FieldPath, Facts.Found> found(List<SeenRow> looked) {
        Map<FieldPath, Facts.Found> found = new LinkedHashMap<>();
        looked.forEach(seen -> FieldPath.read(seen.at, Path.root(), new Violations())
                .ifPresent(field -> found.put(field, found(seen.found))));
        return found;
    }

    private static Facts.Found found(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> kind when NOTHING.equals(kind.get(TYPE)) -> Facts.Found.NOTHING;
            case Map<?, ?> kind ->
                Facts.Found.of(
                        Passage.Kind.valueOf(String.valueOf(kind.get(TYPE)).toUpperCase(Locale.ROOT)));
            case BigDecimal number -> Facts.Found.of(number);
            case Number whole -> Facts.Found.of(new BigDecimal(whole.toString()));
            case null, default -> Facts.Found.of(value);
        };
    }
}

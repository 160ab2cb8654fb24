package dev.penstock.http.management.route;

import dev.penstock.domain.inference.WellFormed;
import dev.penstock.domain.route.Facts;
import dev.penstock.domain.route.FieldPath;
import dev.penstock.domain.route.Passage;
import dev.penstock.domain.route.Passage.Why;
import dev.penstock.domain.validation.Violations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows where a walk through a route came through and why, in the same few words wherever that is told. */
public final class PassageWriter {
    private PassageWriter() {}

    public static List<Map<String, Object>> write(List<Passage> passages) {
        List<Map<String, Object>> shown = new ArrayList<>();
        Passage.brief(passages).forEach(passage -> shown.add(write(passage)));
        return shown;
    }

    private static Map<String, Object> write(Passage passage) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("element", WellFormed.text(passage.element().value()));
        shown.put("type", Violations.Case.LOWER.of(passage.type()));
        if (!passage.output().isEmpty()) {
            shown.put("output", passage.output());
        }
        switch (passage.why()) {
            case Why.Nothing nothing -> {}
            case Why.Looked(Map<FieldPath, Facts.Found> values) -> shown.put("looked_at", lookedAt(values));
            case Why.Drew(double number, boolean sticky) ->
                shown.put("drawn", Map.of("number", number, "sticky", sticky));
            case Why.Heard(String outcome) -> shown.put("outcome", outcome);
        }
        return shown;
    }

    private static Map<String, @Nullable Object> lookedAt(Map<FieldPath, Facts.Found> values) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        values.forEach((field, found) -> shown.put(WellFormed.text(field.text()), value(found)));
        return shown;
    }

    /** Text, number, boolean or null; an object where that is not what was found. It must be brief already. */
    static @Nullable Object value(Facts.Found found) {
        if (!found.there()) {
            return Map.of("type", "nothing");
        }
        return found.value() instanceof Passage.Kind kind
                ? Map.of("type", Violations.Case.LOWER.of(kind))
                : found.value();
    }
}

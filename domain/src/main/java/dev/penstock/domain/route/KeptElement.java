package dev.penstock.domain.route;

import dev.penstock.domain.route.ElementDraft.Properties;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is kept of an element whose form was checked: what its type knows, in one spelling, in maps that cannot change. */
final class KeptElement {
    private KeptElement() {}

    static ElementDraft of(ElementDraft checked) {
        ElementType type = type(checked);
        return new ElementDraft(
                checked.id(), checked.type(), properties(type, checked.properties()), outputs(type, checked));
    }

    static ElementType type(ElementDraft checked) {
        return ElementType.valueOf(Objects.requireNonNull(checked.type()).toUpperCase(Locale.ROOT));
    }

    /** An arrow to nowhere is how answers show that one is missing. */
    private static Map<String, String> outputs(ElementType type, ElementDraft checked) {
        Map<String, String> kept = new LinkedHashMap<>();
        Objects.requireNonNull(checked.outputs()).forEach((label, target) -> {
            if (type.knows(label) && !(target.isEmpty() && type.mayLack(label))) {
                kept.put(label, target);
            }
        });
        return Collections.unmodifiableMap(kept);
    }

    private static @Nullable Properties properties(ElementType type, @Nullable Properties sent) {
        return switch (sent) {
            case Properties.Conditions(Object tree)
            when type == ElementType.CONDITIONAL -> new Properties.Conditions(PlainJson.copy(tree));
            case Properties.Percentage(String key)
            when type == ElementType.PERCENTAGE && key != null && !key.isEmpty() -> sent;
            case Properties.Rate rate
            when type == ElementType.RATE ->
                new Properties.Rate(
                        rate.limitType(), rate.key(), plain(rate.limit()), plain(rate.window()), rate.technique());
            case Properties.Model model
            when type == ElementType.MODEL ->
                new Properties.Model(model.provider(), model.model(), plain(model.timeout()), plain(model.retries()));
            case null, default -> null;
        };
    }

    private static @Nullable BigDecimal plain(@Nullable BigDecimal number) {
        return number == null ? null : PlainJson.number(number);
    }
}

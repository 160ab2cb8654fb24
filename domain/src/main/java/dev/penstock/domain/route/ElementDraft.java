package dev.penstock.domain.route;

import dev.penstock.domain.gateway.Technique;
import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Violations;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One element as a person draws it.
 *
 * @param outputs where its arrows lead: ids by label, in the order in which they were drawn
 */
public record ElementDraft(
        @Nullable String id,
        @Nullable String type,
        @Nullable Properties properties,
        @Nullable Map<String, String> outputs) {
    /** How many arrows of any name may leave an element. A sound one has far fewer; this bounds what is kept of others. */
    public static final int MOST_OUTPUTS = 100;

    private static final int LONGEST_TEXT = 256;

    /** What an element of some type is told beside its arrows. */
    public sealed interface Properties {
        /**
         * Of a conditional.
         *
         * @param tree a filter as {@link Condition} reads it, of maps, lists, texts, numbers, booleans and nulls; null for none
         */
        record Conditions(@Nullable Object tree) implements Properties {}

        /**
         * Of a percentage.
         *
         * @param key the path whose value decides in place of chance; null or empty for none
         */
        record Percentage(@Nullable String key) implements Properties {}

        /** Of a rate. The window is in seconds. */
        record Rate(
                @Nullable String limitType,
                @Nullable String key,
                @Nullable BigDecimal limit,
                @Nullable BigDecimal window,
                @Nullable String technique)
                implements Properties {}

        /** Of a model. The timeout is in milliseconds. */
        record Model(
                @Nullable String provider,
                @Nullable String model,
                @Nullable BigDecimal timeout,
                @Nullable BigDecimal retries)
                implements Properties {}
    }

    /** Notes what is wrong with its form. */
    void check(Path at, Violations violations) {
        violations.required(at.key("id"), id);
        violations.length(at.key("id"), id, 1, ElementId.MAX_LENGTH);
        violations.required(at.key("type"), type);
        violations.required(at.key("outputs"), outputs);
        violations
                .oneOf(at.key("type"), type, ElementType.class, Violations.Case.LOWER)
                .ifPresent(known -> {
                    checkOutputs(known, at.key("outputs"), violations);
                    checkProperties(known, at.key("properties"), violations);
                });
    }

    private void checkOutputs(ElementType known, Path at, Violations violations) {
        if (outputs == null) {
            return;
        }
        known.required().stream()
                .filter(label -> !outputs.containsKey(label))
                .forEach(label -> violations.required(at.key(label), null));
        if (outputs.size() > MOST_OUTPUTS) {
            violations.add(at, "Object must contain at most %d member(s)".formatted(MOST_OUTPUTS));
            return;
        }
        outputs.forEach((label, target) -> {
            violations.length(at.key(label), label, 0, LONGEST_TEXT);
            violations.required(at.key(label).key("elementId"), target);
            violations.length(at.key(label).key("elementId"), target, 0, ElementId.MAX_LENGTH);
        });
    }

    private void checkProperties(ElementType known, Path at, Violations violations) {
        switch (known) {
            case START, END -> {}
            case PERCENTAGE -> {
                if (properties instanceof Properties.Percentage(String key)) {
                    checkKey(key, at, violations);
                }
            }
            case CONDITIONAL -> {
                if (properties instanceof Properties.Conditions(Object tree)) {
                    ConditionReader.read(tree, at.key("conditions"), violations);
                } else {
                    violations.required(at, null);
                }
            }
            case RATE -> {
                if (properties instanceof Properties.Rate rate) {
                    check(rate, at, violations);
                } else {
                    violations.required(at, null);
                }
            }
            case MODEL -> {
                if (properties instanceof Properties.Model model) {
                    check(model, at, violations);
                } else {
                    violations.required(at, null);
                }
            }
        }
    }

    private static void check(Properties.Rate rate, Path at, Violations violations) {
        violations.required(at.key("limitType"), rate.limitType);
        violations.oneOf(at.key("limitType"), rate.limitType, RouteElement.LimitType.class, Violations.Case.LOWER);
        violations.required(at.key("key"), rate.key);
        checkKey(rate.key, at, violations);
        number(at.key("limit"), rate.limit, violations);
        number(at.key("window"), rate.window, violations);
        violations.oneOf(at.key("technique"), rate.technique, Technique.class, Violations.Case.LOWER);
    }

    private static void checkKey(@Nullable String key, Path at, Violations violations) {
        if (key != null && !key.isEmpty()) {
            FieldPath.read(key, at.key("key"), violations);
        }
    }

    private static void check(Properties.Model model, Path at, Violations violations) {
        violations.required(at.key("provider"), model.provider);
        violations.length(at.key("provider"), model.provider, 0, LONGEST_TEXT);
        violations.required(at.key("model"), model.model);
        violations.length(at.key("model"), model.model, 0, LONGEST_TEXT);
        number(at.key("timeout"), model.timeout, violations);
        number(at.key("retries"), model.retries, violations);
    }

    private static void number(Path at, @Nullable BigDecimal value, Violations violations) {
        violations.required(at, value);
        if (value != null && !PlainJson.isFinite(value)) {
            violations.add(at, "Number must be finite");
        }
    }
}

package dev.penstock.domain.route.analysis;

import dev.penstock.domain.route.ElementDraft;
import dev.penstock.domain.route.ElementDraft.Properties;
import dev.penstock.domain.route.RouteDrawing;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Drawings that are sound because all their arrows lead ahead, with elements of every kind in any order. */
final class RandomRoutes {
    private static final List<List<String>> SHARES = List.of(
            List.of("100%"),
            List.of("10%", "90%"),
            List.of("0%", "100"),
            List.of("33.33%", "33.33% (b)", "33.33% (c)"),
            List.of("25%", "else", "25% (b)"),
            List.of("100", "else"),
            List.of("20", "20%", "20% b", "20% c", "20% d"));

    private final Random random;
    private final RandomConditions conditions;

    RandomRoutes(Random random) {
        this.random = random;
        this.conditions = new RandomConditions(random);
    }

    RouteDrawing draw() {
        return draw(3 + random.nextInt(58));
    }

    RouteDrawing draw(int size) {
        // Some have short arrows and so the longest ways, some long ones.
        int span = random.nextInt(3) == 0 ? 1 : 1 + random.nextInt(size);
        List<ElementDraft> elements = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            elements.add(element(i, size, span));
        }
        Collections.shuffle(elements, random);
        return new RouteDrawing(elements);
    }

    private ElementDraft element(int i, int size, int span) {
        if (i == 0) {
            return new ElementDraft("n0", "start", null, Map.of("next", ahead(i, size, span)));
        }
        int kind = i == size - 1 ? 0 : 1 + random.nextInt(span == 1 ? 9 : 10);
        return switch (kind) {
            case 0, 10 -> new ElementDraft("n" + i, "end", null, Map.of());
            case 1, 2 ->
                new ElementDraft(
                        "n" + i,
                        "conditional",
                        new Properties.Conditions(conditions.filter()),
                        outputs(List.of("true", "false"), i, size, span));
            case 3, 4 ->
                new ElementDraft(
                        "n" + i, "percentage", null, outputs(SHARES.get(random.nextInt(SHARES.size())), i, size, span));
            case 5 ->
                new ElementDraft(
                        "n" + i,
                        "rate",
                        new Properties.Rate(
                                random.nextBoolean() ? "count" : "cost",
                                random.nextBoolean() ? "" : "metadata.a",
                                BigDecimal.ONE,
                                BigDecimal.TEN,
                                null),
                        outputs(labels(), i, size, span));
            default ->
                new ElementDraft(
                        "n" + i,
                        "model",
                        new Properties.Model(
                                "openai",
                                "m" + random.nextInt(4),
                                BigDecimal.valueOf(random.nextInt(12) == 0 ? 0 : 1 + random.nextInt(60_000)),
                                BigDecimal.valueOf(random.nextInt(6))),
                        outputs(labels(), i, size, span));
        };
    }

    private List<String> labels() {
        return random.nextInt(3) == 0 ? List.of("success") : List.of("success", "fallback");
    }

    private Map<String, String> outputs(List<String> labels, int from, int size, int span) {
        Map<String, String> outputs = new LinkedHashMap<>();
        labels.forEach(label -> outputs.put(label, ahead(from, size, span)));
        return outputs;
    }

    private String ahead(int from, int size, int span) {
        return "n" + Math.min(size - 1, from + 1 + random.nextInt(span));
    }
}

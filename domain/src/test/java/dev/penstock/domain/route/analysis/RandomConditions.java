package dev.penstock.domain.route.analysis;

import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.Metadata;
import dev.penstock.domain.route.Facts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Filters and facts over few fields and few values, so that they often have to do with each other. */
final class RandomConditions {
    private static final List<String> FIELDS = List.of("metadata.a", "body.a", "body.b.0", "headers.x-a", "a", "b");
    private static final List<@Nullable Object> VALUES = Arrays.asList(
            BigDecimal.ZERO,
            BigDecimal.ONE,
            new BigDecimal("1.0"),
            new BigDecimal("1.5"),
            BigDecimal.TWO,
            "",
            "a",
            "a\0",
            "b",
            "1",
            "?",
            "\ud801",
            true,
            false,
            null,
            List.of("a"),
            Map.of("a", BigDecimal.ONE));
    private static final List<String> ORDERS = List.of("$gt", "$gte", "$lt", "$lte");

    private final Random random;

    RandomConditions(Random random) {
        this.random = random;
    }

    Map<String, @Nullable Object> filter() {
        return filter(2);
    }

    private Map<String, @Nullable Object> filter(int levels) {
        Map<String, @Nullable Object> filter = new LinkedHashMap<>();
        int parts = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(2);
        for (int i = 0; i < parts; i++) {
            int kind = levels == 0 ? 9 : random.nextInt(10);
            switch (kind) {
                case 0 -> filter.put("$and", filters(levels));
                case 1 -> filter.put("$or", filters(levels));
                case 2 -> filter.put("$nor", filters(levels));
                case 3 -> filter.put("$not", filter(levels - 1));
                default -> filter.put(oneOf(FIELDS), question());
            }
        }
        return filter;
    }

    private List<Object> filters(int levels) {
        List<Object> filters = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            filters.add(filter(levels - 1));
        }
        return filters;
    }

    private @Nullable Object question() {
        if (random.nextInt(4) == 0) {
            return value();
        }
        Map<String, @Nullable Object> operators = new LinkedHashMap<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            switch (random.nextInt(8)) {
                case 0 -> operators.put("$eq", value());
                case 1 -> operators.put("$ne", value());
                case 2 -> operators.put("$in", Arrays.asList(value(), value()));
                case 3 -> operators.put("$nin", Arrays.asList(value(), value(), value()));
                case 4 -> operators.put("$exists", random.nextBoolean());
                case 5 -> operators.put("$regex", random.nextBoolean() ? "a" : "^1");
                default -> operators.put(oneOf(ORDERS), VALUES.get(random.nextInt(12)));
            }
        }
        return operators;
    }

    /** Of one request, by a user whom no filter knows. */
    Facts facts() {
        Map<String, Metadata.Value> metadata = new HashMap<>();
        metadata.put("user", new Metadata.Value.Text("u" + random.nextLong()));
        for (String name : List.of("a", "b")) {
            switch (value()) {
                case String text -> metadata.put(name, new Metadata.Value.Text(text));
                case BigDecimal number -> metadata.put(name, new Metadata.Value.Numeric(number));
                case Boolean flag -> metadata.put(name, new Metadata.Value.Flag(flag));
                case null, default -> {}
            }
        }
        Map<String, @Nullable Object> body = new HashMap<>();
        if (random.nextInt(4) > 0) {
            body.put("a", value());
        }
        if (random.nextInt(4) > 0) {
            body.put("b", random.nextBoolean() ? value() : Arrays.asList(value(), value()));
        }
        Headers headers = value() instanceof String text ? Headers.NONE.with("X-A", text) : Headers.NONE;
        return Facts.of(new Metadata(metadata), headers, random.nextInt(9) == 0 ? value() : body);
    }

    private @Nullable Object value() {
        return VALUES.get(random.nextInt(VALUES.size()));
    }

    private String oneOf(List<String> choice) {
        return choice.get(random.nextInt(choice.size()));
    }
}

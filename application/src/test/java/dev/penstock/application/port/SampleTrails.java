package dev.penstock.application.port;

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
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Ways through routes to try things with, the same ones for the same seed. */
public final class SampleTrails {
    private static final List<String> TEXTS = List.of(
            "", "paid", "it's", "a\"b\\c\n", "\0", "é\uffff😀", "half \ud800", "x".repeat(300), "{\"type\":\"array\"}");
    private static final List<@Nullable Object> VALUES = Arrays.asList(
            null,
            true,
            false,
            new BigDecimal("0"),
            new BigDecimal("12.0"),
            new BigDecimal("-1E-9"),
            new BigDecimal("1E+3"),
            new BigDecimal("9".repeat(40)),
            new BigDecimal("1E+400"),
            List.of(),
            List.of("secret"),
            Map.of("type", "nothing"));
    private static final List<FieldPath> FIELDS = List.of(
            new FieldPath.InMetadata("plan"),
            new FieldPath.InMetadata("a.b"),
            new FieldPath.InMetadata("half \ud800"),
            new FieldPath.InBody(List.of("messages", "0", "role")),
            new FieldPath.InBody(List.of("user")),
            new FieldPath.InHeaders("x-team"),
            new FieldPath.Anywhere(new FieldPath.InMetadata("a.0"), new FieldPath.InBody(List.of("a", "0"))),
            new FieldPath.Anywhere(new FieldPath.InMetadata("body"), new FieldPath.InBody(List.of("body"))));

    private final Random random;

    public SampleTrails(long seed) {
        random = new Random(seed);
    }

    /** From a start over a condition to a model. */
    public static Trail plain() {
        return new Trail(
                new RouteId(new UUID(1, 2)),
                new RouteName("support"),
                new VersionId(new UUID(3, 4)),
                List.of(
                        new Passage(new ElementId("s"), ElementType.START, "next", new Why.Nothing()),
                        new Passage(
                                new ElementId("c"),
                                ElementType.CONDITIONAL,
                                "true",
                                new Why.Looked(Map.of(new FieldPath.InMetadata("plan"), Facts.Found.of("paid"))))));
    }

    /** A way with anything that a way can have, up to more than is kept. */
    public Trail trail() {
        return new Trail(
                new RouteId(new UUID(random.nextLong(), random.nextLong())),
                new RouteName(oneOf(List.of("support", "Full é😀", "a/b \"c\""))),
                new VersionId(new UUID(random.nextLong(), random.nextLong())),
                Stream.generate(this::passage).limit(random.nextInt(60)).toList());
    }

    private Passage passage() {
        return new Passage(
                new ElementId(oneOf(List.of("a", "é😀", "half \ud800", "e".repeat(256)))),
                oneOf(List.of(ElementType.values())),
                oneOf(TEXTS),
                why());
    }

    private Why why() {
        return switch (random.nextInt(4)) {
            case 0 -> new Why.Nothing();
            case 1 -> new Why.Looked(values());
            case 2 -> new Why.Drew(random.nextInt(5) == 0 ? 0 : random.nextDouble() * 100, random.nextBoolean());
            default -> new Why.Heard(oneOf(TEXTS));
        };
    }

    private Map<FieldPath, Facts.Found> values() {
        List<FieldPath> fields = new ArrayList<>(FIELDS);
        Collections.shuffle(fields, random);
        Map<FieldPath, Facts.Found> values = new LinkedHashMap<>();
        fields.subList(0, random.nextInt(fields.size())).forEach(field -> values.put(field, found()));
        return values;
    }

    private Facts.Found found() {
        return switch (random.nextInt(3)) {
            case 0 -> Facts.Found.NOTHING;
            case 1 -> Facts.Found.of(oneOf(TEXTS));
            default -> Facts.Found.of(VALUES.get(random.nextInt(VALUES.size())));
        };
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}

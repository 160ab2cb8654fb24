package dev.penstock.application.port;

import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.route.DeployedRoute;
import dev.penstock.domain.route.ElementDraft;
import dev.penstock.domain.route.ElementDraft.Properties;
import dev.penstock.domain.route.RouteDraft;
import dev.penstock.domain.route.RouteDrawing;
import dev.penstock.domain.route.RouteVersion;
import dev.penstock.domain.route.VersionId;
import dev.penstock.domain.validation.Validated;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Routes to try things with: a short one, one that uses every element there is, and one that is unsound. */
public final class SampleRoutes {
    /** Ids that nobody else has. */
    private static final AtomicLong IDS = new AtomicLong();

    private SampleRoutes() {}

    public static UUID newId() {
        return new UUID(7, IDS.incrementAndGet());
    }

    /** Start, end. */
    public static List<ElementDraft> plain() {
        return List.of(
                new ElementDraft("s", "start", null, Map.of("next", "e")),
                new ElementDraft("e", "end", null, Map.of()));
    }

    /** An arrow that leads nowhere, numbers out of bounds, no end. */
    public static List<ElementDraft> unsound() {
        return List.of(
                new ElementDraft("s", "start", null, Map.of("next", "nowhere")),
                new ElementDraft(
                        "m",
                        "model",
                        new Properties.Model("nobody", "m", new BigDecimal("-1"), new BigDecimal("99")),
                        Map.of("success", "s")));
    }

    /** Every type of element, with every kind of value in its condition. */
    public static List<ElementDraft> full() {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("metadata.plan", Map.of("$in", Arrays.asList("paid", null, true, new BigDecimal("1.50"))));
        tree.put("body.user", null);
        tree.put("z", Map.of("deep", Map.of("er", List.of(List.of(new BigDecimal("0.0000001"))))));
        tree.put("a", "\ud83d\ude00 \ud800 \0");
        Map<String, String> shares = new LinkedHashMap<>();
        shares.put("60%", "m");
        shares.put("else", "e");
        shares.put("10% (b)", "r");
        return List.of(
                new ElementDraft("s", "start", null, Map.of("next", "c")),
                new ElementDraft("c", "conditional", new Properties.Conditions(tree), fork("true", "p", "false", "r")),
                new ElementDraft("d", "conditional", new Properties.Conditions(null), fork("true", "p", "false", "r")),
                new ElementDraft("p", "percentage", null, shares),
                new ElementDraft(
                        "q", "percentage", new Properties.Percentage("metadata.user"), fork("50", "m", "50 (b)", "e")),
                new ElementDraft(
                        "r",
                        "rate",
                        new Properties.Rate(
                                "cost", "metadata.user", new BigDecimal("2.50"), new BigDecimal("3600"), "sliding"),
                        Map.of("success", "m")),
                new ElementDraft(
                        "m",
                        "model",
                        new Properties.Model("openai", "gpt-5", new BigDecimal("60000"), new BigDecimal("2")),
                        fork("success", "e", "fallback", "e")),
                new ElementDraft("e", "end", null, Map.of("kept", "m")));
    }

    private static Map<String, String> fork(String label, String target, String other, String otherTarget) {
        Map<String, String> arrows = new LinkedHashMap<>();
        arrows.put(label, target);
        arrows.put(other, otherTarget);
        return arrows;
    }

    public static DeployedRoute route(GatewayAddress gateway, String name, List<ElementDraft> elements, Instant now) {
        return valid(DeployedRoute.define(gateway, new RouteDraft(name, elements), SampleRoutes::newId, now));
    }

    public static <T> T valid(Validated<T> outcome) {
        return switch (outcome) {
            case Validated.Valid<T>(T value) -> value;
            case Validated.Invalid<T> invalid -> throw new AssertionError("not a sample: " + invalid);
        };
    }

    public static RouteVersion version(List<ElementDraft> elements, Instant now) {
        return new RouteVersion(new VersionId(newId()), new RouteDrawing(elements), now);
    }
}

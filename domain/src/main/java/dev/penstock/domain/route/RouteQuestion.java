package dev.penstock.domain.route;

import dev.penstock.domain.inference.Header;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.Metadata;
import dev.penstock.domain.inference.MetadataDraft;
import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Validated;
import dev.penstock.domain.validation.Violation;
import dev.penstock.domain.validation.Violations;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Which way a request would take through a route.
 *
 * @param version empty for the one that serves
 * @param failing models that are assumed to fail; all others are assumed to answer
 * @param chance what chance decides each time, from 0 to 100; empty for chance itself
 */
public record RouteQuestion(Facts facts, Optional<VersionId> version, List<ElementId> failing, OptionalDouble chance) {
    public RouteQuestion {
        failing = List.copyOf(failing);
    }

    /**
     * The same as a person asks it.
     *
     * @param body of maps, lists, texts, {@code BigDecimal}s, booleans and nulls; anything else than a map has no fields
     * @param metadata values are {@code String}, {@code BigDecimal} or {@code Boolean}
     */
    public record Draft(
            @Nullable Object body,
            @Nullable Map<String, @Nullable Object> metadata,
            @Nullable Map<String, String> headers,
            @Nullable VersionId version,
            @Nullable List<String> failing,
            @Nullable BigDecimal chance) {
        /** About a request without anything in it. */
        public static final Draft EMPTY = new Draft(null, null, null, null, null, null);

        private static final BigDecimal MOST_CHANCE = new BigDecimal(100);
        private static final Path FAILING = Path.of("failing");

        public List<Violation> violations() {
            Violations violations = new Violations();
            check(violations);
            return violations.all();
        }

        public Validated<RouteQuestion> check() {
            Violations violations = new Violations();
            check(violations);
            return violations.unlessAny(() -> new RouteQuestion(
                    Facts.of(
                            metadata == null ? new Metadata(Map.of()) : MetadataDraft.metadata(metadata),
                            sentHeaders(),
                            body instanceof Map ? body : null),
                    Optional.ofNullable(version),
                    failing == null
                            ? List.of()
                            : failing.stream().map(ElementId::new).toList(),
                    chance == null ? OptionalDouble.empty() : OptionalDouble.of(chance.doubleValue())));
        }

        private void check(Violations violations) {
            MetadataDraft.check(Path.of("metadata"), metadata, violations);
            violations.atMost(FAILING, failing, RouteDrawing.MOST_ELEMENTS);
            if (failing != null && failing.size() <= RouteDrawing.MOST_ELEMENTS) {
                for (int i = 0; i < failing.size(); i++) {
                    violations.length(FAILING.index(i), failing.get(i), 1, ElementId.MAX_LENGTH);
                }
            }
            if (chance != null && chance.signum() < 0) {
                violations.add(Path.of("chance"), "Number must be greater than or equal to 0");
            }
            if (chance != null && chance.compareTo(MOST_CHANCE) > 0) {
                violations.add(Path.of("chance"), "Number must be less than or equal to " + MOST_CHANCE);
            }
        }

        private Headers sentHeaders() {
            return headers == null
                    ? Headers.NONE
                    : new Headers(headers.entrySet().stream()
                            .map(header -> new Header(header.getKey(), header.getValue()))
                            .toList());
        }
    }
}

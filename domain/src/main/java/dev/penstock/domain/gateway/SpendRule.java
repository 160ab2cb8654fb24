package dev.penstock.domain.gateway;

import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Violations;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How much may be spent in a window, in total or by part of the traffic.
 *
 * @param limit as sent; the contract leaves the unit to the rule's type, which is cost
 */
public record SpendRule(
        String id, boolean enabled, BigDecimal limit, Duration window, Technique technique, Scope scope) {
    public SpendRule {
        if (id.isEmpty() || limit.signum() <= 0 || !window.isPositive()) {
            throw new IllegalArgumentException("a spend rule has an id, a limit and a window");
        }
    }

    /** Which traffic a rule counts. Null or empty: all of it. */
    public record Scope(
            @Nullable List<String> models, @Nullable List<String> providers, Map<String, Dimension> metadata) {
        public Scope {
            models = models == null ? null : List.copyOf(models);
            providers = providers == null ? null : List.copyOf(providers);
            metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        }
    }

    /** How a metadata key divides the traffic. */
    public sealed interface Dimension {
        /** Each value has a budget of its own. */
        record Partition() implements Dimension {}

        /** Only these values count. */
        record Filter(List<String> values) implements Dimension {
            public Filter {
                values = List.copyOf(values);
            }
        }
    }

    /** What a person sends. The window is in seconds. */
    public record Draft(
            @Nullable String id,
            @Nullable Boolean enabled,
            @Nullable String limitType,
            @Nullable BigDecimal limit,
            @Nullable Long window,
            @Nullable String technique,
            ScopeDraft scope) {
        private enum LimitType {
            COST
        }

        void check(Path path, Violations violations) {
            violations.length(path.key("id"), id, 1, Integer.MAX_VALUE);
            violations.required(path.key("limitType"), limitType);
            violations.oneOf(path.key("limitType"), limitType, LimitType.class, Violations.Case.LOWER);
            violations.required(path.key("limit"), limit);
            violations.positive(path.key("limit"), limit);
            violations.required(path.key("window"), window);
            violations.positive(path.key("window"), window == null ? null : BigDecimal.valueOf(window));
            violations.between(path.key("window"), window, Long.MIN_VALUE, Integer.MAX_VALUE);
            violations.oneOf(path.key("technique"), technique, Technique.class, Violations.Case.LOWER);
            scope.check(path, violations);
        }

        SpendRule rule(Supplier<String> newRuleIds) {
            return new SpendRule(
                    id == null ? newRuleIds.get() : id,
                    Objects.requireNonNullElse(enabled, true),
                    Objects.requireNonNullElse(limit, BigDecimal.ZERO),
                    Duration.ofSeconds(Objects.requireNonNullElse(window, 0L)),
                    technique == null
                            ? Technique.SLIDING
                            : Choice.of(technique, Technique.class, Violations.Case.LOWER),
                    scope.scope());
        }
    }

    /** The scope as a person sends it. */
    public record ScopeDraft(
            @Nullable DimensionDraft model,
            @Nullable DimensionDraft provider,
            @Nullable Map<String, DimensionDraft> metadata) {
        void check(Path path, Violations violations) {
            if (model != null) {
                model.checkFilter(path.key("model"), violations);
            }
            if (provider != null) {
                provider.checkFilter(path.key("provider"), violations);
            }
            if (metadata != null) {
                metadata.forEach(
                        (key, dimension) -> dimension.check(path.key("metadata").key(key), violations));
            }
        }

        Scope scope() {
            Map<String, Dimension> dimensions = new LinkedHashMap<>();
            if (metadata != null) {
                metadata.forEach((key, dimension) -> dimensions.put(key, dimension.dimension()));
            }
            return new Scope(
                    model == null ? null : model.values(), provider == null ? null : provider.values(), dimensions);
        }
    }

    /** A dimension as a person sends it. */
    public record DimensionDraft(
            @Nullable String mode, @Nullable List<String> values) {
        private enum Mode {
            PARTITION,
            FILTER
        }

        private enum FilterOnly {
            FILTER
        }

        void check(Path path, Violations violations) {
            violations.required(path.key("mode"), mode);
            if (violations
                    .oneOf(path.key("mode"), mode, Mode.class, Violations.Case.LOWER)
                    .filter(Mode.FILTER::equals)
                    .isPresent()) {
                violations.required(path.key("values"), values);
            }
        }

        void checkFilter(Path path, Violations violations) {
            violations.required(path.key("mode"), mode);
            violations.oneOf(path.key("mode"), mode, FilterOnly.class, Violations.Case.LOWER);
            violations.required(path.key("values"), values);
        }

        Dimension dimension() {
            return Choice.of(mode, Mode.class, Violations.Case.LOWER) == Mode.PARTITION
                    ? new Dimension.Partition()
                    : new Dimension.Filter(values == null ? List.of() : values);
        }
    }
}

package dev.penstock.domain.route;

import dev.penstock.domain.gateway.Technique;
import dev.penstock.domain.provider.ModelName;
import dev.penstock.domain.provider.ProviderId;
import dev.penstock.domain.route.ElementDraft.Properties;
import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Violations;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes of a kept element, about which nothing is unsound, the one that traffic meets. */
final class ElementReader {
    private final ElementId id;
    private final ElementDraft kept;
    private final Map<String, String> outputs;

    private ElementReader(ElementDraft kept) {
        this.id = new ElementId(Objects.requireNonNull(kept.id()));
        this.kept = kept;
        this.outputs = Objects.requireNonNull(kept.outputs());
    }

    static RouteElement read(ElementDraft sound) {
        return new ElementReader(sound).element();
    }

    private RouteElement element() {
        return switch (KeptElement.type(kept)) {
            case START -> new RouteElement.Start(id, arrow("next"));
            case CONDITIONAL -> new RouteElement.Conditional(id, condition(), arrow("true"), arrow("false"));
            case PERCENTAGE ->
                new RouteElement.Percentage(id, decidingKey(), Shares.read(outputs, Path.root(), new Violations()));
            case RATE -> new RouteElement.Rate(id, limit(), arrow("success"), fallback());
            case MODEL -> model((Properties.Model) Objects.requireNonNull(kept.properties()));
            case END -> new RouteElement.End(id);
        };
    }

    private ElementId arrow(String label) {
        return new ElementId(Objects.requireNonNull(outputs.get(label)));
    }

    private Optional<ElementId> fallback() {
        return Optional.ofNullable(outputs.get("fallback")).map(ElementId::new);
    }

    private Condition condition() {
        return Condition.of((Properties.Conditions) Objects.requireNonNull(kept.properties()));
    }

    private @Nullable FieldPath decidingKey() {
        return kept.properties() instanceof Properties.Percentage(String key) && key != null ? key(key) : null;
    }

    private RouteElement.Limit limit() {
        Properties.Rate rate = (Properties.Rate) Objects.requireNonNull(kept.properties());
        return new RouteElement.Limit(
                named(RouteElement.LimitType.class, Objects.requireNonNull(rate.limitType())),
                key(Objects.requireNonNull(rate.key())),
                Objects.requireNonNull(rate.limit()),
                Duration.ofSeconds(whole(rate.window())),
                rate.technique() == null ? Technique.FIXED : named(Technique.class, rate.technique()));
    }

    private static @Nullable FieldPath key(String text) {
        return FieldPath.read(text, Path.root(), new Violations()).orElse(null);
    }

    private RouteElement.Model model(Properties.Model model) {
        return new RouteElement.Model(
                id,
                new ProviderId(Objects.requireNonNull(model.provider())),
                new ModelName(Objects.requireNonNull(model.model())),
                Optional.of(Duration.ofMillis(whole(model.timeout()))).filter(Duration::isPositive),
                (int) whole(model.retries()),
                arrow("success"),
                fallback());
    }

    private static long whole(@Nullable BigDecimal number) {
        return Objects.requireNonNull(number).longValueExact();
    }

    private static <E extends Enum<E>> E named(Class<E> type, String lowerCase) {
        return Enum.valueOf(type, lowerCase.toUpperCase(Locale.ROOT));
    }
}

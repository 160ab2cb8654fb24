package dev.penstock.domain.route;

import dev.penstock.domain.provider.ProviderId;
import dev.penstock.domain.route.ElementDraft.Properties;
import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Violations;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What must be true of a kept element by itself (data plane routing, section 2.5). */
final class ElementRules {
    private final Path properties;
    private final Violations violations;

    private ElementRules(Path at, Violations violations) {
        this.properties = at.key("properties");
        this.violations = violations;
    }

    /** Notes what is unsound. */
    static void check(ElementDraft kept, Path at, Predicate<ProviderId> known, Violations violations) {
        ElementRules rules = new ElementRules(at, violations);
        if (KeptElement.type(kept) == ElementType.PERCENTAGE) {
            Shares.read(Objects.requireNonNull(kept.outputs()), at.key("outputs"), violations);
        }
        switch (kept.properties()) {
            case Properties.Rate rate -> rules.check(rate);
            case Properties.Model model -> rules.check(model, known);
            case Properties.Conditions conditions -> {}
            case Properties.Percentage percentage -> {}
            case null -> {}
        }
    }

    private void check(Properties.Rate rate) {
        violations.positive(properties.key("limit"), rate.limit());
        violations.positive(properties.key("window"), rate.window());
        whole("window", rate.window(), Long.MIN_VALUE, Integer.MAX_VALUE);
    }

    private void check(Properties.Model model, Predicate<ProviderId> known) {
        String provider = Objects.requireNonNull(model.provider());
        if (!ProviderId.isValid(provider) || !known.test(new ProviderId(provider))) {
            violations.add(properties.key("provider"), "No provider is called '%s'".formatted(provider));
        }
        violations.length(properties.key("model"), model.model(), 1, Integer.MAX_VALUE);
        whole("timeout", model.timeout(), 0, Integer.MAX_VALUE);
        whole("retries", model.retries(), 0, RouteElement.Model.MOST_RETRIES);
    }

    private void whole(String name, @Nullable BigDecimal number, long least, long most) {
        BigDecimal value = Objects.requireNonNull(number);
        if (value.stripTrailingZeros().scale() > 0) {
            violations.add(properties.key(name), "Expected integer, received float");
            return;
        }
        BigDecimal bounded = value.max(BigDecimal.valueOf(Long.MIN_VALUE)).min(BigDecimal.valueOf(Long.MAX_VALUE));
        violations.between(properties.key(name), bounded.longValueExact(), least, most);
    }
}

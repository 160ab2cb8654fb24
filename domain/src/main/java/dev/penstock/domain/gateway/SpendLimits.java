package dev.penstock.domain.gateway;

import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Violations;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The spending rules of a gateway. Off unless switched on; a rule can be off by itself as well. */
public record SpendLimits(boolean enabled, List<SpendRule> rules) {
    private static final int MOST_RULES = 20;

    public SpendLimits {
        rules = List.copyOf(rules);
        if (rules.size() > MOST_RULES) {
            throw new IllegalArgumentException("at most " + MOST_RULES + " spend rules");
        }
    }

    /** What a person sends. */
    public record Draft(@Nullable Boolean enabled, @Nullable List<SpendRule.Draft> rules) {
        void check(Path path, Violations violations) {
            Path at = path.key("rules");
            violations.atMost(at, rules, MOST_RULES);
            Set<String> ids = new HashSet<>();
            List<SpendRule.Draft> sent = rules == null ? List.of() : rules;
            for (int i = 0; i < sent.size(); i++) {
                sent.get(i).check(at.index(i), violations);
                String id = sent.get(i).id();
                if (id != null && !ids.add(id)) {
                    violations.add(at.index(i).key("id"), "Another rule has the id '%s'".formatted(id));
                }
            }
        }

        SpendLimits limits(Supplier<String> newRuleIds) {
            List<SpendRule.Draft> sent = rules == null ? List.of() : rules;
            return new SpendLimits(
                    Objects.requireNonNullElse(enabled, false),
                    sent.stream().map(rule -> rule.rule(newRuleIds)).toList());
        }
    }
}

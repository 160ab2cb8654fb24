package dev.penstock.domain.gateway;

import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Violations;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which categories of harmful content are flagged or blocked, in prompts and in responses. A category left out is ignored. */
public record Guardrails(Map<Category, DlpPolicy.Action> prompt, Map<Category, DlpPolicy.Action> response) {
    public Guardrails {
        prompt = Collections.unmodifiableMap(copyOf(prompt));
        response = Collections.unmodifiableMap(copyOf(response));
    }

    /** The codes of the contract: S1 to S13 are content categories, P1 is prompt injection. */
    public enum Category {
        P1,
        S1,
        S2,
        S3,
        S4,
        S5,
        S6,
        S7,
        S8,
        S9,
        S10,
        S11,
        S12,
        S13
    }

    private static Map<Category, DlpPolicy.Action> copyOf(Map<Category, DlpPolicy.Action> actions) {
        Map<Category, DlpPolicy.Action> copy = new EnumMap<>(Category.class);
        copy.putAll(actions);
        return copy;
    }

    /** What a person sends: actions by category code. Unknown codes are ignored, as unknown fields are. */
    public record Draft(
            @Nullable Map<String, String> prompt, @Nullable Map<String, String> response) {
        void check(Path path, Violations violations) {
            check(path.key("prompt"), prompt, violations);
            check(path.key("response"), response, violations);
        }

        private static void check(Path path, @Nullable Map<String, String> actions, Violations violations) {
            violations
                    .required(path, actions)
                    .ifPresent(sent -> known(sent)
                            .forEach((category, action) -> violations.oneOf(
                                    path.key(category.name()), action, DlpPolicy.Action.class, Violations.Case.UPPER)));
        }

        Guardrails policy() {
            return new Guardrails(actions(prompt), actions(response));
        }

        private static Map<Category, DlpPolicy.Action> actions(@Nullable Map<String, String> sent) {
            Map<Category, DlpPolicy.Action> actions = new EnumMap<>(Category.class);
            known(sent == null ? Map.of() : sent)
                    .forEach((category, action) ->
                            actions.put(category, Choice.of(action, DlpPolicy.Action.class, Violations.Case.UPPER)));
            return actions;
        }

        private static Map<Category, String> known(Map<String, String> sent) {
            Map<Category, String> known = new EnumMap<>(Category.class);
            for (Category category : Category.values()) {
                String action = sent.get(category.name());
                if (action != null) {
                    known.put(category, action);
                }
            }
            return known;
        }
    }
}

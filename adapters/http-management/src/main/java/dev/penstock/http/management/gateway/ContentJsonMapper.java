package dev.penstock.http.management.gateway;

import dev.penstock.domain.gateway.DlpPolicy;
import dev.penstock.domain.gateway.Guardrails;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Content policies as they are shown, by hand: one of them is a closed family. */
final class ContentJsonMapper {
    @Nullable
    DlpJson dlp(@Nullable DlpPolicy dlp) {
        return switch (dlp) {
            case null -> null;
            case DlpPolicy.Simple(boolean enabled, DlpPolicy.Action action, List<String> profiles) ->
                new DlpJson(enabled, action.name(), profiles, null);
            case DlpPolicy.Ruled(boolean enabled, List<DlpPolicy.Rule> rules) ->
                new DlpJson(
                        enabled,
                        null,
                        null,
                        rules.stream().map(ContentJsonMapper::rule).toList());
        };
    }

    private static DlpJson.RuleJson rule(DlpPolicy.Rule rule) {
        return new DlpJson.RuleJson(
                rule.id(),
                rule.enabled(),
                rule.action().name(),
                rule.checks().stream().map(Enum::name).toList(),
                rule.profiles());
    }

    @Nullable
    GuardrailsJson guardrails(@Nullable Guardrails guardrails) {
        return guardrails == null
                ? null
                : new GuardrailsJson(actions(guardrails.prompt()), actions(guardrails.response()));
    }

    private static Map<String, String> actions(Map<Guardrails.Category, DlpPolicy.Action> actions) {
        Map<String, String> names = new LinkedHashMap<>();
        actions.forEach((category, action) -> names.put(category.name(), action.name()));
        return names;
    }
}

package dev.penstock.bootstrap;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.application.inference.ConductSettings;
import dev.penstock.domain.conduct.BreakerRule;
import dev.penstock.domain.inference.ConductOptions;
import dev.penstock.domain.inference.ConductOptions.Rescue;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a config file says of the conduct under provider faults. Times are milliseconds. */
final class ConductSection {
    private static final String BELOW = "conduct.";
    private static final Set<String> KEYS = Set.of("rescue", "first_token_timeout", "stall_timeout", "breaker");
    private static final Set<String> BREAKER_KEYS = Set.of("failures", "cooldown");
    private static final int MOST_FAILURES = 1_000_000;
    private static final int LONGEST_TIME = 24 * 60 * 60 * 1000;

    private ConductSection() {}

    static ConductSettings read(JsonNode root) {
        JsonNode conduct = root.path("conduct");
        if (ConfigFile.isUnset(conduct)) {
            return ConductSettings.DEFAULTS;
        }
        ConfigFile.checkKeys(conduct, BELOW, KEYS);
        ConductOptions defaults = new ConductOptions(
                rescue(conduct),
                millis(conduct, BELOW, "first_token_timeout"),
                millis(conduct, BELOW, "stall_timeout"));
        return new ConductSettings(defaults, breaker(conduct.path("breaker")));
    }

    private static BreakerRule breaker(JsonNode breaker) {
        BreakerRule usual = BreakerRule.USUAL;
        if (ConfigFile.isUnset(breaker)) {
            return usual;
        }
        String prefix = BELOW + "breaker.";
        ConfigFile.checkKeys(breaker, prefix, BREAKER_KEYS);
        Integer failures = number(breaker, prefix, "failures", MOST_FAILURES, "a number");
        Duration cooldown = millis(breaker, prefix, "cooldown");
        return new BreakerRule(
                failures == null ? usual.failures() : failures, cooldown == null ? usual.cooldown() : cooldown);
    }

    /** A bare {@code off} is a false to YAML. */
    private static @Nullable Rescue rescue(JsonNode conduct) {
        JsonNode value = conduct.path("rescue");
        if (ConfigFile.isUnset(value)) {
            return null;
        }
        if (value.isBoolean() && !value.asBoolean()) {
            return Rescue.OFF;
        }
        for (Rescue choice : Rescue.values()) {
            if (choice.name().toLowerCase(Locale.ROOT).equals(value.asText())) {
                return choice;
            }
        }
        throw new IllegalArgumentException("the config key 'conduct.rescue' needs off, restart or continue");
    }

    private static @Nullable Duration millis(JsonNode node, String prefix, String key) {
        Integer millis = number(node, prefix, key, LONGEST_TIME, "a number of ms");
        return millis == null ? null : Duration.ofMillis(millis);
    }

    private static @Nullable Integer number(JsonNode node, String prefix, String key, int most, String what) {
        JsonNode value = node.path(key);
        if (ConfigFile.isUnset(value)) {
            return null;
        }
        boolean fits =
                value.isIntegralNumber() && value.canConvertToInt() && value.asInt() >= 1 && value.asInt() <= most;
        if (!fits) {
            throw new IllegalArgumentException(
                    "the config key '%s%s' needs %s, 1 to %d".formatted(prefix, key, what, most));
        }
        return value.asInt();
    }
}

package dev.penstock.domain.gateway;

import dev.penstock.domain.account.Secret;
import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Violations;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which billing events are sent to Stripe for each answered request: a key, and one JSON template per event. */
public record StripeUsage(Secret authorization, List<String> payloads) {
    public StripeUsage {
        payloads = List.copyOf(payloads);
    }

    /** What a person sends. */
    public record Draft(
            @Nullable String authorization, @Nullable List<EventDraft> usageEvents) {
        void check(Path path, Violations violations) {
            violations.required(path.key("authorization"), authorization);
            List<EventDraft> events =
                    violations.required(path.key("usage_events"), usageEvents).orElse(List.of());
            for (int i = 0; i < events.size(); i++) {
                violations.required(
                        path.key("usage_events").index(i).key("payload"),
                        events.get(i).payload());
            }
        }

        StripeUsage usage() {
            return new StripeUsage(
                    new Secret(authorization == null ? "" : authorization),
                    (usageEvents == null ? List.<EventDraft>of() : usageEvents)
                            .stream()
                                    .map(event -> event.payload() == null ? "" : event.payload())
                                    .toList());
        }
    }

    /** One event as a person sends it. */
    public record EventDraft(@Nullable String payload) {}
}

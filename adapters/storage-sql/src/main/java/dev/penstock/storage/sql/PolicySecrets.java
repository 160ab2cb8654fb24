package dev.penstock.storage.sql;

import dev.penstock.domain.gateway.GatewayAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The secrets within the policies of a gateway. Each has a place of its own, which it is sealed for. */
final class PolicySecrets {
    /** Seals or unseals one text. */
    @FunctionalInterface
    interface Change {
        String apply(String place, String text);
    }

    private final String place;
    private final Change change;

    private PolicySecrets(String place, Change change) {
        this.place = place;
        this.change = change;
    }

    /** The policies with every secret in them changed. */
    static PoliciesRow change(PoliciesRow policies, GatewayAddress gateway, Change change) {
        return policies.with(new PolicySecrets("gateway/" + gateway, change).export(policies.export()));
    }

    private PoliciesRow.Export export(PoliciesRow.Export export) {
        return new PoliciesRow.Export(otel(export.otel()), stripe(export.stripe()));
    }

    private @Nullable List<PoliciesRow.Otel> otel(@Nullable List<PoliciesRow.Otel> targets) {
        return targets == null
                ? null
                : IntStream.range(0, targets.size())
                        .mapToObj(i -> otel(place + "/otel/" + i, targets.get(i)))
                        .toList();
    }

    private PoliciesRow.Otel otel(String at, PoliciesRow.Otel target) {
        Map<String, String> headers = new LinkedHashMap<>();
        target.headers().forEach((name, value) -> headers.put(name, change.apply(at + "/header/" + name, value)));
        String authorization = Optional.ofNullable(target.authorization())
                .map(value -> change.apply(at + "/authorization", value))
                .orElse(null);
        return new PoliciesRow.Otel(target.url(), headers, authorization, target.encoding());
    }

    private PoliciesRow.@Nullable Stripe stripe(PoliciesRow.@Nullable Stripe stripe) {
        return stripe == null
                ? null
                : new PoliciesRow.Stripe(
                        change.apply(place + "/stripe/authorization", stripe.authorization()), stripe.payloads());
    }
}

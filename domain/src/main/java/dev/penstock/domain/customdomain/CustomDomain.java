package dev.penstock.domain.customdomain;

import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Validated;
import dev.penstock.domain.validation.Violation;
import dev.penstock.domain.validation.Violations;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A hostname that leads to one gateway. It serves from the moment it is kept. The time is whole milliseconds. */
public record CustomDomain(Hostname hostname, GatewayAddress gateway, Instant createdAt) {
    private static final int LONGEST_NAME = 253;
    private static final int LONGEST_ZONE = 64;
    private static final Set<String> TLS_VERSIONS = Set.of("1.0", "1.1", "1.2", "1.3");

    public CustomDomain {
        createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /** What a person sends. The zone and the TLS version are another party's business here: they are read and not kept. */
    public record Draft(
            @Nullable String domain,
            @Nullable String zoneId,
            @Nullable String minTls) {
        /** Everything that is wrong with this draft. */
        public List<Violation> violations() {
            Violations violations = new Violations();
            check(violations);
            return violations.all();
        }

        void check(Violations violations) {
            Path name = Path.of("domain");
            violations.required(name, domain);
            violations.length(name, domain, 1, LONGEST_NAME);
            if (domain != null
                    && !domain.isEmpty()
                    && domain.length() <= LONGEST_NAME
                    && Hostname.parse(domain).isEmpty()) {
                violations.add(name, "Invalid hostname");
            }
            violations.required(Path.of("zone_id"), zoneId);
            violations.length(Path.of("zone_id"), zoneId, 1, LONGEST_ZONE);
            if (minTls != null && !TLS_VERSIONS.contains(minTls)) {
                violations.add(
                        Path.of("minTLS"),
                        "Invalid enum value. Expected '1.0' | '1.1' | '1.2' | '1.3', received '%s'".formatted(minTls));
            }
        }
    }

    /** A new one from what a person sent, or everything that is wrong with it. */
    public static Validated<CustomDomain> define(GatewayAddress gateway, Draft draft, Instant now) {
        Violations violations = new Violations();
        draft.check(violations);
        return violations.unlessAny(() -> new CustomDomain(
                Hostname.parse(draft.domain == null ? "" : draft.domain).orElseThrow(), gateway, now));
    }
}

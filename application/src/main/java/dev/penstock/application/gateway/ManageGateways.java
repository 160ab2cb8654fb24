package dev.penstock.application.gateway;

import dev.penstock.application.port.GatewayStore;
import dev.penstock.application.port.LogStore;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.gateway.AccessPolicy;
import dev.penstock.domain.gateway.Gateway;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.gateway.GatewayDraft;
import dev.penstock.domain.gateway.GatewayId;
import dev.penstock.domain.page.Page;
import dev.penstock.domain.page.PageRequest;
import dev.penstock.domain.validation.Given;
import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Validated;
import dev.penstock.domain.validation.Violation;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Creates, replaces, finds, lists and removes gateways. A change holds for the next request. */
public final class ManageGateways {
    private final GatewayStore store;
    private final LogStore logs;
    private final LiveSettings live;
    private final InstantSource clock;
    private final RandomGenerator random;

    public ManageGateways(
            GatewayStore store, LogStore logs, LiveSettings live, InstantSource clock, RandomGenerator random) {
        this.store = store;
        this.logs = logs;
        this.live = live;
        this.clock = clock;
        this.random = random;
    }

    /** Makes a gateway. A taken id is wrong input, not a conflict: SDKs would retry one (management API, section 3). */
    public Gateway create(GatewayAddress address, GatewayDraft draft) {
        Gateway gateway = orThrow(Gateway.define(address, draft, clock.instant(), this::newRuleId));
        if (!store.insert(gateway)) {
            throw new ProblemException(new Problem.Invalid(List.of(new Violation(
                    Path.of("id"), "A gateway with id '%s' already exists".formatted(address.gateway())))));
        }
        live.refresh();
        return gateway;
    }

    /** Replaces the settings of a gateway. */
    public Gateway replace(GatewayAddress address, GatewayDraft draft) {
        while (true) {
            Gateway current = find(address);
            Gateway next = orThrow(current.redefine(draft, clock.instant(), this::newRuleId));
            if (store.replace(current, next)) {
                live.refresh();
                return next;
            }
        }
    }

    public Gateway find(GatewayAddress address) {
        return store.find(address).orElseThrow(ManageGateways::notFound);
    }

    /**
     * An account's gateways in the order of their ids.
     *
     * @param search text that must stand in the id; null for all
     */
    public Page<Gateway> list(AccountId account, @Nullable String search, PageRequest page) {
        return store.list(account, search, page);
    }

    /** Removes a gateway and the logs of its traffic. */
    public Gateway remove(GatewayAddress address) {
        Gateway removed = store.remove(address).orElseThrow(ManageGateways::notFound);
        live.refresh();
        logs.removeAll(address);
        return removed;
    }

    /** The account's gateway named {@code default}, made on first use: callers need a token, logs are kept, nothing else is on. */
    public Gateway ensureDefault(AccountId account) {
        GatewayAddress address = new GatewayAddress(account, GatewayId.DEFAULT);
        Optional<Gateway> known = store.find(address);
        if (known.isPresent()) {
            return known.get();
        }
        GatewayDraft draft = GatewayDraft.PLAIN.withAccess(new AccessPolicy.Draft(
                Given.of(true), Given.omitted(), Given.omitted(), Given.omitted(), Given.omitted()));
        Gateway gateway = orThrow(Gateway.define(address, draft, clock.instant(), this::newRuleId));
        boolean made = store.insert(gateway);
        live.refresh();
        return made ? gateway : find(address);
    }

    private String newRuleId() {
        return "%08x".formatted(random.nextInt());
    }

    private static Gateway orThrow(Validated<Gateway> outcome) {
        return switch (outcome) {
            case Validated.Valid<Gateway>(Gateway gateway) -> gateway;
            case Validated.Invalid<Gateway>(List<Violation> violations) ->
                throw new ProblemException(new Problem.Invalid(violations));
        };
    }

    private static ProblemException notFound() {
        return new ProblemException(new Problem.NotFound(Problem.Thing.GATEWAY));
    }
}

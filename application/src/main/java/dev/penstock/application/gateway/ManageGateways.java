package dev.penstock.application.gateway;

import dev.penstock.application.port.GatewayBelongings;
import dev.penstock.application.port.GatewayStore;
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
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Creates, replaces, finds, lists and removes gateways. A change holds for the next request. */
public final class ManageGateways {
    private final GatewayStore store;
    private final List<GatewayBelongings> belongings;
    private final LiveSettings live;
    private final InstantSource clock;
    private final RandomGenerator random;

    public ManageGateways(
            GatewayStore store,
            List<GatewayBelongings> belongings,
            LiveSettings live,
            InstantSource clock,
            RandomGenerator random) {
        this.store = store;
        this.belongings = List.copyOf(belongings);
        this.live = live;
        this.clock = clock;
        this.random = random;
    }

    /** Makes a gateway. A taken id is wrong input, not a conflict: SDKs would retry one (management API, section 3). */
    public Gateway create(GatewayAddress address, GatewayDraft draft) {
        Gateway gateway = ProblemException.orThrow(Gateway.define(address, draft, clock.instant(), this::newRuleId));
        if (!store.insert(gateway)) {
            throw new ProblemException(new Problem.AlreadyExists(
                    Problem.Thing.GATEWAY,
                    Path.of("id"),
                    "A gateway with id '%s' already exists".formatted(address.gateway())));
        }
        live.refresh(address);
        return gateway;
    }

    /** Replaces the settings of a gateway. */
    public Gateway replace(GatewayAddress address, GatewayDraft draft) {
        while (true) {
            Gateway current = find(address);
            Gateway next = ProblemException.orThrow(current.redefine(draft, clock.instant(), this::newRuleId));
            if (store.replace(current, next)) {
                live.refresh(address);
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

    /** Removes a gateway and all that belongs to it: the logs of its traffic, its routes, datasets, keys, and so on. */
    public Gateway remove(GatewayAddress address) {
        Gateway removed = store.remove(address).orElseThrow(ManageGateways::notFound);
        live.refresh(address);
        belongings.forEach(store -> store.removeAll(address));
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
        Gateway gateway = ProblemException.orThrow(Gateway.define(address, draft, clock.instant(), this::newRuleId));
        boolean made = store.insert(gateway);
        live.refresh(address);
        return made ? gateway : find(address);
    }

    private String newRuleId() {
        return "%08x".formatted(random.nextInt());
    }

    private static ProblemException notFound() {
        return ProblemException.notFound(Problem.Thing.GATEWAY);
    }
}

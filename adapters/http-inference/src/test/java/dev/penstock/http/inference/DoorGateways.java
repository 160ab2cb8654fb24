package dev.penstock.http.inference;

import dev.penstock.application.port.FakeGatewayStore;
import dev.penstock.application.port.SampleGateways;
import dev.penstock.application.port.SampleProviderConfigs;
import dev.penstock.application.port.SampleRoutes;
import dev.penstock.domain.gateway.AccessPolicy;
import dev.penstock.domain.gateway.CachePolicy;
import dev.penstock.domain.gateway.Gateway;
import dev.penstock.domain.gateway.GatewayDraft;
import dev.penstock.domain.gateway.RateLimit;
import dev.penstock.domain.gateway.RetryPolicy;
import dev.penstock.domain.gateway.SpendLimits;
import dev.penstock.domain.gateway.SpendRule;
import dev.penstock.domain.providerconfig.KeyBook;
import dev.penstock.domain.providerconfig.ProviderConfig;
import dev.penstock.domain.route.DeployedRoute;
import dev.penstock.domain.route.ElementDraft;
import dev.penstock.domain.route.LiveRoute;
import dev.penstock.domain.route.RouteBook;
import dev.penstock.domain.route.RouteGraph;
import dev.penstock.domain.validation.Given;
import dev.penstock.domain.validation.Validated;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The gateways behind a {@link Door}: one for each thing that a gateway can do to a request. */
final class DoorGateways {
    /** What the stored key {@code work} holds. */
    static final String WORK_KEY = SampleProviderConfigs.CANARY + "-work";
    /** What the stored key {@code spare} holds. */
    static final String SPARE_KEY = SampleProviderConfigs.CANARY + "-spare";

    private DoorGateways() {}

    static FakeGatewayStore store() {
        GatewayDraft plain = GatewayDraft.PLAIN;
        return new FakeGatewayStore()
                // open, and plain
                .with(SampleGateways.plain("gw"))
                // every setting there is, and asks for a token
                .with(SampleGateways.full("locked"))
                // tries a call again twice, with hardly a pause
                .with(gateway("patient", with(new RetryPolicy.Draft(Given.of(2L), Given.of(1L), Given.omitted()))))
                // keeps answers
                .with(gateway("keeping", plain.withCache(new CachePolicy.Draft(Given.of(300L), Given.of(false)))))
                // admits one request in an hour
                .with(gateway(
                        "narrow",
                        plain.withRateLimit(new RateLimit.Draft(Given.of(1L), Given.of(3600L), Given.of("fixed")))))
                // has half a dollar a day
                .with(gateway("thrifty", with(budget())))
                // takes no key but the caller's or a stored one
                .with(gateway("sealed", plain.withAccess(callersKeysOnly())))
                // has two keys for OpenAI
                .with(SampleGateways.plain("keyed"));
    }

    private static Gateway gateway(String id, GatewayDraft draft) {
        return SampleGateways.define(SampleGateways.address(id), draft);
    }

    private static AccessPolicy.Draft callersKeysOnly() {
        AccessPolicy.Draft none = AccessPolicy.Draft.OMITTED;
        return new AccessPolicy.Draft(
                none.authentication(), Given.of(true), none.zdr(), none.storeId(), none.workersAiBillingMode());
    }

    private static SpendLimits.Draft budget() {
        return new SpendLimits.Draft(
                true,
                List.of(new SpendRule.Draft(
                        "daily",
                        true,
                        "cost",
                        new BigDecimal("0.5"),
                        86_400L,
                        "fixed",
                        new SpendRule.ScopeDraft(null, null, null))));
    }

    private static GatewayDraft with(RetryPolicy.Draft retry) {
        GatewayDraft plain = GatewayDraft.PLAIN;
        return new GatewayDraft(
                plain.cache(),
                plain.rateLimit(),
                retry,
                plain.log(),
                plain.access(),
                plain.content(),
                plain.export(),
                plain.spendLimits());
    }

    private static GatewayDraft with(SpendLimits.Draft limits) {
        GatewayDraft plain = GatewayDraft.PLAIN;
        return new GatewayDraft(
                plain.cache(),
                plain.rateLimit(),
                plain.retry(),
                plain.log(),
                plain.access(),
                plain.content(),
                plain.export(),
                Given.of(limits));
    }

    static KeyBook keys() {
        return KeyBook.of(List.of(key("work", true, WORK_KEY), key("spare", false, SPARE_KEY)));
    }

    private static ProviderConfig key(String alias, boolean isDefault, String secret) {
        return SampleProviderConfigs.config(
                SampleGateways.address("keyed"),
                SampleProviderConfigs.draft("openai", alias, isDefault),
                SampleProviderConfigs.secret("secret-of-" + alias, secret));
    }

    /** Two that can serve, one that cannot; all of them lead nowhere. */
    static RouteBook routes() {
        return RouteBook.of(List.of(
                route("support", SampleRoutes.plain()),
                route("Plan \"B\"", SampleRoutes.plain()),
                route("unsound", SampleRoutes.unsound())));
    }

    private static LiveRoute route(String name, List<ElementDraft> elements) {
        DeployedRoute made = SampleRoutes.route(SampleGateways.address("gw"), name, elements, Instant.EPOCH);
        Optional<RouteGraph> graph = switch (RouteGraph.of(made.version().drawing(), provider -> true)) {
            case Validated.Valid<RouteGraph>(RouteGraph sound) -> Optional.of(sound);
            case Validated.Invalid<RouteGraph> unsound -> Optional.empty();
        };
        return new LiveRoute(
                made.route().address(), made.route().name(), made.version().id(), graph);
    }
}

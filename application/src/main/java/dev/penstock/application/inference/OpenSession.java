package dev.penstock.application.inference;

import dev.penstock.application.account.TokenBook;
import dev.penstock.application.gateway.LiveSettings;
import dev.penstock.application.port.RealtimeClient;
import dev.penstock.domain.inference.Header;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.InferenceRequest;
import dev.penstock.domain.inference.RequestId;
import dev.penstock.domain.inference.RequestTarget;
import dev.penstock.domain.inference.Subprotocols;
import dev.penstock.domain.provider.Provider;
import dev.penstock.domain.provider.ProviderAuth;
import dev.penstock.domain.provider.ProviderCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Opens a WebSocket between a caller and a provider: the same gateway, the same caller, the same log as for a request, and then
 * frames instead of a reply (data plane endpoints, section 6.2). For one event loop.
 */
public final class OpenSession {
    private final LiveSettings live;
    private final ProviderCatalog catalog;
    private final FindGateway findGateway;
    private final Supplier<RequestId> entryIds;
    private final Stages stages;

    /**
     * @param entryIds names log entries of requests that have more than one
     */
    public OpenSession(
            LiveSettings live,
            ProviderCatalog catalog,
            FindGateway findGateway,
            Supplier<RequestId> entryIds,
            Stages stages) {
        this.live = live;
        this.catalog = catalog;
        this.findGateway = findGateway;
        this.entryIds = entryIds;
        this.stages = stages;
    }

    /**
     * The story of a session.
     *
     * @param beforeCall in the order in which a session passes them
     */
    public record Stages(List<Stage> beforeCall, Recordings recordings, RealtimeClient client) {
        public Stages {
            beforeCall = List.copyOf(beforeCall);
        }
    }

    /**
     * What came of it.
     *
     * @param reply the provider's head: status 101 when it has opened the session
     * @param session null when the provider refused
     */
    public record Outcome(InferenceReply reply, @Nullable Session session) {}

    /**
     * Asks the provider; the caller is not answered before it has. Fails with a {@code ProblemException} when the gateway itself
     * has to refuse.
     *
     * @param callerLeft completes when the caller goes away before there is an outcome
     */
    public CompletionStage<Outcome> open(InferenceRequest request, CompletionStage<Void> callerLeft) {
        LiveSettings.Snapshot settings = live.current();
        InferenceRequest asked = known(request, settings.tokens());
        ConnectSession connect = new ConnectSession(stages.client(), stages.recordings());
        List<Stage> all = new ArrayList<>(stages.beforeCall());
        all.add(connect);
        return findGateway
                .find(asked, settings)
                .thenCompose(gateway -> {
                    Visit visit = new Visit(settings, false, new EntryIds(asked.id(), entryIds));
                    return Stage.inOrder(all).proceed(Exchange.of(gateway, asked, visit, callerLeft));
                })
                .thenApply(reply -> new Outcome(reply, connect.session()));
    }

    /** The request with the provider under its own name, and with the keys that came as subprotocols in their headers. */
    private InferenceRequest known(InferenceRequest request, TokenBook tokens) {
        if (!(request.target() instanceof RequestTarget.Native asked)) {
            throw new IllegalArgumentException("a session is with one provider");
        }
        Provider provider = catalog.byRealtimeSlug(asked.slug()).orElse(null);
        Subprotocols offered = Subprotocols.in(request.headers()).withoutGatewayToken();
        String keyItem = provider == null || provider.realtime() == null
                ? null
                : provider.realtime().keyItem();
        String key = keyItem == null ? null : offered.key(keyItem);
        Subprotocols rest = (keyItem == null ? offered : offered.withoutKey(keyItem))
                .withoutValues(value -> tokens.find(value) != null);
        RequestTarget target = provider == null || catalog.bySlug(asked.slug()).isPresent()
                ? asked
                : new RequestTarget.Native(provider.id().slug(), asked.path(), asked.query());
        return request.with(
                target,
                headers(request.headers(), rest, provider == null || key == null ? null : keyed(provider, key)));
    }

    private static Header keyed(Provider provider, String key) {
        ProviderAuth auth = provider.auth();
        return new Header(auth.header(), auth.format().replace("{key}", key));
    }

    private static Headers headers(Headers sent, Subprotocols offered, @Nullable Header key) {
        Headers others = sent.without(line -> line.isNamed(Subprotocols.HEADER));
        Headers with = offered.items().isEmpty()
                ? others
                : others.with(Subprotocols.HEADER, String.join(", ", offered.items()));
        return key == null || with.get(key.name()) != null ? with : with.with(key.name(), key.value());
    }
}

package dev.penstock.http.management.gateway;

import dev.penstock.application.gateway.ManageGateways;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.gateway.Gateway;
import dev.penstock.domain.provider.ProviderCatalog;
import dev.penstock.http.management.edge.Call;
import dev.penstock.http.management.edge.Endpoint;
import dev.penstock.http.management.edge.Operation;
import dev.penstock.http.management.edge.Reply;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells the base URL under which a provider is reached through a gateway. */
public final class UrlEndpoint implements Endpoint {
    private static final String PATH = "/accounts/{account_id}/ai-gateway/gateways/{gateway_id}/url/{provider}";

    /** Not a provider, but the data plane's name for all of them behind one API. */
    private static final String UNIFIED = "compat";

    private final ManageGateways gateways;
    private final ProviderCatalog providers;
    private final @Nullable String publicBase;

    public UrlEndpoint(ManageGateways gateways, ProviderCatalog providers, @Nullable String publicBaseUrl) {
        this.gateways = gateways;
        this.providers = providers;
        this.publicBase = publicBaseUrl == null ? null : publicBaseUrl.replaceAll("/+$", "");
    }

    @Override
    public List<Operation> operations() {
        return List.of(Operation.guarded("GET", PATH, this::url).refusingWithObject());
    }

    private Reply url(Call call) {
        Gateway gateway = gateways.find(call.gateway("gateway_id"));
        String provider = call.param("provider");
        if (!provider.equals(UNIFIED) && providers.bySlug(provider).isEmpty()) {
            throw new ProblemException(new Problem.UnknownProvider(provider));
        }
        String base = publicBase == null ? call.origin() : publicBase;
        return Reply.result("%s/v1/%s/%s".formatted(base, gateway.address(), provider));
    }
}

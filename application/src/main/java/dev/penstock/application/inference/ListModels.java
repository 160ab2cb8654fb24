package dev.penstock.application.inference;

import dev.penstock.application.gateway.LiveSettings;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.gateway.Gateway;
import dev.penstock.domain.inference.InferenceRequest;
import dev.penstock.domain.inference.Price;
import dev.penstock.domain.inference.PriceBook;
import dev.penstock.domain.provider.Provider;
import dev.penstock.domain.provider.ProviderCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Says which models the unified API can be asked for at a gateway (data plane endpoints, section 3): those whose price is
 * known, and the gateway's dynamic routes. Whoever may send traffic may ask. For one event loop.
 */
public final class ListModels {
    private static final String DYNAMIC = "dynamic";

    private final LiveSettings live;
    private final FindGateway findGateway;
    private final List<ListedModel> shipped;

    public ListModels(LiveSettings live, FindGateway findGateway, ProviderCatalog catalog, PriceBook prices) {
        this.live = live;
        this.findGateway = findGateway;
        this.shipped = shipped(catalog, prices);
    }

    private static List<ListedModel> shipped(ProviderCatalog catalog, PriceBook prices) {
        List<ListedModel> models = new ArrayList<>();
        for (PriceBook.Entry entry : prices.entries()) {
            String slug = entry.provider().slug();
            Provider.Unified unified =
                    catalog.bySlug(slug).map(Provider::unified).orElse(null);
            Price price = prices.price(entry.provider(), entry.model());
            if (unified != null) {
                models.add(model(unified.prefix() + "/" + entry.model().value(), slug, Objects.requireNonNull(price)));
            }
        }
        return List.copyOf(models);
    }

    private static ListedModel model(String id, String owner, Price price) {
        return new ListedModel(id, owner, price.rates().input(), price.rates().output());
    }

    /** The models of the catalogue's providers: the same for everybody as long as the process runs. */
    public List<ListedModel> shipped() {
        return shipped;
    }

    /**
     * The models of the account's own providers, and the routes of the gateway that can serve. Fails with a {@code ProblemException} when the caller may not ask.
     *
     * @param request as one to the unified API would come in
     */
    public CompletionStage<List<ListedModel>> own(InferenceRequest request) {
        LiveSettings.Snapshot settings = live.current();
        return findGateway
                .find(request, settings)
                .thenCompose(gateway -> mayAsk(request, gateway, settings)
                        ? CompletableFuture.completedFuture(own(request, gateway, settings))
                        : CompletableFuture.failedFuture(new ProblemException(new Problem.Unauthorized())));
    }

    private static boolean mayAsk(InferenceRequest request, Gateway gateway, LiveSettings.Snapshot settings) {
        return !gateway.policies().access().requiresToken()
                || CallerToken.in(request, settings.tokens()).valid();
    }

    private static List<ListedModel> own(InferenceRequest request, Gateway gateway, LiveSettings.Snapshot settings) {
        List<ListedModel> models = new ArrayList<>();
        settings.customProviders()
                .exactPrices(request.gateway().account())
                .forEach((provider, prices) ->
                        prices.forEach((model, price) -> models.add(model(provider + "/" + model, provider, price))));
        settings.routes().ofGateway(gateway.address()).stream()
                .filter(route -> route.graph().isPresent())
                .map(route -> route.name().value())
                .sorted()
                .forEach(name -> models.add(new ListedModel(DYNAMIC + "/" + name, DYNAMIC, null, null)));
        return models;
    }
}

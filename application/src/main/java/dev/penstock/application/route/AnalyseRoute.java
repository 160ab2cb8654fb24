package dev.penstock.application.route;

import dev.penstock.application.gateway.LiveSettings;
import dev.penstock.application.port.GatewayStore;
import dev.penstock.application.port.RouteStore;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.customprovider.CustomProvider;
import dev.penstock.domain.customprovider.CustomSlug;
import dev.penstock.domain.gateway.Gateway;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.inference.Price;
import dev.penstock.domain.inference.PriceBook;
import dev.penstock.domain.provider.ModelName;
import dev.penstock.domain.provider.Provider;
import dev.penstock.domain.provider.ProviderCatalog;
import dev.penstock.domain.provider.ProviderId;
import dev.penstock.domain.route.RouteAddress;
import dev.penstock.domain.route.RouteDrawing;
import dev.penstock.domain.route.RouteVersion;
import dev.penstock.domain.route.VersionId;
import dev.penstock.domain.route.analysis.Outlook;
import dev.penstock.domain.route.analysis.RouteAnalysis;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Says what can be said of a version of a route before any request takes it, as things stand now. */
public final class AnalyseRoute {
    private final RouteStore store;
    private final GatewayStore gateways;
    private final LiveSettings live;
    private final World world;

    /** Knows whose key a call would go with. */
    @FunctionalInterface
    public interface Keys {
        /** Whether a call to the provider goes out for a request that shows a gateway token and no key of its own. */
        boolean has(Provider provider, Gateway gateway, LiveSettings.Snapshot settings);
    }

    /**
     * What is the same for every gateway.
     *
     * @param firstContent how long the first content of an answer may take when the request does not say; null for as long as it
     *     takes
     */
    public record World(
            ProviderCatalog catalog,
            PriceBook prices,
            Keys keys,
            @Nullable Duration firstContent) {}

    public AnalyseRoute(RouteStore store, GatewayStore gateways, LiveSettings live, World world) {
        this.store = store;
        this.gateways = gateways;
        this.live = live;
        this.world = world;
    }

    public RouteAnalysis analyse(RouteAddress address, VersionId version) {
        new RouteFinder(store, gateways).find(address);
        RouteVersion found = store.version(address, version)
                .orElseThrow(() -> ProblemException.notFound(Problem.Thing.ROUTE_VERSION));
        return analyse(address.gateway(), found.drawing());
    }

    /** The analysis of a version at hand. */
    public RouteAnalysis analyse(CheckedRoute route) {
        return analyse(route.route().address().gateway(), route.version().drawing());
    }

    private RouteAnalysis analyse(GatewayAddress address, RouteDrawing drawing) {
        Gateway gateway = gateways.find(address).orElseThrow(() -> ProblemException.notFound(Problem.Thing.GATEWAY));
        Prospects prospects = new Prospects(gateway, live.current(), world);
        // The last retry may take as long as it needs, as RetryCall has it (traffic, section 6).
        Outlook outlook = new Outlook(prospects, gateway.policies().retry(), world.firstContent, true);
        return RouteAnalysis.of(drawing, new KnownProviders(world.catalog), outlook);
    }

    /** What traffic of one gateway would find at models now. */
    private record Prospects(Gateway gateway, LiveSettings.Snapshot settings, World world) implements Outlook.Supplies {
        private static final Outlook.Supply NOTHING = new Outlook.Supply(false, false, null);

        @Override
        public Outlook.Supply of(ProviderId named, ModelName model) {
            CustomProvider custom = settings.customProvider(gateway.address().account(), named.slug());
            if (custom != null) {
                Provider provider = custom.forTraffic();
                Price price =
                        settings.customProviders().price(gateway.address().account(), provider.id(), model.value());
                return new Outlook.Supply(true, hasKey(provider), price);
            }
            // The name of a custom provider that is not there, or not enabled.
            if (CustomSlug.isTrafficName(named.slug())) {
                return NOTHING;
            }
            return world.catalog
                    .bySlug(named.slug())
                    .map(provider -> new Outlook.Supply(
                            provider.unified() != null,
                            hasKey(provider),
                            world.prices.find(provider.id(), model.value())))
                    .orElse(NOTHING);
        }

        private boolean hasKey(Provider provider) {
            return world.keys.has(provider, gateway, settings);
        }
    }
}

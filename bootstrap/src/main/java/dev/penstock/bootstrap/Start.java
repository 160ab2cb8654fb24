package dev.penstock.bootstrap;

import dev.penstock.application.port.CredentialReader;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.account.ApiToken;
import dev.penstock.domain.account.Secret;
import dev.penstock.domain.account.TokenHash;
import dev.penstock.domain.account.TokenId;
import dev.penstock.domain.inference.PriceBook;
import dev.penstock.domain.provider.Credential;
import dev.penstock.domain.provider.Provider;
import dev.penstock.domain.provider.ProviderCatalog;
import dev.penstock.domain.provider.ProviderId;
import dev.penstock.providers.CatalogFile;
import dev.penstock.providers.PriceFile;
import dev.penstock.providers.ProviderClientSettings;
import dev.penstock.providers.credential.JsonCredentialReader;
import io.vertx.core.Vertx;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Starts a server from an operator's settings, and tells the operator what there is to know. */
final class Start {
    private static final long LOG_MEMORY_BYTES = 32L * 1024 * 1024;

    private Start() {}

    /**
     * Serves until it is told to stop; then requests finish and logs are written out. A start that fails leaves nothing
     * behind.
     *
     * @param whenOpen is given what stops the server, before anybody hears that it is ready
     */
    static void serve(ServerSettings settings, PrintStream out, Consumer<Runnable> whenOpen) {
        CompletableFuture<Vertx> vertx = CompletableFuture.supplyAsync(PenstockServer::newVertx);
        try {
            Demo demo = settings.demo() ? Demo.start(vertx.join()) : null;
            ServerSettings complete = demo == null ? settings : demo.complete(settings);
            House house = house(complete, demo, out);
            PenstockServer server = PenstockServer.open(house, vertx.join(), complete);
            whenOpen.accept(server::close);
            if (demo != null) {
                demo.tour(server.url(), out);
            }
            out.println("Penstock is ready on " + server.url());
        } catch (RuntimeException failure) {
            vertx.join().close();
            throw failure;
        }
    }

    private static House house(ServerSettings settings, @Nullable Demo demo, PrintStream out) {
        List<ApiToken> passing = demo == null ? List.of() : List.of(demo.apiToken());
        House house = house(settings, passing);
        try {
            AccountId account = house.access().homeAccount(settings.account());
            out.println("Account: " + account);
            tellFirstToken(house, settings.token(), out);
            house.refresh();
            if (demo != null) {
                demo.prepare(house, account);
            }
            return house;
        } catch (RuntimeException failure) {
            house.close();
            throw failure;
        }
    }

    /** The stores are opened last: an operator's slip then leaves no folder locked. */
    static House house(ServerSettings settings, List<ApiToken> passing) {
        ProviderCatalog catalog = catalog(settings);
        PriceBook prices = prices(settings);
        ProviderClientSettings calls =
                ProviderClientSettings.DEFAULTS.withPrivateForeigners(settings.allowPrivateEgress());
        Map<ProviderId, Credential> operatorKeys = operatorKeys(settings, catalog);
        return new House(
                Stores.open(settings.data(), settings.masterKey()),
                catalog,
                prices,
                LOG_MEMORY_BYTES,
                passing,
                new Outbound(calls, operatorKeys, settings.conduct()),
                settings.cache());
    }

    private static void tellFirstToken(House house, @Nullable Secret wished, PrintStream out) {
        if (wished != null) {
            house.access().admit(wished);
            return;
        }
        Optional<Secret> made = house.access().firstToken();
        made.ifPresent(token -> {
            out.println("API token, shown only this once: " + token.reveal());
            out.println("It administers every account. For narrower ones: ./penstock token create --help");
        });
    }

    private static ProviderCatalog catalog(ServerSettings settings) {
        ProviderCatalog catalog = CatalogFile.shipped();
        for (Map.Entry<ProviderId, ProviderSettings> special :
                settings.providers().entrySet()) {
            ProviderId id = provider(catalog, special.getKey()).id();
            String moved = special.getValue().baseUrl();
            catalog = moved == null ? catalog : catalog.withBaseUrl(id, moved);
        }
        return catalog;
    }

    private static Provider provider(ProviderCatalog catalog, ProviderId named) {
        return catalog.bySlug(named.slug()).orElseThrow(() -> {
            List<String> slugs =
                    catalog.all().stream().map(provider -> provider.id().slug()).toList();
            return new IllegalArgumentException("there is no provider '%s'; did you mean '%s'?"
                    .formatted(named, NearestName.to(named.slug(), slugs)));
        });
    }

    /** The operator's credentials; one that could never be used is a slip that shows now. */
    private static Map<ProviderId, Credential> operatorKeys(ServerSettings settings, ProviderCatalog catalog) {
        CredentialReader reader = new JsonCredentialReader();
        Map<ProviderId, Credential> credentials = new HashMap<>();
        settings.providers().forEach((named, special) -> {
            Provider provider = provider(catalog, named);
            if (special.apiKey() != null) {
                try {
                    credentials.put(
                            provider.id(), reader.read(provider, special.apiKey(), "operator/" + provider.id()));
                } catch (CredentialReader.Unusable e) {
                    throw new IllegalArgumentException(
                            "the operator's key for %s cannot be used: %s".formatted(provider.id(), e.reason()), e);
                }
            }
        });
        return Map.copyOf(credentials);
    }

    private static PriceBook prices(ServerSettings settings) {
        return settings.prices() == null ? PriceFile.shipped() : PriceFile.at(settings.prices());
    }

    static ApiToken passing(Secret token, String name) {
        return ApiToken.ofOwner(TokenId.random(new SecureRandom()), TokenHash.of(token.reveal()), name, Instant.EPOCH);
    }
}

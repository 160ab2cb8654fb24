package dev.penstock.bootstrap;

import dev.penstock.application.account.ManageAccess;
import dev.penstock.application.inference.ConductSettings;
import dev.penstock.bootstrap.exam.Examined;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.account.Secret;
import dev.penstock.domain.conduct.BreakerRule;
import dev.penstock.domain.provider.ProviderId;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A server as {@code penstock serve} starts it, on a free port of loopback, for an exam. */
final class ExamServer implements Examined {
    private final PenstockServer server;
    private final AccountId account;
    private final Secret token;

    private ExamServer(PenstockServer server, AccountId account, Secret token) {
        this.server = server;
        this.account = account;
        this.token = token;
    }

    static ExamServer start(Wish wish) {
        Secret token = ManageAccess.newToken(new SecureRandom());
        ServerSettings settings = settings(wish, token);
        Vertx vertx = PenstockServer.newVertx();
        try {
            House house = Start.house(settings, List.of());
            AccountId account = house.access().homeAccount(null);
            house.access().admit(token);
            house.refresh();
            return new ExamServer(PenstockServer.open(house, vertx, settings), account, token);
        } catch (RuntimeException failure) {
            vertx.close();
            throw failure;
        }
    }

    private static ServerSettings settings(Wish wish, Secret token) {
        Map<ProviderId, ProviderSettings> providers = new LinkedHashMap<>();
        wish.baseUrls()
                .forEach((slug, url) -> providers.put(
                        BaseUrls.provider(slug),
                        ProviderSettings.NONE.withBaseUrl(url).withApiKey(new Secret("exam-key"))));
        BreakerRule breaker = new BreakerRule(wish.failures(), wish.cooldown());
        return new ServerSettings(
                        new ServerSettings.Listener("127.0.0.1", 0),
                        wish.folder(),
                        null,
                        token,
                        null,
                        null,
                        providers,
                        false)
                .withConduct(new ConductSettings(ConductSettings.DEFAULTS.defaults(), breaker));
    }

    @Override
    public String url() {
        return server.url();
    }

    @Override
    public String account() {
        return account.toString();
    }

    @Override
    public String token() {
        return token.reveal();
    }

    @Override
    public void close() {
        server.close();
    }
}

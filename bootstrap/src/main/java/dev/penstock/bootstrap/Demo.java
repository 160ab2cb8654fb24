package dev.penstock.bootstrap;

import dev.penstock.application.account.ManageAccess;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.account.ApiToken;
import dev.penstock.domain.account.Secret;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.gateway.GatewayDraft;
import dev.penstock.domain.gateway.GatewayId;
import dev.penstock.domain.provider.ProviderId;
import dev.penstock.domain.route.ElementDraft;
import dev.penstock.domain.route.RouteDraft;
import dev.penstock.fakeprovider.FakeProvider;
import dev.penstock.fakeprovider.FakeProviderOptions;
import io.vertx.core.Vertx;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code --demo} adds: a fake provider, a gateway that needs no key, a token for this run, and commands to paste. */
final class Demo {
    private static final GatewayId GATEWAY = new GatewayId("demo");
    private static final Duration PACE = Duration.ofMillis(60);
    private static final String ROUTE = "demo";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final List<String> FAKED = List.of("openai", "anthropic", "google-ai-studio");

    private final FakeProvider provider;
    private final Secret token;
    private @Nullable AccountId account;

    private Demo(FakeProvider provider, Secret token) {
        this.provider = provider;
        this.token = token;
    }

    static Demo start(Vertx vertx) {
        FakeProviderOptions options = FakeProviderOptions.defaults().withChunkDelay(PACE);
        FakeProvider provider = FakeProvider.start(vertx, options, InstantSource.system())
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return new Demo(provider, ManageAccess.newToken(new SecureRandom()));
    }

    /** Sends the big providers' traffic to the fake one, unless the operator sent it elsewhere. */
    ServerSettings complete(ServerSettings settings) {
        ServerSettings complete = settings;
        for (String slug : FAKED) {
            ProviderId id = new ProviderId(slug);
            ProviderSettings known = complete.providers().getOrDefault(id, ProviderSettings.NONE);
            if (known.baseUrl() == null) {
                complete = complete.withBaseUrl(id, provider.url());
            }
        }
        return complete;
    }

    ApiToken apiToken() {
        return Start.passing(token, "demo");
    }

    void prepare(House house, AccountId home) {
        account = home;
        GatewayAddress address = new GatewayAddress(home, GATEWAY);
        if (house.live().current().gateway(address) == null) {
            try {
                house.management().gateways().create(address, GatewayDraft.PLAIN);
            } catch (ProblemException madeMeanwhile) {
                house.live().refresh();
            }
        }
        prepareRoute(house, address);
    }

    /** A route that shows a fallback: its first model is always down. */
    private static void prepareRoute(House house, GatewayAddress gateway) {
        if (house.live().current().routes().find(gateway, ROUTE) != null) {
            return;
        }
        try {
            house.management().routes().create(gateway, new RouteDraft(ROUTE, elements()));
        } catch (ProblemException madeMeanwhile) {
            // Another run on the same folder may have made it, and then it is there.
        }
    }

    private static List<ElementDraft> elements() {
        return List.of(
                new ElementDraft("start", "start", null, Map.of("next", "first")),
                model("first", "openai", "gpt-4o-mini+fake-status-503", "second"),
                model("second", "anthropic", "claude-haiku-4-5", "end"),
                new ElementDraft("end", "end", null, Map.of()));
    }

    private static ElementDraft model(String id, String provider, String model, String fallback) {
        return new ElementDraft(
                id,
                "model",
                new ElementDraft.Properties.Model(
                        provider, model, BigDecimal.valueOf(PATIENCE.toMillis()), BigDecimal.ONE),
                Map.of("success", "end", "fallback", fallback));
    }

    void tour(String url, PrintStream out) {
        String chat = url + "/v1/" + account + "/" + GATEWAY + "/openai/chat/completions";
        String question =
                "\"model\":\"gpt-4o-mini\",\"messages\":[{\"role\":\"user\",\"content\":\"What is a penstock?\"}]";
        out.println("""

                The demo talks to a fake provider on this machine. Paste these:

                # 1. a request through the gateway
                curl -s %s -H 'content-type: application/json' -d '{%s}'

                # 2. the same as a stream, with usage at its end
                curl -sN %s -H 'content-type: application/json' -d '{%s,"stream":true,"stream_options":{"include_usage":true}}'

                # 3. their logs, with tokens and cost
                curl -s '%s/client/v4/accounts/%s/ai-gateway/gateways/%s/logs?per_page=2' -H 'Authorization: Bearer %s'

                # 4. through a dynamic route whose first model is down, so that its fallback answers
                curl -s %s -H 'content-type: application/json' -d '{%s}'
                """.formatted(
                        chat,
                        question,
                        chat,
                        question,
                        url,
                        account,
                        GATEWAY,
                        token.reveal(),
                        url + "/v1/" + account + "/" + GATEWAY + "/compat/chat/completions",
                        question.replace("gpt-4o-mini", "dynamic/" + ROUTE)));
    }
}

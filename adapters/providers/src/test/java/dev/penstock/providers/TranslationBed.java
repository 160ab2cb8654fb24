package dev.penstock.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.port.ProviderClient.Call;
import dev.penstock.domain.account.Secret;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.provider.Api;
import dev.penstock.domain.provider.Credential;
import dev.penstock.domain.provider.Provider;
import dev.penstock.fakeprovider.FakeProvider;
import dev.penstock.fakeprovider.FakeProviderOptions;
import dev.penstock.fakeprovider.SeenRequest;
import dev.penstock.providers.credential.JsonCredentialReader;
import dev.penstock.providers.credential.SampleKeys;
import io.vertx.core.Vertx;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Ways from callers' APIs to kinds of providers, over real HTTP, with the keys that each of them wants. All providers are moved to
 * one fake, as an operator would move them.
 */
final class TranslationBed implements AutoCloseable {
    private static final Map<String, Secret> SECRETS = Map.of(
            "aws-bedrock",
            SampleKeys.AWS,
            "azure-openai",
            new Secret("{\"apiKey\":\"azure-key\",\"resource\":\"my-res\",\"apiVersion\":\"2025-01-01\"}"),
            "google-vertex-ai",
            serviceAccount());

    /** One way, where the caller's API is not the provider's own; those of chats that need no translation too. */
    record Way(Api api, String slug, boolean stream) {
        UnifiedQuestion saying(String words) {
            return UnifiedQuestion.saying(api, stream, words);
        }
    }

    private final Vertx vertx = Vertx.vertx();
    final FakeProvider fake = FakeProvider.start(vertx, FakeProviderOptions.defaults(), InstantSource.system())
            .await();
    final ClientLoop loop = ClientLoop.translating(fake.url() + "/token");

    private static Secret serviceAccount() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return new Secret(SampleKeys.serviceAccount(generator.generateKeyPair(), ", \"region\": \"europe-west4\""));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    static List<Way> ways() {
        List<Way> ways = new ArrayList<>();
        for (String slug : List.of("mistral", "anthropic", "aws-bedrock", "azure-openai", "google-vertex-ai")) {
            for (Api api : Api.values()) {
                if (!(slug.equals("anthropic") && api == Api.MESSAGES)) {
                    ways.add(new Way(api, slug, false));
                    ways.add(new Way(api, slug, true));
                }
            }
        }
        return ways;
    }

    static Stream<Way> translated() {
        return ways().stream().filter(way -> way.api() != Api.CHAT_COMPLETIONS || hasDialect(way.slug()));
    }

    private static boolean hasDialect(String slug) {
        return slug.equals("anthropic") || slug.equals("aws-bedrock");
    }

    static Stream<Way> streams() {
        return translated().filter(Way::stream);
    }

    static Credential credential(String slug) {
        Secret secret = SECRETS.getOrDefault(slug, new Secret("plain-key"));
        return new JsonCredentialReader().read(catalogued(slug), secret, "id");
    }

    static Provider catalogued(String slug) {
        return CatalogFile.shipped().bySlug(slug).orElseThrow();
    }

    Call call(Way way, UnifiedQuestion question) {
        return question.call(catalogued(way.slug()).at(fake.url()), credential(way.slug()));
    }

    InferenceReply reply(Way way, UnifiedQuestion question) {
        return loop.send(call(way, question));
    }

    Heard heard(Way way, UnifiedQuestion question) {
        InferenceReply reply = reply(way, question);
        assertThat(reply.status()).isEqualTo(200);
        return Heard.of(way.api(), way.stream(), loop.all(reply));
    }

    SeenRequest seen() {
        return fake.lastRequests().getLast();
    }

    @Override
    public void close() {
        loop.close();
        vertx.close().await();
    }
}

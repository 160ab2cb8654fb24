package dev.penstock.providers.credential;

import static dev.penstock.providers.credential.SampleKeys.base64;
import static dev.penstock.providers.credential.SampleKeys.call;
import static dev.penstock.providers.credential.SampleKeys.provider;
import static dev.penstock.providers.credential.SampleKeys.serviceAccount;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.penstock.application.port.Await;
import dev.penstock.application.port.CredentialReader.Unusable;
import dev.penstock.application.port.ProviderClient.ProviderUnreachable;
import dev.penstock.domain.account.Secret;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.provider.Credential;
import dev.penstock.providers.credential.Outgoing.Authorized;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorizerTest {
    private static final KeyPair RSA = SampleKeys.rsa();
    private static final Instant START = Instant.parse("2026-11-27T15:30:00Z");
    private static final String HOST = "us-central1-aiplatform.googleapis.com";

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final FakeTokens tokens = new FakeTokens(vertx);
    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final Authorizer authorizer = new Authorizer(vertx, now::get, Duration.ofSeconds(10), tokens.url());

    @AfterEach
    void end() {
        tokens.close();
        vertx.close().await();
    }

    private CompletableFuture<Authorized> begin(Outgoing call, @Nullable Credential credential) {
        CompletableFuture<Authorized> outcome = new CompletableFuture<>();
        loop.runOnContext(start -> authorizer.authorize(call, credential).whenComplete((authorized, failure) -> {
            if (failure != null) {
                outcome.completeExceptionally(failure);
            } else {
                outcome.complete(authorized);
            }
        }));
        return outcome;
    }

    private static Authorized outcome(CompletableFuture<Authorized> begun) {
        try {
            return begun.get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new AssertionError(e);
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("nothing came", e);
        }
    }

    private @Nullable String token(@Nullable Credential credential, String... headers) {
        Outgoing call = call("google-vertex-ai", HOST, "/v1/x", null, "{}", headers);
        return outcome(begin(call, credential)).headers().get("authorization");
    }

    private static Credential account(String id, String more) {
        return new JsonCredentialReader().read(provider("google-vertex-ai"), new Secret(serviceAccount(RSA, more)), id);
    }

    @Nested
    class A_key_in_a_header {
        @ParameterizedTest
        @CsvSource({
            "openai,Authorization,Bearer the-key",
            "anthropic,x-api-key,the-key",
            "azure-openai,api-key,the-key",
            "azure,x-api-key,the-key",
            "cohere,Authorization,Token the-key",
            "fal,Authorization,Key the-key"
        })
        void stands_where_the_provider_looks_for_it_and_nowhere_else(String slug, String header, String value) {
            Outgoing call = call(
                    slug, "x", "/", "a=1", "", "authorization", "Bearer callers", "x-api-key", "c", "api-key", "c");

            Authorized authorized = authorizer
                    .authorize(call, Credential.plain(new Secret("the-key"), "id"))
                    .toCompletableFuture()
                    .getNow(call.unchanged());

            assertThat(authorized).isEqualTo(new Authorized(Headers.NONE.with(header, value), "a=1"));
        }

        @Test
        void leaves_no_key_in_the_query_where_the_provider_would_look_there() {
            Credential credential = Credential.plain(new Secret("k"), "id");
            Outgoing call = call("google-ai-studio", "x", "/", "alt=sse&key=&x=key", "");
            Outgoing alone = call("google-ai-studio", "x", "/", "key=a", "");

            assertThat(outcome(begin(call, credential)).query()).isEqualTo("alt=sse&x=key");
            assertThat(outcome(begin(alone, credential)).query()).isNull();
        }

        @Test
        void is_the_callers_own_business_when_there_is_no_credential() {
            Outgoing call = call("anthropic", "x", "/", "key=1", "", "x-api-key", "callers", "authorization", "too");

            assertThat(outcome(begin(call, null))).isEqualTo(call.unchanged());
        }
    }

    @Nested
    class A_service_account {
        @Test
        void is_changed_into_a_token() {
            assertThat(token(account("a", ""))).isEqualTo("Bearer token-1");
        }

        @Test
        void shows_a_statement_that_it_signed() throws GeneralSecurityException, JsonProcessingException {
            token(account("a", ""));

            String[] parts = tokens.assertions().get(0).split("\\.", -1);
            Signature verifier = Signature.getInstance("SHA256withRSA");
            verifier.initVerify(RSA.getPublic());
            verifier.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            assertThat(verifier.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
            assertThat(json(parts[0]).toString()).isEqualTo("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"kid-1\"}");
            JsonNode claims = json(parts[1]);
            assertThat(claims.path("iss").asText()).isEqualTo("robot@my-project.iam.gserviceaccount.com");
            assertThat(claims.path("aud").asText()).isEqualTo("https://oauth2.googleapis.com/token");
            assertThat(claims.path("scope").asText()).isEqualTo("https://www.googleapis.com/auth/cloud-platform");
            assertThat(claims.path("iat").asLong()).isEqualTo(START.getEpochSecond());
            assertThat(claims.path("exp").asLong()).isEqualTo(START.getEpochSecond() + 3600);
        }

        private JsonNode json(String part) throws JsonProcessingException {
            return new ObjectMapper().readTree(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
        }

        @Test
        void keeps_its_token_until_five_minutes_before_its_end() {
            String first = token(account("a", ""));
            now.set(START.plusSeconds(3299));
            String still = token(account("a", ""));
            now.set(START.plusSeconds(3300));
            String next = token(account("a", ""));

            assertThat(List.of(String.valueOf(first), String.valueOf(still), String.valueOf(next)))
                    .containsExactly("Bearer token-1", "Bearer token-1", "Bearer token-2");
        }

        @Test
        void asks_once_however_many_calls_wait_and_one_does_not_wait_for_another_account() {
            CompletableFuture<Void> gate = new CompletableFuture<>();
            tokens.waitsFor(gate);
            Outgoing call = call("google-vertex-ai", HOST, "/v1/x", null, "{}");
            List<CompletableFuture<Authorized>> waiting = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                waiting.add(begin(call, account("a", "")));
            }
            Await.until("the endpoint is asked", () -> tokens.assertions().size() == 1);
            tokens.waitsFor(CompletableFuture.completedFuture(null));

            String other = token(account("b", ""));
            gate.complete(null);

            assertThat(other).isEqualTo("Bearer token-2");
            assertThat(waiting)
                    .allSatisfy(begun -> assertThat(outcome(begun).headers().get("authorization"))
                            .startsWith("Bearer token-"));
            assertThat(tokens.assertions()).hasSize(2);
        }

        @Test
        void has_another_token_once_its_secret_is_another() {
            token(account("a", ""));

            assertThat(token(account("a", ", \"rotated\": \"yes\""))).isEqualTo("Bearer token-2");
        }

        @Test
        void does_not_have_its_tokens_kept_without_bound() {
            for (int i = 0; i <= 256; i++) {
                token(account("a" + i, ""));
            }

            assertThat(token(account("a256", ""))).isEqualTo("Bearer token-257");
            assertThat(token(account("a0", ""))).isEqualTo("Bearer token-258");
        }

        @Test
        void that_google_refuses_says_so_and_is_asked_for_again() {
            tokens.answers(400, "{\"error\":\"invalid_grant\",\"error_description\":\"canary\"}");

            assertThatThrownBy(() -> token(account("a", "")))
                    .isInstanceOfSatisfying(
                            Unusable.class,
                            refused -> assertThat(refused.reason())
                                    .isEqualTo("Google gives no token for this service account (invalid_grant)"));
            tokens.answers(200, "{\"access_token\":\"better\",\"expires_in\":3600}");
            assertThat(token(account("a", ""))).isEqualTo("Bearer better");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "503 | {} | Google's token endpoint answered 503",
                    "200 | nonsense | Google's token endpoint answered without a token",
                    "200 | {\"access_token\":\"a b\"} | Google's token endpoint answered without a token"
                })
        void for_which_there_is_no_token_now_is_a_provider_that_gave_no_answer(int status, String body, String reason) {
            tokens.answers(status, body);

            assertThatThrownBy(() -> token(account("a", "")))
                    .isInstanceOfSatisfying(
                            ProviderUnreachable.class,
                            failed -> assertThat(failed.reason()).isEqualTo(reason));
        }

        @Test
        void does_not_read_an_endless_answer() {
            tokens.answers(200, " ".repeat(65 * 1024) + "{}");

            assertThatThrownBy(() -> token(account("a", ""))).isInstanceOf(ProviderUnreachable.class);
        }

        @Test
        void without_anybody_to_ask_is_a_provider_that_gave_no_answer() {
            Authorizer lonely = new Authorizer(vertx, now::get, Duration.ofSeconds(10), "http://127.0.0.1:1/");
            CompletableFuture<Authorized> outcome = new CompletableFuture<>();
            Outgoing call = call("google-vertex-ai", HOST, "/v1/x", null, "{}");

            loop.runOnContext(start -> lonely.authorize(call, account("a", ""))
                    .whenComplete((authorized, failure) ->
                            outcome.completeExceptionally(failure == null ? new AssertionError() : failure)));

            assertThatThrownBy(() -> outcome(outcome))
                    .isInstanceOfSatisfying(
                            ProviderUnreachable.class,
                            failed -> assertThat(failed.reason()).isEqualTo("Google's token endpoint gave no answer"));
        }

        @Test
        void whose_key_is_no_key_is_of_no_use() {
            Credential broken = new Credential(
                    new Secret("{\"client_email\":\"a\",\"private_key\":\"canary\"}"),
                    "a",
                    account("a", "").places());

            assertThatThrownBy(() -> token(broken))
                    .isInstanceOfSatisfying(
                            Unusable.class,
                            refused -> assertThat(refused.reason())
                                    .isEqualTo("'private_key' in the key's JSON is no RSA key in PEM"));
        }

        @Test
        void may_be_what_a_caller_sends_in_a_tokens_place() {
            String sent = base64(serviceAccount(RSA, ", \"region\": \"europe-west4\""));

            assertThat(token(null, "authorization", "Bearer " + sent)).isEqualTo("Bearer token-1");
            assertThat(token(null, "authorization", "Bearer ya29.a0")).isEqualTo("Bearer ya29.a0");
            assertThat(token(null, "authorization", "Bearer " + base64("{oops")))
                    .isEqualTo("Bearer e29vcHM=");
            assertThat(token(null)).isNull();
        }

        @Test
        void may_be_an_access_token_already() {
            assertThat(token(Credential.plain(new Secret("ya29.a0"), "a"))).isEqualTo("Bearer ya29.a0");
        }
    }
}

package dev.penstock.domain.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.account.Secret;
import dev.penstock.domain.cache.CacheKey.Credential;
import dev.penstock.domain.cache.CacheKey.Question;
import dev.penstock.domain.cache.CacheKey.Scope;
import dev.penstock.domain.gateway.CachePolicy;
import dev.penstock.domain.gateway.Gateway;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.gateway.GatewayId;
import dev.penstock.domain.gateway.Policies;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CacheKeyTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Gateway CHAT = gateway("acc", "chat", NOON, NOON, true);
    private static final Credential KEY = new Credential.Sent(new Secret("Bearer sk-canary-1"));
    private static final Scope SCOPE = new Scope(CHAT, KEY, null);

    private static Gateway gateway(String account, String id, Instant created, Instant modified, boolean invalidates) {
        Policies defaults = Policies.DEFAULTS;
        Policies policies = new Policies(
                new CachePolicy(Duration.ofHours(1), invalidates),
                defaults.rateLimit(),
                defaults.retry(),
                defaults.log(),
                defaults.access(),
                defaults.content(),
                defaults.export(),
                null);
        return new Gateway(new GatewayAddress(new AccountId(account), new GatewayId(id)), policies, created, modified);
    }

    private static ByteBuffer body(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    private static Question question(
            String provider, String method, String path, String query, String model, String body) {
        return new Question(provider, method, path, query, model, body(body));
    }

    private static Question asked() {
        return question("openai", "POST", "chat/completions", "a=1", "gpt-4o", "{}");
    }

    private static List<Scope> scopes() {
        Gateway updated = gateway("acc", "chat", NOON, NOON.plusMillis(1), true);
        return List.of(
                SCOPE,
                new Scope(gateway("acd", "chat", NOON, NOON, true), KEY, null),
                new Scope(gateway("acc", "chau", NOON, NOON, true), KEY, null),
                new Scope(gateway("acc", "chat", NOON.minusMillis(1), NOON, true), KEY, null),
                new Scope(updated, KEY, null),
                new Scope(CHAT, new Credential.Sent(new Secret("Bearer sk-canary-2")), null),
                new Scope(CHAT, new Credential.Stored("Bearer sk-canary-1"), null),
                new Scope(CHAT, new Credential.None(), null),
                new Scope(CHAT, KEY, ""),
                new Scope(CHAT, KEY, "1"));
    }

    @Nested
    class OfARequest {
        @Test
        void is_the_same_for_the_same_request() {
            CacheKey again = CacheKey.of(new Scope(CHAT, KEY, null), asked());

            assertThat(CacheKey.of(SCOPE, asked())).isEqualTo(again);
        }

        @Test
        void differs_as_soon_as_any_part_does() {
            List<Question> questions = List.of(
                    asked(),
                    question("openaj", "POST", "chat/completions", "a=1", "gpt-4o", "{}"),
                    question("openai", "PUT", "chat/completions", "a=1", "gpt-4o", "{}"),
                    question("openai", "POST", "chat/completion", "a=1", "gpt-4o", "{}"),
                    question("openai", "POST", "chat/completions", "a=2", "gpt-4o", "{}"),
                    question("openai", "POST", "chat/completions", "", "gpt-4o", "{}"),
                    new Question("openai", "POST", "chat/completions", null, "gpt-4o", body("{}")),
                    question("openai", "POST", "chat/completions", "a=1", "gpt-4", "{}"),
                    new Question("openai", "POST", "chat/completions", "a=1", null, body("{}")),
                    question("openai", "POST", "chat/completions", "a=1", "gpt-4o", "{ }"),
                    question("openai", "POST", "chat/completions", "a=1", "gpt-4o", ""));
            Set<CacheKey> keys = new HashSet<>();

            questions.forEach(question -> keys.add(CacheKey.of(SCOPE, question)));
            scopes().forEach(scope -> keys.add(CacheKey.of(scope, asked())));

            assertThat(keys).hasSize(questions.size() + scopes().size() - 1);
        }

        @Test
        void parts_cannot_run_into_each_other() {
            long seed = 20_261_121;
            Random random = new Random(seed);
            Set<CacheKey> keys = new HashSet<>();
            String text = "abababababab";

            Set<String> cuts = new HashSet<>();
            for (int i = 0; i < 500; i++) {
                int first = random.nextInt(text.length());
                int second = first + random.nextInt(text.length() - first);
                cuts.add(first + "/" + second);
                keys.add(CacheKey.of(
                        SCOPE,
                        question(
                                "p",
                                "POST",
                                text.substring(0, first),
                                text.substring(first, second),
                                "m",
                                text.substring(second))));
            }

            assertThat(keys).as("seed %d", seed).hasSameSizeAs(cuts);
        }

        @Test
        void leaves_the_body_unread_and_counts_only_what_is_left_of_it() {
            ByteBuffer padded = body("xx{}").position(2);

            CacheKey key =
                    CacheKey.of(SCOPE, new Question("openai", "POST", "chat/completions", "a=1", "gpt-4o", padded));

            assertThat(padded.remaining()).isEqualTo(2);
            assertThat(key).isEqualTo(CacheKey.of(SCOPE, asked()));
        }

        @Test
        void outlives_an_update_of_a_gateway_that_does_not_invalidate() {
            Scope before = new Scope(gateway("acc", "chat", NOON, NOON, false), KEY, null);
            Scope after = new Scope(gateway("acc", "chat", NOON, NOON.plusSeconds(5), false), KEY, null);

            assertThat(CacheKey.of(before, asked())).isEqualTo(CacheKey.of(after, asked()));
        }
    }

    @Nested
    class Named {
        @Test
        void is_shared_whatever_the_request_says() {
            assertThat(CacheKey.named(SCOPE, "greeting", false)).isEqualTo(CacheKey.named(SCOPE, "greeting", false));
            assertThat(CacheKey.named(SCOPE, "greeting", false)).isNotEqualTo(CacheKey.named(SCOPE, "other", false));
        }

        @Test
        void is_kept_apart_by_gateway_and_credential() {
            Set<CacheKey> keys = new HashSet<>();

            scopes().forEach(scope -> keys.add(CacheKey.named(scope, "greeting", false)));

            assertThat(keys).hasSameSizeAs(scopes());
        }

        @Test
        void keeps_streams_apart_from_whole_answers() {
            assertThat(CacheKey.named(SCOPE, "greeting", true)).isNotEqualTo(CacheKey.named(SCOPE, "greeting", false));
        }
    }

    @Test
    void prints_nothing_of_what_went_in() {
        CacheKey key = CacheKey.of(SCOPE, asked());

        assertThat(key.toString()).matches("[0-9a-f]{64}").isEqualTo(key.hex());
        assertThat(SCOPE.toString()).doesNotContain("canary");
    }
}

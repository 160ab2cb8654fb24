package dev.penstock.providers.credential;

import static dev.penstock.providers.credential.SampleKeys.AWS;
import static dev.penstock.providers.credential.SampleKeys.CANARY;
import static dev.penstock.providers.credential.SampleKeys.call;
import static dev.penstock.providers.credential.SampleKeys.moved;
import static dev.penstock.providers.credential.SampleKeys.provider;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.penstock.application.port.CredentialReader.Unusable;
import dev.penstock.domain.account.Secret;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.Header;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.provider.Credential;
import dev.penstock.providers.credential.Outgoing.Authorized;
import io.vertx.core.Vertx;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class AwsCallsTest {
    private static final String RUNTIME = "bedrock-runtime.us-west-2.amazonaws.com";
    private static final String MANTLE = "bedrock-mantle.us-west-2.api.aws";
    private static final String INVOKE = "/model/anthropic.claude-v1%3A0/invoke";
    private static final Credential KEYS = new Credential(AWS, "id", Map.of("region", "eu-west-1"));
    private static final Credential API_KEY =
            new Credential(new Secret("api-key"), "id", Map.of("region", "us-east-1"));
    private static final Vertx VERTX = Vertx.vertx();

    private final AwsCalls aws = new AwsCalls(VERTX, () -> Instant.parse("2026-11-27T15:30:59.999Z"));

    @AfterAll
    static void end() {
        VERTX.close().await();
    }

    private Authorized authorized(Outgoing call, @Nullable Credential credential) {
        return aws.authorize(call, credential).toCompletableFuture().join();
    }

    private static Map<String, List<String>> onTheWire(Outgoing call, Authorized authorized) {
        Map<String, List<String>> lines = new TreeMap<>();
        lines.put("host", List.of(call.authority()));
        for (Header line : authorized.headers()) {
            lines.computeIfAbsent(line.name().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(line.value());
        }
        return lines;
    }

    private static String verified(Outgoing call, Authorized authorized) {
        ByteBuffer bytes = ((Body.Whole) call.body()).bytes();
        byte[] body = new byte[bytes.remaining()];
        bytes.get(body);
        try {
            return AwsVerifier.verified(
                    CANARY,
                    call.method(),
                    call.path(),
                    Objects.requireNonNullElse(authorized.query(), ""),
                    onTheWire(call, authorized),
                    body);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void signs_for_the_service_and_region_of_the_host() {
        Outgoing runtime = call("aws-bedrock", RUNTIME, INVOKE, null, "{}", "content-type", "application/json");
        Outgoing mantle = call("aws-bedrock", MANTLE, "/anthropic/v1/messages", null, "{}");

        assertThat(verified(runtime, authorized(runtime, KEYS))).isEqualTo("20261127/us-west-2/bedrock");
        assertThat(verified(mantle, authorized(mantle, KEYS))).isEqualTo("20261127/us-west-2/bedrock-mantle");
    }

    @Test
    void signs_at_another_address_for_the_service_and_region_that_it_stands_for() {
        Outgoing runtime = moved(call("aws-bedrock", RUNTIME, INVOKE, null, ""), "localhost:8080");
        Outgoing mantle = moved(call("aws-bedrock", MANTLE, "/anthropic/v1/messages", null, ""), "127.0.0.1");

        assertThat(verified(runtime, authorized(runtime, KEYS))).isEqualTo("20261127/us-west-2/bedrock");
        assertThat(verified(mantle, authorized(mantle, KEYS))).isEqualTo("20261127/us-west-2/bedrock-mantle");
    }

    @Test
    void signs_for_the_region_of_a_private_endpoint() {
        String host = "vpce-0a1-b2.bedrock-runtime.ap-south-1.vpce.amazonaws.com";
        Outgoing call = moved(call("aws-bedrock", RUNTIME, INVOKE, null, ""), host);

        assertThat(verified(call, authorized(call, KEYS))).isEqualTo("20261127/ap-south-1/bedrock");
    }

    @Test
    void signs_for_the_region_of_the_keys_where_no_host_names_one() {
        Outgoing call = call("aws-bedrock", "localhost:8080", INVOKE, null, "");

        assertThat(verified(call, authorized(call, KEYS))).isEqualTo("20261127/eu-west-1/bedrock");
    }

    @Test
    void signs_what_aws_defines_and_nothing_that_changes_on_the_way() {
        Outgoing call = call(
                "aws-bedrock",
                RUNTIME,
                INVOKE,
                null,
                "{}",
                "Content-Type",
                "application/json",
                "X-Amzn-Bedrock-Trace",
                "ENABLED",
                "accept-encoding",
                "br",
                "user-agent",
                "x");

        Headers headers = authorized(call, KEYS).headers();

        assertThat(headers.get("authorization"))
                .contains("SignedHeaders=content-type;host;x-amz-date;x-amzn-bedrock-trace,");
        assertThat(headers.get("x-amz-date")).isEqualTo("20261127T153059Z");
        assertThat(headers.get("accept-encoding")).isEqualTo("br");
    }

    @Test
    void shows_a_session_token_and_signs_it() {
        Secret secret = new Secret(AWS.reveal().replace("{", "{\"sessionToken\": \"the-session\", "));
        Outgoing call = call("aws-bedrock", RUNTIME, INVOKE, null, "{}", "X-Amz-Security-Token", "callers");

        Authorized authorized = authorized(call, new Credential(secret, "id", Map.of()));

        assertThat(onTheWire(call, authorized).get("x-amz-security-token")).containsExactly("the-session");
        assertThat(authorized.headers().get("authorization")).contains("x-amz-security-token");
        verified(call, authorized);
    }

    @Test
    void leaves_nothing_of_what_a_caller_would_sign_with() {
        Outgoing call = call(
                "aws-bedrock",
                RUNTIME,
                INVOKE,
                null,
                "{}",
                "authorization",
                "AWS4-HMAC-SHA256 callers",
                "x-amz-date",
                "20200101T000000Z",
                "x-amz-content-sha256",
                "callers",
                "x-api-key",
                "callers");

        assertThat(onTheWire(call, authorized(call, KEYS)))
                .containsOnlyKeys("host", "authorization", "x-amz-date")
                .allSatisfy((name, values) -> assertThat(values).hasSize(1));
    }

    @Test
    void every_signature_can_be_verified() {
        long seed = 0x5197;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 500; i++) {
            Outgoing call = any(random);

            assertThat(verified(call, authorized(call, KEYS)))
                    .as("seed %d, round %d: %s", seed, i, call)
                    .startsWith("20261127/");
        }
    }

    private static Outgoing any(SplittableRandom random) {
        String[] headers = new String[2 * random.nextInt(4)];
        for (int i = 0; i < headers.length; i += 2) {
            headers[i] = List.of("content-type", "x-amz-some", "X-Amzn-Some", "accept")
                    .get(random.nextInt(4));
            headers[i + 1] = "v " + text(random, "ab  c/;=,\"", 12) + "e";
        }
        StringBuilder path = new StringBuilder("/model");
        for (int i = random.nextInt(4); i >= 0; i--) {
            path.append("/s").append(text(random, "aZ9-._~:@!$&'()*+,;=%é", 9));
        }
        String query = random.nextBoolean() ? null : "q" + text(random, "ab=&%+ /", 20);
        return call("aws-bedrock", RUNTIME, path.toString(), query, text(random, "{}\"ä", 50), headers);
    }

    private static String text(SplittableRandom random, String characters, int most) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most); i > 0; i--) {
            text.append(characters.charAt(random.nextInt(characters.length())));
        }
        return text.toString();
    }

    @Test
    void hashes_a_long_body_too() {
        Outgoing call = call("aws-bedrock", RUNTIME, INVOKE, null, "x".repeat(300 * 1024));

        verified(call, authorized(call, KEYS));
    }

    @Test
    void does_not_sign_what_is_not_here_as_a_whole() {
        Outgoing call = new Outgoing(
                provider("aws-bedrock"),
                "POST",
                RUNTIME,
                RUNTIME,
                INVOKE,
                null,
                Headers.NONE,
                new Body.Streamed(subscriber -> {}, -1));

        assertThatExceptionOfType(Unusable.class)
                .isThrownBy(() -> aws.authorize(call, KEYS))
                .satisfies(refused -> assertThat(refused.reason()).contains("held whole"));
    }

    @Test
    void an_api_key_goes_where_the_service_looks_for_it() {
        Outgoing runtime = call("aws-bedrock", RUNTIME, INVOKE, "a=1", "{}", "authorization", "callers");
        Outgoing mantle = call("aws-bedrock", MANTLE, "/anthropic/v1/messages", null, "{}");

        assertThat(authorized(runtime, API_KEY))
                .isEqualTo(new Authorized(Headers.NONE.with("Authorization", "Bearer api-key"), "a=1"));
        assertThat(authorized(mantle, API_KEY))
                .isEqualTo(new Authorized(Headers.NONE.with("x-api-key", "api-key"), null));
    }

    @Test
    void a_callers_api_key_does_too_and_a_callers_signature_stays() {
        Outgoing mantle =
                call("aws-bedrock", MANTLE, "/anthropic/v1/messages", null, "{}", "Authorization", "Bearer k");
        Outgoing signed =
                call("aws-bedrock", MANTLE, "/x", null, "{}", "Authorization", "AWS4-HMAC-SHA256 Credential=");
        Outgoing runtime = call("aws-bedrock", RUNTIME, INVOKE, null, "{}", "Authorization", "Bearer k");

        assertThat(authorized(mantle, null).headers()).isEqualTo(Headers.NONE.with("x-api-key", "k"));
        assertThat(authorized(signed, null)).isEqualTo(signed.unchanged());
        assertThat(authorized(runtime, null)).isEqualTo(runtime.unchanged());
    }

    @Test
    void the_secret_itself_is_nowhere_in_the_call() {
        Outgoing call = call("aws-bedrock", RUNTIME, INVOKE, null, "{}");

        assertThat(onTheWire(call, authorized(call, KEYS)).toString()).doesNotContain(CANARY);
    }
}

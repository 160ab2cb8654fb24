package dev.penstock.domain.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.inference.Header;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.provider.ProviderId;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeptReplyTest {
    private static KeptReply kept(Headers headers, String body) {
        return new KeptReply(
                headers,
                ByteBuffer.wrap(body.getBytes(UTF_8)),
                false,
                new ProviderId("openai"),
                "gpt-4o",
                Instant.EPOCH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Set-Cookie",
                "Date",
                "Age",
                "Retry-After",
                "X-RateLimit-Remaining-Tokens",
                "anthropic-ratelimit-requests-reset",
                "X-Request-Id",
                "request-id",
                "apim-request-id",
                "x-amzn-RequestId",
                "openai-processing-ms",
                "CF-Ray",
                "Content-Length",
                "Transfer-Encoding",
                "cf-aig-log-id",
                "x-should-retry"
            })
    void forgets_what_belongs_to_one_caller_or_one_moment(String name) {
        KeptReply reply = kept(Headers.NONE.with(name, "1"), "{}");

        assertThat(reply.headers().lines()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Content-Type", "content-encoding", "openai-version", "openai-organization", "x-robots-tag"})
    void keeps_what_belongs_to_the_answer(String name) {
        KeptReply reply = kept(Headers.NONE.with(name, "1"), "{}");

        assertThat(reply.headers().lines()).containsExactly(new Header(name, "1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "| | true",
                "| gzip | true",
                "gzip | gzip, deflate | true",
                "GZIP | gzip;q=0.5 | true",
                "x-gzip | gzip | true",
                "gzip | * | true",
                "identity | br | true",
                "gzip | | false",
                "gzip | br | false",
                "gzip | gzip;q=0, * | false",
                "gzip | gzip; q=0.0 | false",
                "gzip | br, *;q=0 | false",
                "br, gzip | gzip | false",
                "br, gzip | gzip, br | true"
            })
    void is_given_only_to_those_who_can_read_it(
            @Nullable String encoding, @Nullable String accepted, boolean readable) {
        Headers headers = encoding == null ? Headers.NONE : Headers.NONE.with("content-encoding", encoding);

        assertThat(kept(headers, "{}").isReadableBy(accepted)).isEqualTo(readable);
    }

    @Test
    void weighs_its_bytes_and_headers_and_something_around_them() {
        int empty = kept(Headers.NONE, "").weight();

        assertThat(empty).isPositive();
        assertThat(kept(Headers.NONE, "12345").weight()).isEqualTo(empty + 5);
        assertThat(kept(Headers.NONE.with("a", "b"), "").weight()).isGreaterThan(empty + 2);
    }

    @Test
    void does_not_print_what_it_holds() {
        assertThat(kept(Headers.NONE.with("x-a", "canary"), "canary").toString())
                .doesNotContain("canary");
    }
}

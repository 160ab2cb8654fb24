package dev.penstock.providers.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.inference.Header;
import dev.penstock.domain.inference.Headers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TranslationTest {
    private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]";

    private static Translation of(Dialect dialect, String fields) {
        byte[] body = ("{" + MESSAGES + fields + "}").getBytes(StandardCharsets.UTF_8);
        return Translation.of(dialect, "m", ByteBuffer.wrap(body), new Asked("id", "p/m", Instant.EPOCH));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "`` | false | false",
                "`,\"stream\":true` | true | false",
                "`,\"stream\":true,\"stream_options\":{\"include_usage\":true}` | true | true",
                "`,\"stream_options\":{\"include_usage\":true}` | false | false",
                "`,\"stream\":null,\"stream_options\":null` | false | false",
            })
    void knows_what_the_caller_asked_for(String fields, boolean stream, boolean usage) {
        Translation translation = of(new AnthropicDialect(), fields);

        assertThat(translation.stream()).isEqualTo(stream);
        assertThat(translation.asked()).isEqualTo(new Asked("id", "p/m", Instant.EPOCH, usage));
    }

    @Test
    void hands_its_body_out_more_than_once() {
        Translation translation = of(new AnthropicDialect(), "");

        ByteBuffer first = translation.body();
        first.position(first.limit());

        assertThat(translation.body().remaining()).isPositive();
    }

    @Test
    void sends_the_callers_headers_but_those_of_the_chat() {
        Headers callers = new Headers(List.of(
                new Header("x-api-key", "k"),
                new Header("Content-Type", "application/json; charset=utf-8"),
                new Header("Content-Length", "7"),
                new Header("Accept", "text/event-stream"),
                new Header("Accept-Encoding", "gzip")));

        Headers sent = of(new AnthropicDialect(), "").headers(callers);

        assertThat(sent.lines())
                .containsExactly(
                        new Header("x-api-key", "k"),
                        new Header("content-type", "application/json"),
                        new Header("accept-encoding", "identity"),
                        new Header("anthropic-version", "2023-06-01"));
    }

    @Test
    void leaves_a_version_alone_that_the_caller_names() {
        Headers callers = new Headers(List.of(new Header("Anthropic-Version", "2099-01-01")));

        assertThat(of(new AnthropicDialect(), "").headers(callers).get("anthropic-version"))
                .isEqualTo("2099-01-01");
        assertThat(of(new BedrockConverseDialect(), "").headers(Headers.NONE).get("anthropic-version"))
                .isNull();
    }

    @Test
    void answers_with_the_providers_headers_but_those_of_its_body() {
        Headers own = new Headers(List.of(
                new Header("Content-Type", "application/vnd.amazon.eventstream"),
                new Header("Content-Length", "7"),
                new Header("x-amzn-RequestId", "r")));

        assertThat(Translation.replyHeaders(own, true).lines())
                .containsExactly(new Header("x-amzn-RequestId", "r"), new Header("content-type", "text/event-stream"));
        assertThat(Translation.replyHeaders(own, false).get("content-type")).isEqualTo("application/json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/event-stream", "TEXT/event-stream; charset=utf-8", "application/vnd.amazon.eventstream"})
    void knows_streams_by_their_type(String type) {
        assertThat(Translation.isEvents(type)).isTrue();
        assertThat(Translation.isEvents("application/json")).isFalse();
        assertThat(Translation.isEvents(null)).isFalse();
    }

    @Test
    void knows_no_dialect_of_another_name() {
        assertThat(Dialects.named("latin")).isNull();
    }
}

package dev.penstock.providers;

import static dev.penstock.providers.ClientLoop.await;
import static dev.penstock.providers.ClientLoop.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.application.port.ProviderClient.Call;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.provider.Api;
import dev.penstock.domain.provider.Provider;
import dev.penstock.providers.TranslationBed.Way;
import dev.penstock.providers.chat.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What callers of another API hear when something goes wrong, and what providers see when they leave. */
class TranslatedFaultsTest {
    private static final TranslationBed BED = new TranslationBed();

    @AfterAll
    static void close() {
        BED.close();
    }

    @ParameterizedTest
    @MethodSource("dev.penstock.providers.TranslationBed#translated")
    void what_goes_wrong_is_told_in_the_callers_words_with_the_providers_status(Way way) {
        InferenceReply reply = BED.reply(way, way.saying("hi").to("fake-status-429"));

        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.headers().get("content-type")).isEqualTo("application/json");
        var error = Objects.requireNonNull(Json.object(BED.loop.all(reply)));
        assertThat(error.path("error").path("message").asText()).isNotBlank();
        assertThat(error.path("type").asText("")).isEqualTo(way.api() == Api.MESSAGES ? "error" : "");
        if (way.api() == Api.MESSAGES) {
            assertThat(error.path("error").path("type").asText()).isEqualTo("rate_limit_error");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.penstock.providers.TranslationBed#streams")
    void what_goes_wrong_never_looks_like_a_whole_stream(Way way) {
        for (String fault : List.of("fake-truncated-stream", "fake-truncated-stream-after-9")) {
            InferenceReply reply = BED.reply(way, way.saying("hi").to(fault));
            Reading reading = BED.loop.read(reply);
            reading.request(Long.MAX_VALUE);

            assertThatThrownBy(reading::whole).as(fault).isInstanceOf(Exception.class);
            String text = new String(reading.soFar(), StandardCharsets.UTF_8);
            assertThat(text)
                    .as(fault)
                    .doesNotContain("[DONE]", "message_stop", "response.completed", "finish_reason\":\"stop");
            if (way.api() != Api.CHAT_COMPLETIONS) {
                assertThat(text).as(fault).contains("event: error");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.penstock.providers.TranslationBed#translated")
    void what_goes_wrong_is_a_problem_when_the_answer_is_garbage(Way way) {
        RawProvider.Script garbage = line -> {
            line.head();
            line.write("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\n<hi/>");
        };
        try (RawProvider raw = new RawProvider(garbage)) {
            Provider there = TranslationBed.catalogued(way.slug()).at(raw.url());
            Call call = way.saying("hi").call(there, TranslationBed.credential(way.slug()));

            assertThatThrownBy(() -> BED.loop.send(call))
                    .rootCause()
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            wrong -> assertThat(wrong.problem()).isInstanceOf(Problem.UnreadableReply.class));
        }
    }

    @Test
    void a_stream_whose_length_is_known_is_no_garbage() {
        String events =
                "data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";
        RawProvider.Script known = line -> {
            line.head();
            line.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: " + events.length()
                    + "\r\n\r\n" + events);
        };
        try (RawProvider raw = new RawProvider(known)) {
            Provider there = TranslationBed.catalogued("mistral").at(raw.url());
            Call call =
                    UnifiedQuestion.saying(Api.MESSAGES, true, "hi").call(there, TranslationBed.credential("mistral"));

            byte[] answer = BED.loop.all(BED.loop.send(call));

            assertThat(Heard.of(Api.MESSAGES, true, answer).text()).isEqualTo("Hi");
        }
    }

    @Test
    void what_goes_wrong_is_a_problem_when_a_whole_answer_breaks_off() {
        RawProvider.Script half = line -> {
            line.head();
            line.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
            line.write("5\r\n{\"a\":\r\n");
        };
        try (RawProvider raw = new RawProvider(half)) {
            Provider there = TranslationBed.catalogued("anthropic").at(raw.url());
            Call call = UnifiedQuestion.saying(Api.RESPONSES, false, "hi")
                    .call(there, TranslationBed.credential("anthropic"));

            assertThatThrownBy(() -> BED.loop.send(call))
                    .rootCause()
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            wrong -> assertThat(wrong.problem()).isInstanceOf(Problem.ProviderFailed.class));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.penstock.providers.TranslationBed#streams")
    void leaving_a_stream_reaches_the_provider(Way way) {
        long before = BED.fake.abortedResponses();
        Reading reading = BED.loop.read(BED.reply(way, way.saying("hi").to("fake-stalled-stream")));
        reading.request(1);
        await(() -> reading.chunks() > 0);

        reading.cancel();

        await(() -> BED.fake.abortedResponses() > before);
    }

    @ParameterizedTest
    @MethodSource("dev.penstock.providers.TranslationBed#translated")
    void leaving_before_there_is_an_answer_reaches_the_provider(Way way) {
        BED.heard(way, way.saying("give me my token"));
        long asked = BED.fake.requests();
        long before = BED.fake.abortedResponses();
        CompletableFuture<Void> abandoned = new CompletableFuture<>();
        var reply = BED.loop.begin(BED.call(way, way.saying("hi").to("fake-hang")), abandoned);
        await(() -> BED.fake.requests() > asked);

        BED.loop.run(() -> abandoned.complete(null));

        assertThatThrownBy(() -> outcome(reply)).rootCause().isInstanceOf(CancellationException.class);
        await(() -> BED.fake.abortedResponses() > before);
    }
}

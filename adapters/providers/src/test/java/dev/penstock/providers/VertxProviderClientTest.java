package dev.penstock.providers;

import static dev.penstock.providers.ClientLoop.await;
import static dev.penstock.providers.ClientLoop.call;
import static dev.penstock.providers.ClientLoop.headers;
import static dev.penstock.providers.ClientLoop.outcome;
import static dev.penstock.providers.ClientLoop.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.application.port.ProviderClient.Call;
import dev.penstock.application.port.ProviderClient.ProviderUnreachable;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.Header;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.Metering;
import dev.penstock.domain.inference.TokenUsage;
import dev.penstock.fakeprovider.FakeProvider;
import dev.penstock.fakeprovider.FakeProviderOptions;
import dev.penstock.fakeprovider.SeenRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VertxProviderClientTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private final ClientLoop loop = new ClientLoop();
    private final FakeProvider provider = FakeProvider.start(
                    loop.vertx(), FakeProviderOptions.defaults(), InstantSource.system())
            .await();

    @AfterEach
    void close() {
        provider.close().await();
        loop.close();
    }

    private Call chat(String model, boolean stream) {
        String body =
                "{\"model\":\"%s\",\"stream\":%s,\"stream_options\":{\"include_usage\":true},".formatted(model, stream)
                        + "\"messages\":[{\"role\":\"user\",\"content\":\"how deep is the water\"}]}";
        return call(
                "POST",
                provider.url(),
                "/v1/chat/completions",
                headers("content-type", "application/json"),
                text(body));
    }

    private static Call get(String base, String path) {
        return call("GET", base, path, Headers.NONE, Body.EMPTY);
    }

    @Nested
    class A_reply {
        @Test
        void of_a_short_known_length_comes_whole_with_what_it_cost() {
            InferenceReply reply = loop.send(chat("gpt-4o-mini", false));

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body()).isInstanceOf(Body.Whole.class);
            assertThat(new String(loop.all(reply), StandardCharsets.UTF_8)).contains("how deep is the water");
            assertThat(reply.meter().read()).isEqualTo(new Metering("gpt-4o-mini", TokenUsage.of(5, 16)));
            assertThat(reply.origin())
                    .isEqualTo(new InferenceReply.Origin(
                            chat("x", false).provider().id(), "asked"));
        }

        @Test
        void in_events_comes_as_a_stream_with_what_it_cost_at_its_end() {
            InferenceReply reply = loop.send(chat("gpt-4o-mini", true));

            String events = new String(loop.all(reply), StandardCharsets.UTF_8);

            assertThat(events).startsWith("data: ").endsWith("data: [DONE]\n\n");
            assertThat(reply.body().length()).isEqualTo(-1);
            assertThat(reply.meter().read()).isEqualTo(new Metering("gpt-4o-mini", TokenUsage.of(5, 16)));
        }

        @Test
        void of_a_long_known_length_comes_as_a_stream_of_that_length() {
            InferenceReply reply = loop.send(get(provider.url(), "/bytes/10000000"));

            assertThat(reply.body()).isInstanceOf(Body.Streamed.class);
            assertThat(reply.body().length()).isEqualTo(10_000_000);
            assertThat(loop.all(reply)).hasSize(10_000_000);
        }

        @Test
        void gives_its_first_chunk_before_its_last_was_sent() {
            CountDownLatch seen = new CountDownLatch(1);
            try (RawProvider raw = new RawProvider(line -> {
                line.head();
                line.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n");
                seen.await();
                line.write("4\r\nlast\r\n0\r\n\r\n");
            })) {
                Reading reading = loop.read(loop.send(get(raw.url(), "/")));
                reading.request(Long.MAX_VALUE);

                await(() -> reading.chunks() == 1);
                assertThat(reading.over()).isFalse();
                seen.countDown();

                assertThat(reading.whole()).asString().isEqualTo("firstlast");
            }
        }

        @ParameterizedTest
        @CsvSource({"429", "500", "503", "404", "418", "599"})
        void of_any_status_is_a_reply(int status) {
            try (RawProvider raw = new RawProvider(line -> {
                line.head();
                line.write("HTTP/1.1 " + status + " Whatever\r\nContent-Length: 2\r\n\r\nno");
            })) {
                InferenceReply reply = loop.send(get(raw.url(), "/"));

                assertThat(reply.status()).isEqualTo(status);
                assertThat(loop.all(reply)).asString().isEqualTo("no");
            }
        }

        @ParameterizedTest
        @ValueSource(ints = {204, 304})
        void without_a_body_is_empty_and_the_connection_stays(int status) {
            try (RawProvider raw = new RawProvider(line -> {
                line.head();
                line.write("HTTP/1.1 " + status + " X\r\nETag: \"a\"\r\n\r\n");
                line.head();
                line.write(OK);
            })) {
                InferenceReply empty = loop.send(get(raw.url(), "/"));
                byte[] nothing = loop.all(empty);
                InferenceReply next = loop.send(get(raw.url(), "/"));

                assertThat(empty.status()).isEqualTo(status);
                assertThat(nothing).isEmpty();
                assertThat(empty.headers().get("etag")).isEqualTo("\"a\"");
                assertThat(loop.all(next)).asString().isEqualTo("ok");
                assertThat(raw.connections()).isEqualTo(1);
            }
        }

        @Test
        void to_a_head_request_is_empty_whatever_length_it_names() {
            try (RawProvider raw = new RawProvider(line -> {
                line.head();
                line.write("HTTP/1.1 200 OK\r\nContent-Length: 5000000\r\n\r\n");
            })) {
                InferenceReply reply = loop.send(call("HEAD", raw.url(), "/", Headers.NONE, Body.EMPTY));

                assertThat(loop.all(reply)).isEmpty();
                assertThat(reply.headers().get("content-length")).isEqualTo("5000000");
            }
        }

        @Test
        void keeps_its_header_lines_as_they_were_sent() {
            try (RawProvider raw = new RawProvider(line -> {
                line.head();
                line.write("HTTP/1.1 200 OK\r\nX-Odd:  two  words \r\nSet-Cookie: a=1\r\nset-cookie: b=2, c\r\n"
                        + "X-Latin: caf\u00e9\r\nX-Empty:\r\nContent-Length: 2\r\n\r\nok");
            })) {
                InferenceReply reply = loop.send(get(raw.url(), "/"));

                assertThat(reply.headers().lines())
                        .containsExactly(
                                new Header("X-Odd", "two  words"),
                                new Header("Set-Cookie", "a=1"),
                                new Header("set-cookie", "b=2, c"),
                                new Header("X-Latin", "caf\u00e9"),
                                new Header("X-Empty", ""),
                                new Header("Content-Length", "2"));
            }
        }

        @Test
        void that_is_compressed_passes_as_it_is_and_is_metered() {
            String body = "{\"model\":\"gpt-4o-mini\",\"messages\":[{\"role\":\"user\",\"content\":\"a b c\"}]}";

            InferenceReply reply = loop.send(call("POST", provider.url(), "/gzip", Headers.NONE, text(body)));

            assertThat(loop.all(reply)).startsWith(0x1f, 0x8b);
            assertThat(reply.meter().read().usage()).isEqualTo(TokenUsage.of(3, 16));
        }
    }

    @Nested
    class A_request {
        private SeenRequest seen() {
            return provider.lastRequests().getLast();
        }

        @Test
        void carries_each_header_line_once_and_unchanged() {
            AtomicReference<String> head = new AtomicReference<>("");
            try (RawProvider raw = new RawProvider(line -> {
                head.set(line.head());
                line.write(OK);
            })) {
                Headers headers = headers(
                        "Authorization",
                        "Bearer sk-1",
                        "anthropic-Version",
                        "2023-06-01",
                        "X-Twice",
                        "a",
                        "x-twice",
                        "b, c",
                        "User-Agent",
                        "mine/1",
                        "X-Latin",
                        "caf\u00e9");

                InferenceReply reply = loop.send(call("GET", raw.url(), "/p%2Fq", "a=%20b&c", headers, Body.EMPTY));

                assertThat(reply.status()).isEqualTo(200);
                assertThat(head.get().split("\r\n"))
                        .containsExactlyInAnyOrder(
                                "GET /p%2Fq?a=%20b&c HTTP/1.1",
                                "Authorization: Bearer sk-1",
                                "anthropic-Version: 2023-06-01",
                                "X-Twice: a",
                                "x-twice: b, c",
                                "User-Agent: mine/1",
                                "X-Latin: caf\u00e9",
                                "host: " + raw.url().substring("http://".length()));
            }
        }

        @Test
        void asks_only_for_encodings_that_can_be_metered() {
            loop.send(call(
                    "GET", provider.url(), "/v1/models", headers("accept-encoding", "gzip, br, zstd"), Body.EMPTY));

            assertThat(seen().headers().get("accept-encoding")).containsExactly("gzip");
        }

        @ParameterizedTest
        @ValueSource(strings = {"POST", "PUT", "PATCH"})
        void without_a_body_says_so_where_the_method_would_have_one(String method) {
            loop.send(call(method, provider.url(), "/echo", Headers.NONE, Body.EMPTY));

            assertThat(seen().header("content-length")).contains("0");
            assertThat(seen().header("transfer-encoding")).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"GET", "DELETE"})
        void without_a_body_says_nothing_elsewhere(String method) {
            loop.send(call(method, provider.url(), "/echo", Headers.NONE, Body.EMPTY));

            assertThat(seen().header("content-length")).isEmpty();
            assertThat(seen().header("transfer-encoding")).isEmpty();
        }

        @Test
        void with_a_whole_body_names_its_length() {
            InferenceReply reply =
                    loop.send(call("POST", provider.url(), "/echo", Headers.NONE, text("gr\u00fc\u00df")));

            assertThat(seen().headers().get("content-length")).containsExactly("6");
            assertThat(loop.all(reply)).asString(StandardCharsets.UTF_8).isEqualTo("gr\u00fc\u00df");
        }

        @Test
        void with_a_body_of_known_length_streams_it_under_that_length() {
            Body.Streamed body = new Body.Streamed(new Pieces("one", "two", "three"), 11);

            InferenceReply reply = loop.send(call("POST", provider.url(), "/echo", Headers.NONE, body));

            assertThat(loop.all(reply)).asString().isEqualTo("onetwothree");
            assertThat(seen().headers().get("content-length")).containsExactly("11");
            assertThat(seen().header("transfer-encoding")).isEmpty();
        }

        @Test
        void with_a_body_of_unknown_length_streams_it_in_chunks() {
            Body.Streamed body = new Body.Streamed(new Pieces("one", "two", "three"), -1);

            InferenceReply reply = loop.send(call("POST", provider.url(), "/echo", Headers.NONE, body));

            assertThat(loop.all(reply)).asString().isEqualTo("onetwothree");
            assertThat(seen().header("content-length")).isEmpty();
            assertThat(seen().header("transfer-encoding")).contains("chunked");
        }

        @Test
        void whose_body_turns_out_too_long_fails_with_that_problem() {
            Body.Streamed body = new Body.Streamed(new Broken(new ProblemException(new Problem.TooLarge(5))), -1);

            CompletableFuture<InferenceReply> reply =
                    loop.begin(call("POST", provider.url(), "/echo", Headers.NONE, body));

            assertThatThrownBy(() -> outcome(reply))
                    .rootCause()
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            refusal -> assertThat(refusal.problem()).isEqualTo(new Problem.TooLarge(5)));
        }

        @Test
        void that_cannot_be_written_fails_instead_of_waiting() {
            Headers unwritable = headers("x-odd", "a\r\nb");

            CompletableFuture<InferenceReply> reply =
                    loop.begin(call("POST", provider.url(), "/echo", unwritable, Body.EMPTY));

            assertThatThrownBy(() -> outcome(reply)).rootCause().isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void whose_sender_leaves_in_the_middle_counts_as_abandoned() {
            Body.Streamed body = new Body.Streamed(new Broken(new IOException("connection reset")), 100);

            CompletableFuture<InferenceReply> reply =
                    loop.begin(call("POST", provider.url(), "/echo", Headers.NONE, body));

            assertThatThrownBy(() -> outcome(reply)).isInstanceOf(CancellationException.class);
            await(() -> provider.abortedResponses() == 1);
        }

        @Test
        void goes_over_the_connection_of_the_one_before() {
            try (RawProvider raw = new RawProvider(line -> {
                while (true) {
                    line.head();
                    line.write(OK);
                }
            })) {
                for (int i = 0; i < 5; i++) {
                    assertThat(loop.all(loop.send(get(raw.url(), "/" + i))))
                            .asString()
                            .isEqualTo("ok");
                }

                assertThat(raw.connections()).isEqualTo(1);
            }
        }
    }

    @Nested
    class Silence {
        @Test
        void of_a_port_that_nobody_listens_on_is_a_failure() throws IOException {
            int port;
            try (ServerSocket once = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = once.getLocalPort();
            }

            CompletableFuture<InferenceReply> reply = loop.begin(get("http://127.0.0.1:" + port, "/"));

            assertThatThrownBy(() -> outcome(reply))
                    .rootCause()
                    .isInstanceOfSatisfying(
                            ProviderUnreachable.class,
                            failure ->
                                    assertThat(failure.reason()).isEqualTo("the provider does not accept connections"));
        }

        @Test
        void of_a_host_that_is_not_there_is_a_failure() {
            CompletableFuture<InferenceReply> reply = loop.begin(get("http://nowhere.invalid", "/"));

            assertThatThrownBy(() -> outcome(reply))
                    .rootCause()
                    .isInstanceOfSatisfying(
                            ProviderUnreachable.class,
                            failure -> assertThat(failure.reason()).isEqualTo("the provider's host name is not known"));
        }

        @Test
        void of_a_provider_that_resets_before_any_byte_is_a_failure() {
            CompletableFuture<InferenceReply> reply = loop.begin(chat("fake-reset", false));

            assertThatThrownBy(() -> outcome(reply)).rootCause().isInstanceOf(ProviderUnreachable.class);
        }

        @Test
        void of_a_provider_that_hangs_up_before_any_byte_is_a_failure() {
            try (RawProvider raw = new RawProvider(RawProvider.Line::head)) {
                CompletableFuture<InferenceReply> reply = loop.begin(get(raw.url(), "/"));

                assertThatThrownBy(() -> outcome(reply))
                        .rootCause()
                        .isInstanceOfSatisfying(
                                ProviderUnreachable.class,
                                failure -> assertThat(failure.reason())
                                        .isEqualTo("the provider closed the connection without an answer"));
            }
        }

        @Test
        void of_a_provider_that_does_not_speak_http_is_a_failure() {
            try (RawProvider raw = new RawProvider(line -> {
                line.head();
                line.write("SSH-2.0-OpenSSH_9.9\r\n\r\n");
            })) {
                CompletableFuture<InferenceReply> reply = loop.begin(get(raw.url(), "/"));

                assertThatThrownBy(() -> outcome(reply)).rootCause().isInstanceOf(ProviderUnreachable.class);
            }
        }
    }

    @Nested
    class A_reply_cut_short {
        @Test
        void is_no_reply_when_it_should_have_come_whole() {
            CompletableFuture<InferenceReply> reply = loop.begin(chat("fake-truncated-stream", false));

            assertThatThrownBy(() -> outcome(reply)).rootCause().isInstanceOf(ProviderUnreachable.class);
        }

        @Test
        void is_an_error_in_the_middle_of_an_event_stream() {
            InferenceReply reply = loop.send(chat("fake-truncated-stream", true));

            assertThatThrownBy(() -> loop.all(reply)).isInstanceOf(Exception.class);
        }

        @Test
        void is_an_error_in_the_middle_of_a_body_of_known_length() {
            try (RawProvider raw = new RawProvider(line -> {
                line.head();
                line.write("HTTP/1.1 200 OK\r\nContent-Length: 200000\r\n\r\n" + "x".repeat(100_000));
            })) {
                Reading reading = loop.read(loop.send(get(raw.url(), "/")));
                reading.request(Long.MAX_VALUE);

                assertThatThrownBy(reading::whole).isInstanceOf(Exception.class);
                assertThat(reading.size()).isLessThanOrEqualTo(100_000);
            }
        }
    }

    @Nested
    class A_slow_reader {
        @Test
        void keeps_the_provider_from_sending_more() {
            InferenceReply reply = loop.send(get(provider.url(), "/bytes/200000000"));
            Reading reading = loop.read(reply);

            reading.request(1);
            await(() -> reading.chunks() == 1);
            long sent = settled();

            assertThat(sent).as("what fits into the buffers of both ends").isLessThan(30_000_000);
            assertThat(reading.chunks()).isEqualTo(1);
            reading.cancel();
        }

        @Test
        void still_gets_everything() {
            InferenceReply reply = loop.send(get(provider.url(), "/bytes/1000000"));
            Reading reading = loop.read(reply);

            for (int asked = 0; !reading.over(); asked++) {
                int had = asked;
                reading.request(1);
                await(() -> reading.chunks() > had || reading.over());
            }

            assertThat(reading.whole()).hasSize(1_000_000);
        }

        /** What the provider has written once it stopped writing. */
        private long settled() {
            AtomicReference<Long> before = new AtomicReference<>(-1L);
            CompletableFuture<Long> still = new CompletableFuture<>();
            loop.vertx().setPeriodic(100, timer -> {
                long now = provider.generatedBytes();
                if (now == Objects.requireNonNull(before.getAndSet(now)) && now > 0) {
                    still.complete(now);
                }
            });
            return outcome(still);
        }
    }

    @Nested
    class Leaving {
        @Test
        void a_stream_in_the_middle_ends_the_call_at_the_provider() {
            InferenceReply reply = loop.send(get(provider.url(), "/bytes/200000000"));
            Reading reading = loop.read(reply);
            reading.request(1);
            await(() -> reading.chunks() == 1);

            reading.cancel();

            await(() -> provider.abortedResponses() == 1);
            assertThat(reading.over()).isFalse();
        }

        @Test
        void a_stream_unread_ends_the_call_at_the_provider() {
            Reading reading = loop.read(loop.send(chat("fake-stalled-stream", true)));

            reading.cancel();

            await(() -> provider.abortedResponses() == 1);
        }

        @Test
        void before_the_head_came_ends_the_call_at_the_provider() {
            CompletableFuture<Void> abandoned = new CompletableFuture<>();
            CompletableFuture<InferenceReply> reply = loop.begin(chat("fake-hang", false), abandoned);
            await(() -> provider.requests() == 1);

            loop.run(() -> abandoned.complete(null));

            assertThatThrownBy(() -> outcome(reply)).isInstanceOf(CancellationException.class);
            await(() -> provider.abortedResponses() == 1);
        }

        @Test
        void in_the_middle_of_a_short_body_ends_the_call_at_the_provider() {
            CountDownLatch left = new CountDownLatch(1);
            CountDownLatch begun = new CountDownLatch(1);
            try (RawProvider raw = new RawProvider(line -> {
                line.head();
                line.write("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nhalf");
                begun.countDown();
                if (line.in().read() < 0) {
                    left.countDown();
                }
            })) {
                CompletableFuture<Void> abandoned = new CompletableFuture<>();
                CompletableFuture<InferenceReply> reply = loop.begin(get(raw.url(), "/"), abandoned);
                await(() -> begun.getCount() == 0);

                loop.run(() -> abandoned.complete(null));

                assertThatThrownBy(() -> outcome(reply)).isInstanceOf(CancellationException.class);
                await(() -> left.getCount() == 0);
            }
        }

        @Test
        void before_there_is_a_connection_sends_nothing() {
            CompletableFuture<Void> abandoned = CompletableFuture.completedFuture(null);

            CompletableFuture<InferenceReply> reply = loop.begin(chat("gpt-4o-mini", false), abandoned);

            assertThatThrownBy(() -> outcome(reply)).isInstanceOf(CancellationException.class);
            assertThat(loop.send(get(provider.url(), "/v1/models")).status()).isEqualTo(200);
            assertThat(provider.requests()).isEqualTo(1);
        }

        @Test
        void after_there_is_a_reply_changes_nothing() {
            CompletableFuture<Void> abandoned = new CompletableFuture<>();
            InferenceReply reply = outcome(loop.begin(chat("gpt-4o-mini", true), abandoned));

            loop.run(() -> abandoned.complete(null));

            assertThat(loop.all(reply)).asString().endsWith("data: [DONE]\n\n");
        }
    }

    /** These pieces, one for each that is asked for. */
    private record Pieces(List<String> pieces) implements Flow.Publisher<ByteBuffer> {
        Pieces(String... pieces) {
            this(List.of(pieces));
        }

        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
            subscriber.onSubscribe(new Flow.Subscription() {
                private int next;

                @Override
                public void request(long n) {
                    if (next == pieces.size()) {
                        next++;
                        subscriber.onComplete();
                    } else if (next < pieces.size()) {
                        byte[] piece = pieces.get(next++).getBytes(StandardCharsets.UTF_8);
                        subscriber.onNext(ByteBuffer.wrap(piece));
                    }
                }

                @Override
                public void cancel() {
                    next = pieces.size() + 1;
                }
            });
        }
    }

    /** One piece, then a failure. */
    private record Broken(Throwable failure) implements Flow.Publisher<ByteBuffer> {
        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
            subscriber.onSubscribe(new Flow.Subscription() {
                private int asked;

                @Override
                public void request(long n) {
                    if (asked++ == 0) {
                        subscriber.onNext(ByteBuffer.wrap(new byte[] {1, 2, 3}));
                    } else if (asked == 2) {
                        subscriber.onError(failure);
                    }
                }

                @Override
                public void cancel() {
                    asked = 3;
                }
            });
        }
    }
}

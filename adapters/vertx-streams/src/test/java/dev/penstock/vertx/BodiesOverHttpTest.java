package dev.penstock.vertx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both directions of the bridge between Vert.x and publishers, over real HTTP on loopback. */
@Timeout(60)
class BodiesOverHttpTest {
    private static final int KIBIBYTE = 1024;
    private static final long MEBIBYTE = 1024L * KIBIBYTE;

    private final Vertx vertx = Vertx.vertx();
    private final AtomicReference<Consumer<HttpServerRequest>> served = new AtomicReference<>(http -> {});
    private final HttpClient client = vertx.createHttpClient();
    private final HttpServer server = vertx.createHttpServer();

    @BeforeEach
    void listen() throws Exception {
        get(server.requestHandler(http -> served.get().accept(http)).listen(0, "127.0.0.1"));
    }

    @AfterEach
    void close() throws Exception {
        get(vertx.close());
    }

    /** The server sends back what it is sent, through publisher and subscriber. */
    @Nested
    class Echoing {
        @BeforeEach
        void echo() {
            served.set(http -> {
                http.pause();
                HttpServerResponse response = http.response().setChunked(true);
                new ReadStreamPublisher(http, response::reset)
                        .subscribe(new WriteStreamSubscriber(response, failure -> response.reset()));
            });
        }

        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3, 2026, 42_000_017})
        void brings_every_byte_in_order_whatever_the_sizes_of_the_chunks(long seed) throws Exception {
            Random random = new Random(seed);
            List<ByteBuffer> chunks = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                chunks.add(randomBytes(random, random.nextInt(1 + random.nextInt(200_000))));
            }

            Buffer answer = post(new ScriptedChunks(chunks));

            assertThat(answer).as("seed %d", seed).isEqualTo(joined(chunks));
        }

        @Test
        void brings_an_empty_body() throws Exception {
            assertThat(post(new ScriptedChunks(List.of())).length()).isZero();
        }

        @Test
        void is_not_ended_by_a_chunk_without_bytes() throws Exception {
            List<ByteBuffer> chunks = List.of(bytes("a"), bytes(""), bytes(""), bytes("b"), bytes(""));

            assertThat(post(new ScriptedChunks(chunks)).toString()).isEqualTo("ab");
        }

        @Test
        void brings_bytes_from_wherever_they_are_and_leaves_their_buffers_alone() throws Exception {
            ByteBuffer slice = ByteBuffer.wrap("..slice..".getBytes(UTF_8), 2, 5);
            ByteBuffer direct =
                    ByteBuffer.allocateDirect(6).put("direct".getBytes(UTF_8)).flip();
            ByteBuffer readOnly = bytes("readonly").asReadOnlyBuffer();

            Buffer answer = post(new ScriptedChunks(List.of(slice, direct, readOnly)));

            assertThat(answer.toString()).isEqualTo("slicedirectreadonly");
            assertThat(slice.remaining()).isEqualTo(5);
            assertThat(direct.remaining()).isEqualTo(6);
            assertThat(readOnly.remaining()).isEqualTo(8);
        }

        @Test
        void needs_no_deeper_stack_for_thousands_of_tiny_chunks() throws Exception {
            List<ByteBuffer> chunks = new ArrayList<>();
            for (int i = 0; i < 50_000; i++) {
                chunks.add(ByteBuffer.wrap(new byte[] {(byte) i}));
            }

            Buffer answer = post(new ScriptedChunks(chunks));

            assertThat(answer).isEqualTo(joined(chunks));
        }
    }

    @Nested
    class Reading {
        @Test
        void needs_no_deeper_stack_when_thousands_of_tiny_chunks_are_waiting_already() throws Exception {
            CompletableFuture<Void> sent = new CompletableFuture<>();
            served.set(http -> {
                HttpServerResponse response = http.response().setChunked(true);
                for (int i = 0; i < 20_000; i++) {
                    response.write("x");
                }
                response.end().onComplete(written -> sent.complete(null));
            });
            PatientReader reader = new PatientReader(1);
            Arriving answer = answer();
            sent.get(20, SECONDS);

            answer.read(reader);

            reader.ended.get(30, SECONDS);
            assertThat(reader.bytes).isEqualTo(20_000);
        }

        @Test
        void slows_a_sender_down_that_is_faster_than_its_reader() throws Exception {
            Endless generated = new Endless(96 * MEBIBYTE);
            served.set(http -> generated.subscribe(
                    new WriteStreamSubscriber(http.response().setChunked(true), failure -> {})));
            PatientReader reader = new PatientReader(0);
            Arriving answer = answer();

            answer.read(reader);

            awaitStandstill(generated);
            assertThat(generated.bytes).isPositive().isLessThan(32 * MEBIBYTE);
            answer.run(() -> reader.request(Long.MAX_VALUE));
            reader.ended.get(40, SECONDS);
            assertThat(reader.bytes).isEqualTo(96 * MEBIBYTE);
        }

        @Test
        void abandons_the_exchange_when_its_reader_leaves() throws Exception {
            Endless generated = new Endless(Long.MAX_VALUE);
            served.set(http -> {
                WriteStreamSubscriber writing =
                        new WriteStreamSubscriber(http.response().setChunked(true), failure -> {});
                http.response().closeHandler(closed -> writing.cancel());
                generated.subscribe(writing);
            });
            PatientReader reader = new PatientReader(0);
            Arriving answer = answer();

            answer.read(reader);
            answer.run(() -> {
                reader.request(2);
                reader.cancel();
            });

            await("the generator is let go", () -> generated.cancelled);
            assertThat(reader.ended).isNotDone();
        }

        @Test
        void fails_when_the_sender_breaks_off() throws Exception {
            served.set(this::breakOff);
            PatientReader reader = new PatientReader(1);
            Arriving answer = answer();

            answer.read(reader);

            assertThatThrownBy(() -> reader.ended.get(20, SECONDS)).hasMessageContaining("closed");
        }

        @Test
        void fails_even_when_the_sender_broke_off_before_anyone_read() throws Exception {
            served.set(this::breakOff);
            PatientReader reader = new PatientReader(1);
            Arriving answer = answer();
            answer.closed().get(20, SECONDS);

            answer.read(reader);

            assertThatThrownBy(() -> reader.ended.get(20, SECONDS)).hasMessageContaining("closed");
        }

        private void breakOff(HttpServerRequest http) {
            http.response()
                    .setChunked(true)
                    .write("begun")
                    .onComplete(written -> http.connection().close());
        }
    }

    @Nested
    class Writing {
        @Test
        void cuts_the_answer_short_when_its_source_fails() throws Exception {
            served.set(http -> {
                HttpServerResponse response = http.response().setChunked(true);
                new ScriptedChunks(List.of(bytes("begun"))) {
                    @Override
                    void finish(Flow.Subscriber<? super ByteBuffer> reader) {
                        reader.onError(new IllegalStateException("the source broke"));
                    }
                }.subscribe(new WriteStreamSubscriber(response, failure -> response.reset()));
            });

            Future<Buffer> answer =
                    request(HttpMethod.GET).compose(HttpClientRequest::send).compose(HttpClientResponse::body);

            assertThatThrownBy(() -> get(answer)).hasMessageContaining("closed");
        }

        @Test
        void writes_nothing_more_after_it_was_cancelled() throws Exception {
            CompletableFuture<Boolean> cancelled = new CompletableFuture<>();
            served.set(http -> {
                HttpServerResponse response = http.response().setChunked(true);
                Endless source = new Endless(Long.MAX_VALUE);
                WriteStreamSubscriber writing = new WriteStreamSubscriber(response, failure -> {});
                writing.cancel();
                source.subscribe(writing);
                writing.onNext(bytes("late"));
                writing.onComplete();
                cancelled.complete(source.cancelled && source.bytes == 0 && !response.ended());
                response.end("only this");
            });

            Buffer answer =
                    get(request(HttpMethod.GET).compose(HttpClientRequest::send).compose(HttpClientResponse::body));

            assertThat(answer.toString()).isEqualTo("only this");
            assertThat(cancelled.get(20, SECONDS)).isTrue();
        }
    }

    /** The head of the answer to a GET, its body not yet read, and the event loop it came on. */
    private record Arriving(ReadStreamPublisher body, Context loop, CompletableFuture<Void> closed) {
        void read(PatientReader reader) throws Exception {
            run(() -> body.subscribe(reader));
        }

        void run(Runnable deed) throws Exception {
            CompletableFuture<Void> done = new CompletableFuture<>();
            loop.runOnContext(now -> {
                deed.run();
                done.complete(null);
            });
            done.get(20, SECONDS);
        }
    }

    private Arriving answer() throws Exception {
        return get(request(HttpMethod.GET).compose(HttpClientRequest::send).map(response -> {
            response.pause();
            CompletableFuture<Void> closed = new CompletableFuture<>();
            HttpClientRequest asked = response.request();
            asked.connection().closeHandler(now -> closed.complete(null));
            return new Arriving(
                    new ReadStreamPublisher(response, asked::reset),
                    Objects.requireNonNull(Vertx.currentContext()),
                    closed);
        }));
    }

    private Future<HttpClientRequest> request(HttpMethod method) {
        return client.request(method, server.actualPort(), "127.0.0.1", "/");
    }

    private Buffer post(Flow.Publisher<ByteBuffer> body) throws Exception {
        return get(request(HttpMethod.POST).compose(request -> {
            request.setChunked(true);
            body.subscribe(new WriteStreamSubscriber(request, failure -> request.reset()));
            return request.response().compose(HttpClientResponse::body);
        }));
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(40, SECONDS);
    }

    private static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - end)
                    .as("waited in vain until %s", what)
                    .isNegative();
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Until nothing was generated for a while. Stopping too early only makes the test easier to pass. */
    private static void awaitStandstill(Endless generated) {
        int still = 0;
        for (long before = -1; still < 200; before = generated.bytes) {
            still = before == generated.bytes && before > 0 ? still + 1 : 0;
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    private static ByteBuffer randomBytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return ByteBuffer.wrap(bytes);
    }

    private static Buffer joined(List<ByteBuffer> chunks) {
        Buffer whole = Buffer.buffer();
        for (ByteBuffer chunk : chunks) {
            byte[] bytes = new byte[chunk.remaining()];
            chunk.duplicate().get(bytes);
            whole.appendBytes(bytes);
        }
        return whole;
    }
}

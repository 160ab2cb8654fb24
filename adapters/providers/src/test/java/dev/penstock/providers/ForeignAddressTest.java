package dev.penstock.providers;

import static dev.penstock.providers.ClientLoop.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.application.port.ProviderClient.Address;
import dev.penstock.application.port.ProviderClient.Call;
import dev.penstock.application.port.ProviderClient.ProviderUnreachable;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.provider.Upstream;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.dns.AddressResolverOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls to addresses that came in by the API. Names are known from a hosts file of the test's own. */
class ForeignAddressTest {
    private static final String HOSTS = """
            127.0.0.1 inside.example
            10.1.2.3 private.example
            169.254.169.254 metadata.example
            ::1 six.example
            """;

    private final Vertx vertx = Vertx.vertx(new VertxOptions()
            .setEventLoopPoolSize(1)
            .setAddressResolverOptions(new AddressResolverOptions()
                    .setHostsValue(Buffer.buffer(HOSTS))
                    .setQueryTimeout(500)
                    .setMaxQueries(1)));
    private final ServerSocket server = listen();

    private static ServerSocket listen() {
        try {
            return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        vertx.close().await();
    }

    private CompletableFuture<InferenceReply> send(boolean privateToo, String base) {
        Call plain = ClientLoop.call("GET", base, "/x", Headers.NONE, Body.EMPTY);
        Call call = new Call(
                plain.provider(),
                new Address(Upstream.foreign(base, "/x"), null),
                null,
                "GET",
                Headers.NONE,
                Body.EMPTY,
                null,
                null);
        CompletableFuture<InferenceReply> reply = new CompletableFuture<>();
        vertx.getOrCreateContext()
                .runOnContext(now -> new VertxProviderClient(
                                vertx, ProviderClientSettings.DEFAULTS.withPrivateForeigners(privateToo), Instant::now)
                        .send(call, new CompletableFuture<>())
                        .whenComplete((answer, failure) -> {
                            if (failure != null) {
                                reply.completeExceptionally(failure);
                            } else {
                                reply.complete(answer);
                            }
                        }));
        return reply;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "[0:0:0:0:0:0:0:1]",
                "10.0.0.1",
                "169.254.169.254",
                "[fd00:ec2::254]",
                "0.0.0.0",
                "localhost",
                "inside.example",
                "INSIDE.example",
                "private.example",
                "metadata.example",
                "six.example"
            })
    void refuses_to_call_into_a_private_network_and_does_not_even_connect(String host) throws IOException {
        CompletableFuture<InferenceReply> reply = send(false, "http://%s:%d".formatted(host, server.getLocalPort()));

        assertThatThrownBy(() -> outcome(reply))
                .hasCauseInstanceOf(ProviderUnreachable.class)
                .hasMessageContaining("private network");
        assertNobodyCame();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2130706433", "0x7f000001", "0x7f.1", "127.1", "017700000001"})
    void does_not_reach_loopback_by_another_spelling(String host) throws IOException {
        CompletableFuture<InferenceReply> reply = send(false, "http://%s:%d".formatted(host, server.getLocalPort()));

        assertThatThrownBy(() -> outcome(reply)).hasCauseInstanceOf(ProviderUnreachable.class);
        assertNobodyCame();
    }

    private void assertNobodyCame() throws IOException {
        server.setSoTimeout(1);
        assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void goes_there_when_the_operator_allows_it_and_names_the_host() throws IOException {
        CompletableFuture<InferenceReply> reply = send(true, "http://inside.example:" + server.getLocalPort());

        try (Socket caller = server.accept()) {
            assertThat(firstBytes(caller))
                    .startsWith("GET /x HTTP/1.1\r\n")
                    .containsIgnoringCase("\r\nhost: inside.example:" + server.getLocalPort() + "\r\n");
            caller.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII));
            assertThat(outcome(reply).status()).isEqualTo(200);
        }
    }

    @Test
    void names_the_host_to_a_tls_server_and_not_its_address() throws IOException {
        CompletableFuture<InferenceReply> reply = send(true, "https://inside.example:" + server.getLocalPort());

        try (Socket caller = server.accept()) {
            assertThat(firstBytes(caller)).contains("inside.example");
        }
        assertThatThrownBy(() -> outcome(reply)).hasCauseInstanceOf(ProviderUnreachable.class);
    }

    private static String firstBytes(Socket caller) throws IOException {
        byte[] bytes = new byte[16 * 1024];
        int count = caller.getInputStream().read(bytes);
        return new String(bytes, 0, count, StandardCharsets.ISO_8859_1);
    }
}

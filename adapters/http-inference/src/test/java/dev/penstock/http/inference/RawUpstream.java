package dev.penstock.http.inference;

import dev.penstock.application.port.ProviderClient;
import dev.penstock.application.port.ProviderClient.Address;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.provider.Upstream;
import dev.penstock.providers.ProviderClientSettings;
import dev.penstock.providers.VertxProviderClient;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A provider that answers every request head with the same bytes and hangs up or reads no more, and the real client on its way there. */
final class RawUpstream implements ProviderClient, AutoCloseable {
    private final ServerSocket server;
    private final String answer;
    private final boolean stays;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private @Nullable VertxProviderClient client;

    RawUpstream(String answer) throws IOException {
        this(answer, false);
    }

    /** One that keeps the connection, and reads nothing more from it. */
    static RawUpstream thatStays(String answer) throws IOException {
        return new RawUpstream(answer, true);
    }

    private RawUpstream(String answer, boolean stays) throws IOException {
        this.answer = answer;
        this.stays = stays;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) socket.getInputStream().read());
            }
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
            if (!stays) {
                socket.close();
            }
        } catch (IOException left) {
            // The gateway ended it.
        }
    }

    @Override
    public CompletionStage<InferenceReply> send(Call call, CompletionStage<Void> abandoned) {
        if (client == null) {
            client = new VertxProviderClient(
                    Objects.requireNonNull(Vertx.currentContext()).owner(),
                    ProviderClientSettings.DEFAULTS,
                    Instant::now);
        }
        Upstream here = new Upstream("http://127.0.0.1:" + server.getLocalPort(), "/");
        return client.send(
                new Call(
                        call.provider(),
                        new Address(here, null),
                        call.model(),
                        call.method(),
                        call.headers(),
                        call.body(),
                        null,
                        null),
                abandoned);
    }

    /** Sends a chunked body of at least so many bytes, as far as the other side takes it. */
    static void flood(Door.Caller caller, int bytes) {
        String chunk = "10000\r\n" + "x".repeat(65_536) + "\r\n";
        try {
            for (int sent = 0; sent < bytes; sent += 65_536) {
                caller.write(chunk);
            }
            caller.write("0\r\n\r\n");
        } catch (IOException refused) {
            // What it answered is read next.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        hangUp();
    }

    /** Ends the connections that it still has. */
    void hangUp() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
    }
}

package dev.penstock.http.inference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A caller's WebSocket that keeps what comes. */
final class TestSocket implements WebSocket.Listener, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENCE_SECONDS = 20;

    private final HttpClient client = HttpClient.newHttpClient();
    private final BlockingQueue<Object> messages = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
    private final CompletableFuture<String> closed = new CompletableFuture<>();
    private final boolean reads;
    private @Nullable WebSocket socket;

    private TestSocket(boolean reads) {
        this.reads = reads;
    }

    static TestSocket open(int port, String path, List<String> protocols, String... headers) {
        return open(port, path, true, protocols, headers);
    }

    static TestSocket open(int port, String path, boolean reads, List<String> protocols, String... headers) {
        TestSocket test = new TestSocket(reads);
        WebSocket.Builder builder = test.client.newWebSocketBuilder();
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        if (!protocols.isEmpty()) {
            builder.subprotocols(
                    protocols.getFirst(), protocols.subList(1, protocols.size()).toArray(String[]::new));
        }
        test.socket = builder.buildAsync(URI.create("ws://127.0.0.1:" + port + path), test)
                .join();
        return test;
    }

    WebSocket socket() {
        if (socket == null) {
            throw new IllegalStateException("not open");
        }
        return socket;
    }

    TestSocket send(String message) {
        socket().sendText(message, true).join();
        return this;
    }

    TestSocket send(byte[] message) {
        socket().sendBinary(ByteBuffer.wrap(message), true).join();
        return this;
    }

    /** Sends as much of it as the other side takes. */
    TestSocket begin(String part, boolean last) {
        socket().sendText(part, last).exceptionally(refused -> socket()).join();
        return this;
    }

    /** A message for a chat completion. */
    static String create(String eventId, String provider, String model, boolean stream) {
        return """
                {"type":"universal.create","request":{"eventId":"%s","provider":"%s","endpoint":"chat/completions",\
                "headers":{"authorization":"Bearer sk-canary"},"query":{"model":"%s","stream":%s,\
                "messages":[{"role":"user","content":"how high is the water"}]}}}""".formatted(eventId, provider, model, stream);
    }

    Object next() {
        try {
            Object message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("nothing came");
            }
            return message;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    JsonNode json() {
        try {
            return JSON.readTree((String) next());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** All up to the first of this type, which is the last of them. */
    List<JsonNode> until(String type) {
        List<JsonNode> all = new ArrayList<>();
        do {
            all.add(json());
        } while (!all.getLast().path("type").asText().equals(type));
        return all;
    }

    int waiting() {
        return messages.size();
    }

    /** Code and reason that the other side closed with, or that it broke off. */
    String closed() {
        return closed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    @Override
    public void onOpen(WebSocket opened) {
        if (reads) {
            opened.request(Long.MAX_VALUE);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        text.append(part);
        if (last) {
            messages.add(text.toString());
            text.setLength(0);
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
        byte[] bytes = new byte[part.remaining()];
        part.get(bytes);
        binary.writeBytes(bytes);
        if (last) {
            messages.add(binary.toByteArray());
            binary.reset();
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code + " " + reason);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        closed.complete("broken");
    }

    /** Leaves without a word. */
    void vanish() {
        socket().abort();
    }

    @Override
    public void close() {
        socket().abort();
        client.close();
    }
}

package dev.penstock.http.management;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends bytes as they are over one connection, and opens another when the server has ended it. For one thread. */
final class RawClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final int port;
    private @Nullable Socket socket;
    private @Nullable InputStream input;

    RawClient(int port) {
        this.port = port;
    }

    /** What the server says; empty when it ends the connection without a word. */
    Optional<Seen> send(RawCall call) {
        try {
            if (!call.keepsConnection()) {
                close();
            }
            InputStream answer = write(call);
            return read(call, answer);
        } catch (IOException e) {
            throw new UncheckedIOException(call.toString(), e);
        }
    }

    private InputStream write(RawCall call) throws IOException {
        if (socket == null || input == null) {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            input = new BufferedInputStream(socket.getInputStream());
        }
        socket.getOutputStream().write(call.bytes());
        if (!call.keepsConnection()) {
            socket.shutdownOutput();
        }
        return input;
    }

    private Optional<Seen> read(RawCall call, InputStream from) throws IOException {
        String status = line(from);
        if (status.isEmpty()) {
            close();
            return Optional.empty();
        }
        Map<String, String> headers = new HashMap<>();
        for (String line = line(from); !line.isEmpty(); line = line(from)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int code = Integer.parseInt(status.split(" ", 3)[1]);
        if (code == 100) {
            return read(call, from);
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        byte[] body = call.method().equals("HEAD") ? new byte[0] : from.readNBytes(length);
        if ("close".equals(headers.get("connection")) || !call.keepsConnection()) {
            close();
        }
        String type = headers.getOrDefault("content-type", "");
        return Optional.of(new Seen(call.method(), call.rawPath(), code, type, tree(type, body)));
    }

    private static JsonNode tree(String type, byte[] body) throws IOException {
        return type.equals("application/json") && body.length > 0 ? JSON.readTree(body) : JSON.missingNode();
    }

    private static String line(InputStream from) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = from.read(); next >= 0 && next != '\n'; next = from.read()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }

    @Override
    public void close() {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        socket = null;
        input = null;
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package dev.penstock.http.management;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request as bytes, so that it may be one that no client library would send.
 *
 * @param target path and query as they stand on the request line
 * @param headers whole lines, without the ones that say how long the body is
 */
record RawCall(String method, String target, List<String> headers, Buffer body, Framing framing) {
    private static final int SHOWN = 400;

    /** How the end of the body is told. */
    enum Framing {
        LENGTH,
        CHUNKED,
        /** A chunk whose size is no number. */
        BROKEN_CHUNK,
        /** The sender ends before the body does. */
        CUT_SHORT,
        /** Two answers to the question how long it is. */
        BOTH
    }

    RawCall {
        headers = List.copyOf(headers);
    }

    static RawCall of(String method, String target, byte @Nullable [] body) {
        List<String> headers =
                List.of("host: localhost", "authorization: Bearer " + Server.TOKEN, "content-type: application/json");
        return new RawCall(
                method, target, headers, body == null ? Buffer.buffer() : Buffer.buffer(body), Framing.LENGTH);
    }

    RawCall withMethod(String other) {
        return new RawCall(other, target, headers, body, framing);
    }

    RawCall withTarget(String other) {
        return new RawCall(method, other, headers, body, framing);
    }

    RawCall withBody(byte[] other) {
        return new RawCall(method, target, headers, Buffer.buffer(other), framing);
    }

    RawCall withFraming(Framing other) {
        return new RawCall(method, target, headers, body, other);
    }

    /** With this header line instead of any that has its name; a line without a value takes the header away. */
    RawCall withHeader(String line) {
        String name = line.substring(0, line.indexOf(':') + 1);
        List<String> others = new ArrayList<>(headers);
        others.removeIf(header -> header.startsWith(name));
        if (line.length() > name.length()) {
            others.add(line);
        }
        return new RawCall(method, target, others, body, framing);
    }

    String rawPath() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** Whether a server that reads strictly can still use the connection afterwards. */
    boolean keepsConnection() {
        return framing == Framing.LENGTH || framing == Framing.CHUNKED;
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        headers.forEach(header -> head.append(header).append("\r\n"));
        head.append(
                switch (framing) {
                    case LENGTH -> "content-length: " + body.length();
                    case CHUNKED, BROKEN_CHUNK -> "transfer-encoding: chunked";
                    case CUT_SHORT -> "content-length: " + (body.length() + 10);
                    case BOTH -> "content-length: " + body.length() + "\r\ntransfer-encoding: chunked";
                });
        bytes.writeBytes(head.append("\r\n\r\n").toString().getBytes(StandardCharsets.UTF_8));
        switch (framing) {
            case LENGTH, CUT_SHORT -> bytes.writeBytes(body.getBytes());
            case CHUNKED, BOTH -> writeChunks(bytes);
            case BROKEN_CHUNK -> bytes.writeBytes("zz\r\n{}\r\n0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private void writeChunks(ByteArrayOutputStream bytes) {
        int size = Math.max(1, body.length() / 3);
        for (int from = 0; from < body.length(); from += size) {
            int length = Math.min(size, body.length() - from);
            bytes.writeBytes((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.UTF_8));
            bytes.writeBytes(body.getBytes(from, from + length));
            bytes.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        bytes.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        byte[] all = bytes();
        String text = new String(all, StandardCharsets.ISO_8859_1).replaceAll("[^ -~\r\n]", "?");
        return all.length + " bytes: " + text.substring(0, Math.min(SHOWN, text.length()));
    }
}

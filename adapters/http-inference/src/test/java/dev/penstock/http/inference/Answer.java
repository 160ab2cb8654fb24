package dev.penstock.http.inference;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An HTTP answer as it came over the wire. One that was cut short cannot be read. */
record Answer(String version, int status, List<String> headerLines, Buffer body) {
    static Answer read(InputStream in) throws IOException {
        Answer head = head(in);
        boolean empty = head.status == 204 || head.status == 304 || head.status < 200;
        byte[] body;
        if (empty) {
            body = new byte[0];
        } else if (head.values("transfer-encoding").contains("chunked")) {
            body = chunks(in);
        } else if (head.values("content-length").isEmpty()) {
            body = in.readAllBytes();
        } else {
            int length = Integer.parseInt(head.header("content-length"));
            body = in.readNBytes(length);
            if (body.length < length) {
                throw new EOFException("cut short after " + body.length);
            }
        }
        return new Answer(head.version, head.status, head.headerLines, Buffer.buffer(body));
    }

    static Answer head(InputStream in) throws IOException {
        String first = line(in);
        List<String> lines = new ArrayList<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            lines.add(line);
        }
        return new Answer(
                first.substring(0, first.indexOf(' ')),
                Integer.parseInt(first.substring(9, 12)),
                lines,
                Buffer.buffer());
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] chunk = chunk(in); chunk.length > 0; chunk = chunk(in)) {
            body.writeBytes(chunk);
        }
        return body.toByteArray();
    }

    /** The next chunk; an empty one is the last. */
    static byte[] chunk(InputStream in) throws IOException {
        int length = Integer.parseInt(line(in), 16);
        byte[] chunk = in.readNBytes(length);
        if (chunk.length < length) {
            throw new EOFException("cut short in a chunk");
        }
        line(in);
        return chunk;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("cut short in a line: " + line);
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }

    List<String> values(String name) {
        return headerLines.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .toList();
    }

    /** The one value under a name; empty for none. */
    String header(String name) {
        List<String> values = values(name);
        if (values.size() > 1) {
            throw new AssertionError(name + " was sent " + values.size() + " times: " + values);
        }
        return values.isEmpty() ? "" : values.get(0);
    }

    String text() {
        return body.toString(StandardCharsets.UTF_8);
    }
}

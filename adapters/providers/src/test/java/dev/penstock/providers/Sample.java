package dev.penstock.providers;

import dev.penstock.domain.inference.Header;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.Metering;
import dev.penstock.domain.inference.TokenUsage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** A reply as a provider words it, with what it says about its model and its tokens. */
record Sample(String file, String type, Metering said) {
    private static final String JSON = "application/json";
    private static final String EVENTS = "text/event-stream; charset=utf-8";

    private static final String BINARY = "application/vnd.amazon.eventstream";

    static List<Sample> all() {
        Metering chat = said("gpt-4o-mini-2024-07-18", new TokenUsage(19, 10, 4, 0, true));
        Metering responses = said("gpt-4.1-2025-04-14", new TokenUsage(36, 87, 12, 0, true));
        Metering anthropic = said("claude-sonnet-4-5-20250929", new TokenUsage(25, 15, 600, 200, false));
        Metering gemini = said("gemini-2.5-flash", new TokenUsage(14, 83, 6, 0, true));
        Metering cohere = said(null, TokenUsage.of(5, 418));
        Metering workers = said(null, TokenUsage.of(11, 6));
        return List.of(
                new Sample("openai-chat.json", JSON, chat),
                new Sample("openai-chat.sse", EVENTS, chat),
                new Sample("azure-openai.sse", EVENTS, said("gpt-4o-mini-2024-07-18", null)),
                new Sample("openai-responses.json", JSON, responses),
                new Sample("openai-responses.sse", EVENTS, responses),
                new Sample("openai-embeddings.json", JSON, said("text-embedding-3-small", TokenUsage.of(8, 0))),
                new Sample("anthropic.json", JSON, anthropic),
                new Sample("anthropic.sse", EVENTS, anthropic),
                new Sample("gemini.json", "application/json; charset=UTF-8", gemini),
                new Sample("gemini-array.json", JSON, gemini),
                new Sample("gemini.sse", "text/event-stream", gemini),
                new Sample("bedrock-converse.json", JSON, said(null, new TokenUsage(30, 628, 1024, 64, false))),
                new Sample("bedrock-converse.bin", BINARY, said(null, new TokenUsage(30, 628, 1024, 64, false))),
                new Sample("bedrock-invoke.bin", BINARY, anthropic),
                new Sample("cohere-v2.json", JSON, cohere),
                new Sample("cohere-v2.sse", EVENTS, cohere),
                new Sample("cohere-v1.json", JSON, cohere),
                new Sample("cohere-v1.jsonl", "application/stream+json", cohere),
                new Sample("cohere-v1.sse", EVENTS, cohere),
                new Sample("workers-ai.json", JSON, workers),
                new Sample("workers-ai.sse", EVENTS, workers));
    }

    private static Metering said(@Nullable String model, @Nullable TokenUsage usage) {
        return new Metering(model, usage);
    }

    static List<Sample> events() {
        return all().stream().filter(sample -> sample.file.endsWith(".sse")).toList();
    }

    byte[] bytes() {
        try (InputStream in = Sample.class.getResourceAsStream("samples/" + file)) {
            return Objects.requireNonNull(in, file).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    Headers headers() {
        return new Headers(List.of(new Header("Content-Type", type)));
    }

    Headers headers(String encoding) {
        return headers().with("Content-Encoding", encoding);
    }

    static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(plain, bytes, true);
        return bytes.toByteArray();
    }

    static byte[] deflate(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(plain, bytes, false);
        return bytes.toByteArray();
    }

    private static void write(byte[] plain, OutputStream into, boolean gzip) {
        try (OutputStream out = gzip ? new GZIPOutputStream(into) : new DeflaterOutputStream(into)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The pieces of a body that is cut at these places. */
    static List<byte[]> cut(byte[] body, int... places) {
        List<byte[]> pieces = new ArrayList<>();
        int from = 0;
        for (int place : places) {
            pieces.add(slice(body, from, place));
            from = place;
        }
        pieces.add(slice(body, from, body.length));
        return pieces;
    }

    /** The pieces of a body that is cut everywhere. */
    static List<byte[]> everyByte(byte[] body) {
        List<byte[]> pieces = new ArrayList<>();
        for (int i = 0; i < body.length; i++) {
            pieces.add(slice(body, i, i + 1));
        }
        return pieces;
    }

    private static byte[] slice(byte[] body, int from, int to) {
        byte[] piece = new byte[to - from];
        System.arraycopy(body, from, piece, 0, piece.length);
        return piece;
    }

    @Override
    public String toString() {
        return file;
    }
}

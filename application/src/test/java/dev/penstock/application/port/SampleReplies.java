package dev.penstock.application.port;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.penstock.domain.cache.CacheKey;
import dev.penstock.domain.cache.KeptReply;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.provider.ProviderId;
import java.nio.ByteBuffer;
import java.time.Instant;

/** Answers to keep, and keys to keep them under. */
public final class SampleReplies {
    public static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private SampleReplies() {}

    public static CacheKey key(long number) {
        return new CacheKey(number, 2, 3, 4);
    }

    public static KeptReply kept(String body) {
        return kept(ByteBuffer.wrap(body.getBytes(UTF_8)));
    }

    public static KeptReply kept(ByteBuffer body) {
        Headers headers = Headers.NONE.with("content-type", "application/json");
        return new KeptReply(headers, body, false, new ProviderId("openai"), "gpt-4o", NOON);
    }
}

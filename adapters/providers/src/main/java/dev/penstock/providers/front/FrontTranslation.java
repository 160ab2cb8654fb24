package dev.penstock.providers.front;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.providers.chat.Json;
import dev.penstock.providers.chat.UnreadableReplyException;
import dev.penstock.providers.chat.UntranslatableException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.concurrent.Flow;

/**
 * One call in a caller's API, made of a call in chat completions: the face of this package. Ask for {@link #request}, send it
 * to whoever speaks chat completions, and give what came to {@link #reply}, {@link #error} or {@link #stream}.
 */
public final class FrontTranslation {
    private final CallerApi api;
    private final Asked asked;
    private final ObjectNode chat;

    private FrontTranslation(CallerApi api, Asked asked) {
        this.api = api;
        this.asked = asked;
        chat = api.toChat(asked.request());
    }

    /** With the model that stands in the request. */
    public static FrontTranslation of(CallerApi api, ByteBuffer request, String id, Instant at) {
        return new FrontTranslation(api, new Asked(object(request), id, at));
    }

    /**
     * Reads a request.
     *
     * @param model as it was asked for; the answer repeats it
     * @param id letters and digits that no other request has
     * @throws UntranslatableException when it is no JSON object, or chat completions cannot say it
     */
    public static FrontTranslation of(CallerApi api, ByteBuffer request, String model, String id, Instant at) {
        return new FrontTranslation(api, new Asked(object(request), id, at, model));
    }

    private static ObjectNode object(ByteBuffer request) {
        ObjectNode read = Json.objectStrictly(request);
        if (read == null) {
            throw new UntranslatableException("the request must be a JSON object that gives no key twice");
        }
        return read;
    }

    /** In chat completions; the model stands in it as the caller wrote it. */
    public ByteBuffer request() {
        return Json.buffer(chat);
    }

    /** In chat completions, for a provider that calls the model so. */
    public ByteBuffer request(String model) {
        return Json.buffer(chat.deepCopy().put("model", model));
    }

    /** Whether the caller asked for a stream. */
    public boolean isStreamed() {
        return asked.streamed();
    }

    /**
     * A whole answer in the caller's API, as JSON.
     *
     * @throws UnreadableReplyException when it is no chat completion, or cannot be said in the caller's API
     */
    public ByteBuffer reply(ByteBuffer chatReply) {
        JsonNode reply = Json.read(chatReply);
        if (reply == null) {
            throw new UnreadableReplyException("the provider's reply is no JSON");
        }
        return Json.buffer(api.reply(reply, asked));
    }

    /** A refusal in the caller's API, as JSON; anything may have come. */
    public ByteBuffer error(int status, ByteBuffer chatError) {
        JsonNode error = Json.read(chatError);
        return Json.buffer(api.error(status, error == null ? MissingNode.getInstance() : error, asked));
    }

    /** A streamed answer as the caller's API's events ({@code text/event-stream}), to be read once and on one thread. */
    public Flow.Publisher<ByteBuffer> stream(Flow.Publisher<ByteBuffer> chatChunks) {
        return new FrontChunks(chatChunks, api.stream(asked));
    }
}

package dev.penstock.providers.front;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

    /**
     * Reads a request.
     *
     * @param id letters and digits that no other request has
     * @throws UntranslatableException when it is no JSON object, or chat completions cannot say it
     */
    public static FrontTranslation of(CallerApi api, ByteBuffer request, String id, Instant at) {
        if (Json.readStrictly(bytes(request)) instanceof ObjectNode object) {
            return new FrontTranslation(api, new Asked(object, id, at));
        }
        throw new UntranslatableException("", "the request must be a JSON object that gives no key twice");
    }

    /** In chat completions; the model stands in it as the caller wrote it. */
    public ByteBuffer request() {
        return ByteBuffer.wrap(Json.bytes(chat));
    }

    /** In chat completions, for a provider that calls the model so. */
    public ByteBuffer request(String model) {
        return ByteBuffer.wrap(Json.bytes(chat.deepCopy().put("model", model)));
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
        JsonNode reply = Json.read(bytes(chatReply));
        if (reply == null) {
            throw new UnreadableReplyException("the provider's reply is no JSON");
        }
        return ByteBuffer.wrap(Json.bytes(api.reply(reply, asked)));
    }

    /** A refusal in the caller's API, as JSON; anything may have come. */
    public ByteBuffer error(int status, ByteBuffer chatError) {
        JsonNode error = Json.read(bytes(chatError));
        return ByteBuffer.wrap(Json.bytes(api.error(status, error == null ? MissingNode.getInstance() : error, asked)));
    }

    /** A streamed answer as the caller's API's events ({@code text/event-stream}), to be read once and on one thread. */
    public Flow.Publisher<ByteBuffer> stream(Flow.Publisher<ByteBuffer> chatChunks) {
        return new FrontChunks(chatChunks, api.stream(asked));
    }

    private static byte[] bytes(ByteBuffer json) {
        byte[] bytes = new byte[json.remaining()];
        json.duplicate().get(bytes);
        return bytes;
    }
}

package dev.penstock.providers.dialect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.domain.inference.Header;
import dev.penstock.domain.inference.Headers;
import dev.penstock.providers.chat.Json;
import dev.penstock.providers.chat.UnreadableReplyException;
import dev.penstock.providers.chat.UntranslatableException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * One chat on its way through a {@link Dialect} and back. Holds the request and a whole reply in memory: the caller of it sees
 * to it that both are bounded. A translated call has to ask the provider for {@link #ACCEPT_ENCODING}.
 */
public final class Translation {
    /** What to send as {@code accept-encoding}: only plain replies can be translated. */
    public static final String ACCEPT_ENCODING = "identity";

    private static final String EVENTS = "text/event-stream";
    private static final String JSON = "application/json";
    private static final Set<String> SPEAK_OF_THE_CHAT =
            Set.of("accept", "accept-encoding", "content-type", "content-length", "content-encoding");
    private static final Set<String> SPEAK_OF_THE_REPLY = Set.of("content-type", "content-length", "content-encoding");

    private final Dialect dialect;
    private final Asked asked;
    private final boolean stream;
    private final ByteBuffer body;

    private Translation(Dialect dialect, Asked asked, boolean stream, ByteBuffer body) {
        this.dialect = dialect;
        this.asked = asked;
        this.stream = stream;
        this.body = body;
    }

    /**
     * Translates a request.
     *
     * @param model the provider's name for the model
     * @param asked what the answer repeats; whether it tells usage is read from the request
     * @throws UntranslatableException when it cannot be said in that dialect, or is no JSON object
     */
    public static Translation of(Dialect dialect, String model, ByteBuffer request, Asked asked) {
        ObjectNode chat = Json.object(request);
        if (chat == null) {
            throw new UntranslatableException("the body must be a JSON object");
        }
        ChatRequest read = ChatRequest.of(chat);
        ByteBuffer own = Json.buffer(dialect.request(read, model));
        return new Translation(dialect, asked.withUsage(read.includeUsage()), read.stream(), own);
    }

    /** The provider's own request, as JSON. */
    public ByteBuffer body() {
        return body.duplicate();
    }

    /** Whether the caller asked for a stream. */
    public boolean stream() {
        return stream;
    }

    public Asked asked() {
        return asked;
    }

    /** Whether a reply of this type is one for {@link #stream(Flow.Publisher)}. */
    public static boolean isEvents(@Nullable String contentType) {
        String type = Objects.requireNonNullElse(contentType, "").toLowerCase(Locale.ROOT);
        return type.startsWith(EVENTS) || type.startsWith(AmazonEventStream.MEDIA_TYPE);
    }

    /** The caller's headers, but for those that speak of the body before it was translated or of the reply's form. */
    public static Headers plain(Headers callers) {
        return callers.without(line -> SPEAK_OF_THE_CHAT.contains(line.name().toLowerCase(Locale.ROOT)))
                .with("content-type", JSON)
                .with("accept-encoding", ACCEPT_ENCODING);
    }

    /** The headers to send: {@link #plain} ones, and what the provider's API wants besides. */
    public Headers headers(Headers callers) {
        Headers headers = plain(callers);
        for (Header wanted : dialect.headers()) {
            headers = headers.get(wanted.name()) == null ? headers.with(wanted.name(), wanted.value()) : headers;
        }
        return headers;
    }

    /** The headers to answer with: the provider's, but for those that speak of its own body. */
    public static Headers replyHeaders(Headers own, boolean events) {
        return own.without(line -> SPEAK_OF_THE_REPLY.contains(line.name().toLowerCase(Locale.ROOT)))
                .with("content-type", events ? EVENTS : JSON);
    }

    /**
     * Translates a whole reply; an error that says nothing readable becomes one that names the status.
     *
     * @throws UnreadableReplyException when a successful reply is not what the provider's API promises
     */
    public ByteBuffer reply(int status, ByteBuffer reply) {
        ObjectNode own = Json.object(reply);
        if (status >= 400) {
            return Json.buffer(own == null ? ChatError.ofStatus(status) : dialect.error(status, own));
        }
        if (own == null) {
            throw new UnreadableReplyException("the reply is not a JSON object");
        }
        return Json.buffer(dialect.reply(own, asked));
    }

    /**
     * Translates a streamed reply, chunk for chunk. A stream that is cut short, or in which the provider says that it failed, ends
     * with a {@link StreamBrokenException}.
     */
    public Flow.Publisher<ByteBuffer> stream(Flow.Publisher<ByteBuffer> own) {
        return new TranslatedChunks(own, this::translator);
    }

    StreamTranslator translator() {
        return new StreamTranslator(dialect, asked);
    }
}

package dev.penstock.providers;

import dev.penstock.application.port.ProviderClient.Call;
import dev.penstock.application.port.ProviderClient.Translation;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.provider.Api;
import dev.penstock.providers.dialect.Asked;
import dev.penstock.providers.dialect.Dialect;
import dev.penstock.providers.dialect.Dialects;
import dev.penstock.providers.front.CallerApi;
import dev.penstock.providers.front.FrontTranslation;
import dev.penstock.providers.front.MessagesApi;
import dev.penstock.providers.front.ResponsesApi;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a caller and a provider for one call: the caller's API is told as chat completions, those in the provider's
 * dialect, and the answer takes the same way back (decision 20). Either half may be missing.
 */
final class Interpreter {
    private final Call call;
    private final @Nullable FrontTranslation front;
    private final dev.penstock.providers.dialect.@Nullable Translation dialect;

    private Interpreter(
            Call call, @Nullable FrontTranslation front, dev.penstock.providers.dialect.@Nullable Translation dialect) {
        this.call = call;
        this.front = front;
        this.dialect = dialect;
    }

    /** Fails with a {@code ProblemException} when the request cannot be told. */
    static Interpreter of(Call call, Translation wanted, String id, Instant now) {
        if (!(call.body() instanceof Body.Whole(ByteBuffer body))) {
            throw untranslatable("the body must be read whole");
        }
        try {
            CallerApi api = api(wanted.from());
            FrontTranslation front = api == null ? null : FrontTranslation.of(api, body, id, now);
            ByteBuffer chat = front == null ? body : front.request(Objects.requireNonNull(call.model()));
            return new Interpreter(call, front, dialect(call, wanted, chat, new Asked(id, wanted.askedModel(), now)));
        } catch (dev.penstock.providers.dialect.UntranslatableException
                | dev.penstock.providers.front.UntranslatableException reason) {
            throw untranslatable(String.valueOf(reason.getMessage()));
        }
    }

    private static @Nullable CallerApi api(Api from) {
        return switch (from) {
            case CHAT_COMPLETIONS -> null;
            case RESPONSES -> new ResponsesApi();
            case MESSAGES -> new MessagesApi();
        };
    }

    private static dev.penstock.providers.dialect.@Nullable Translation dialect(
            Call call, Translation wanted, ByteBuffer chat, Asked asked) {
        if (wanted.dialect() == null) {
            return null;
        }
        Dialect dialect = Objects.requireNonNull(
                Dialects.named(wanted.dialect()), () -> "no dialect is called " + wanted.dialect());
        return dev.penstock.providers.dialect.Translation.of(
                dialect, Objects.requireNonNull(call.model()), chat, asked);
    }

    private static ProblemException untranslatable(String reason) {
        return new ProblemException(new Problem.UnreadableCompletion(reason));
    }

    /** The call as it goes out. */
    Call call() {
        return dialect != null
                ? with(dialect.headers(call.headers()), dialect.body())
                : with(
                        plainJson(call.headers()),
                        Objects.requireNonNull(front).request(Objects.requireNonNull(call.model())));
    }

    private Call with(Headers headers, ByteBuffer body) {
        return new Call(
                call.provider(),
                call.address(),
                call.model(),
                call.method(),
                headers,
                new Body.Whole(body),
                call.credential(),
                null);
    }

    private static Headers plainJson(Headers callers) {
        return callers.without(line -> line.isNamed("content-type")
                        || line.isNamed("content-encoding")
                        || line.isNamed("accept")
                        || line.isNamed("accept-encoding"))
                .with("content-type", "application/json")
                .with("accept-encoding", dev.penstock.providers.dialect.Translation.ACCEPT_ENCODING);
    }

    /** Whether a reply comes as events, whatever the caller asked for. */
    static boolean isEvents(InferenceReply reply) {
        return dev.penstock.providers.dialect.Translation.isEvents(
                reply.headers().get("content-type"));
    }

    InferenceReply headers(InferenceReply reply, boolean events) {
        Headers headers = dev.penstock.providers.dialect.Translation.replyHeaders(reply.headers(), events);
        return new InferenceReply(reply.status(), headers, reply.body(), reply.origin(), reply.meter());
    }

    ByteBuffer whole(int status, ByteBuffer own) {
        ByteBuffer chat = dialect == null ? own : dialect.reply(status, own);
        if (front == null) {
            return chat;
        }
        return status >= 400 ? front.error(status, chat) : front.reply(chat);
    }

    Flow.Publisher<ByteBuffer> stream(Flow.Publisher<ByteBuffer> own) {
        Flow.Publisher<ByteBuffer> chat = dialect == null ? own : dialect.stream(own);
        return front == null ? chat : front.stream(chat);
    }
}

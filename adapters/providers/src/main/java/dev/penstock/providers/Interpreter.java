package dev.penstock.providers;

import dev.penstock.application.port.ProviderClient;
import dev.penstock.application.port.ProviderClient.Call;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.provider.Api;
import dev.penstock.providers.chat.UnreadableReplyException;
import dev.penstock.providers.chat.UntranslatableException;
import dev.penstock.providers.dialect.Asked;
import dev.penstock.providers.dialect.Dialects;
import dev.penstock.providers.dialect.Translation;
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
 * dialect, and the answer takes the same way back (decision 20).
 *
 * @param call as it goes out
 * @param front null where the caller speaks chat completions
 * @param dialect null where the provider does
 */
record Interpreter(
        Call call,
        @Nullable FrontTranslation front,
        @Nullable Translation dialect) {
    /** Fails with a {@code ProblemException} when the request cannot be told. */
    static Interpreter of(Call call, ProviderClient.Translation wanted, String id, Instant now) {
        if (!(call.body() instanceof Body.Whole(ByteBuffer body))) {
            throw untranslatable("the body must be read whole");
        }
        String model = Objects.requireNonNull(call.model());
        try {
            FrontTranslation front = front(wanted, body, id, now);
            ByteBuffer chat = front == null ? body : front.request(model);
            Translation dialect = dialect(wanted, model, chat, id, now);
            return dialect == null
                    ? new Interpreter(with(call, Translation.plain(call.headers()), chat), front, null)
                    : new Interpreter(with(call, dialect.headers(call.headers()), dialect.body()), front, dialect);
        } catch (UntranslatableException reason) {
            throw untranslatable(String.valueOf(reason.getMessage()));
        }
    }

    private static @Nullable FrontTranslation front(
            ProviderClient.Translation wanted, ByteBuffer body, String id, Instant now) {
        CallerApi api = api(wanted.from());
        return api == null ? null : FrontTranslation.of(api, body, wanted.askedModel(), id, now);
    }

    private static @Nullable CallerApi api(Api from) {
        return switch (from) {
            case CHAT_COMPLETIONS -> null;
            case RESPONSES -> new ResponsesApi();
            case MESSAGES -> new MessagesApi();
        };
    }

    private static @Nullable Translation dialect(
            ProviderClient.Translation wanted, String model, ByteBuffer chat, String id, Instant now) {
        String name = wanted.dialect();
        return name == null
                ? null
                : Translation.of(
                        Objects.requireNonNull(Dialects.named(name), () -> "no dialect is called " + name),
                        model,
                        chat,
                        new Asked("chatcmpl-" + id, wanted.askedModel(), now));
    }

    private static ProblemException untranslatable(String reason) {
        return new ProblemException(new Problem.UnreadableCompletion(reason));
    }

    private static Call with(Call call, Headers headers, ByteBuffer body) {
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

    /** Whether a reply comes as events, whatever the caller asked for. */
    static boolean isEvents(InferenceReply reply) {
        return Translation.isEvents(reply.headers().get("content-type"));
    }

    /** Fails with a {@code ProblemException} when the provider's answer cannot be told. */
    InferenceReply whole(InferenceReply reply, ByteBuffer own) {
        try {
            return told(reply, false, new Body.Whole(whole(reply.status(), own)));
        } catch (UnreadableReplyException unreadable) {
            throw new ProblemException(
                    new Problem.UnreadableReply(reply.origin().provider(), String.valueOf(unreadable.getMessage())));
        }
    }

    private ByteBuffer whole(int status, ByteBuffer own) {
        ByteBuffer chat = dialect == null ? own : dialect.reply(status, own);
        if (front == null) {
            return chat;
        }
        return status >= 400 ? front.error(status, chat) : front.reply(chat);
    }

    InferenceReply streamed(InferenceReply reply, Flow.Publisher<ByteBuffer> own) {
        Flow.Publisher<ByteBuffer> chat = dialect == null ? own : dialect.stream(own);
        return told(reply, true, new Body.Streamed(front == null ? chat : front.stream(chat), -1));
    }

    private static InferenceReply told(InferenceReply reply, boolean events, Body body) {
        Headers headers = Translation.replyHeaders(reply.headers(), events);
        return new InferenceReply(reply.status(), headers, body, reply.origin(), reply.meter());
    }
}

package dev.penstock.providers.form;

import dev.penstock.application.port.AnswerForms;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.RequestTarget;
import dev.penstock.domain.provider.Api;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The APIs whose answers are JSON, whole or as server-sent events. Keeps nothing between calls. */
public final class JsonAnswerForms implements AnswerForms {
    private static final Wording CHAT = new ChatWording();
    private static final Wording MESSAGES = new MessagesWording();
    private static final Wording RESPONSES = new ResponsesWording();
    private static final Wording GEMINI = new GeminiWording();

    @Override
    public @Nullable StreamForm stream(RequestTarget target, InferenceReply reply) {
        boolean events = mediaType(reply).startsWith("text/event-stream") && isPlain(reply);
        Wording wording = events ? wording(target) : null;
        return wording == null ? null : new SseForm(wording);
    }

    private static @Nullable Wording wording(RequestTarget target) {
        return switch (target) {
            case RequestTarget.Unified(Api api, String query) -> wording(api);
            case RequestTarget.Native(String slug, String path, String query) -> wording(path);
            case RequestTarget.Universal steps -> null;
        };
    }

    private static @Nullable Wording wording(Api api) {
        return switch (api) {
            case CHAT_COMPLETIONS -> CHAT;
            case MESSAGES -> MESSAGES;
            case RESPONSES -> RESPONSES;
        };
    }

    private static @Nullable Wording wording(String path) {
        String below = "/" + path;
        for (Api api : Api.values()) {
            if (below.endsWith("/" + api.path())) {
                return wording(api);
            }
        }
        return path.endsWith(":streamGenerateContent") ? GEMINI : null;
    }

    private static String mediaType(InferenceReply reply) {
        return Objects.requireNonNullElse(reply.headers().get("content-type"), "")
                .toLowerCase(Locale.ROOT);
    }

    private static boolean isPlain(InferenceReply reply) {
        String encoding = reply.headers().get("content-encoding");
        return encoding == null || encoding.isBlank() || encoding.strip().equalsIgnoreCase("identity");
    }

    @Override
    public @Nullable String faultIn(InferenceReply reply, ByteBuffer whole) {
        String type = mediaType(reply);
        boolean answered = reply.status() / 100 == 2 && reply.status() != 204;
        return answered && WholeJson.isOne(type) && isPlain(reply) ? WholeJson.faultIn(whole) : null;
    }

    @Override
    public boolean isRefusal(InferenceReply reply, ByteBuffer whole) {
        return reply.status() / 100 == 4 && reply.status() != 429 && isPlain(reply) && ContentRefusal.isSaidIn(whole);
    }

    @Override
    public @Nullable ByteBuffer continuing(RequestTarget target, ByteBuffer body, String shown) {
        Wording wording = wording(target);
        return wording != null && wording.joint() != null ? Prefill.added(body, shown) : null;
    }
}

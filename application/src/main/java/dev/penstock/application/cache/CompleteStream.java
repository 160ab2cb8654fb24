package dev.penstock.application.cache;

import dev.penstock.domain.inference.Headers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads along in a stream of events and tells whether it said all that it had to say: no error inside it, and the last word of
 * its dialect where one is known. Other bodies are complete when they end. For one thread.
 */
final class CompleteStream {
    private static final String EVENTS = "text/event-stream";
    /** Streams in which nobody looks for errors. */
    private static final Set<String> OPAQUE =
            Set.of("application/vnd.amazon.eventstream", "application/x-ndjson", "application/stream+json");

    /** As much of a line as tells what it is. */
    private static final int LINE_HEAD = 256;

    private static final byte[] FINISH = "\"finishReason\"".getBytes(StandardCharsets.US_ASCII);

    private final boolean events;
    private final boolean readable;
    private final StringBuilder line = new StringBuilder(LINE_HEAD);
    private @Nullable Dialect dialect;
    private boolean lastWord;
    private boolean failed;
    private boolean finished;
    private int matched;

    /** What ends a stream. The first line that is known decides. */
    private enum Dialect {
        OPENAI_CHAT,
        OPENAI_RESPONSES,
        ANTHROPIC,
        COHERE,
        GEMINI
    }

    CompleteStream(Headers reply) {
        String type = mediaType(reply.get("content-type"));
        events = type.equals(EVENTS);
        String encoding = reply.get("content-encoding");
        boolean plain = encoding == null || encoding.equalsIgnoreCase("identity");
        readable = events ? plain : !OPAQUE.contains(type);
    }

    private static String mediaType(@Nullable String type) {
        if (type == null) {
            return "";
        }
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }

    boolean isOfEvents() {
        return events;
    }

    void read(ByteBuffer chunk) {
        if (!events || !readable || failed) {
            return;
        }
        for (int i = chunk.position(); i < chunk.limit(); i++) {
            byte next = chunk.get(i);
            if (next == '\n' || next == '\r') {
                line();
            } else {
                lookForFinish(next);
                if (line.length() < LINE_HEAD) {
                    line.append((char) (next & 0xff));
                }
            }
        }
    }

    /** Text cannot be mistaken for it: quotes inside of it are escaped. No part of the word begins it anew but its quote. */
    private void lookForFinish(byte next) {
        if (next == FINISH[matched]) {
            matched++;
        } else {
            matched = next == FINISH[0] ? 1 : 0;
        }
        if (matched == FINISH.length) {
            finished = true;
            matched = 0;
        }
    }

    private void line() {
        String text = line.toString();
        line.setLength(0);
        if (text.startsWith("event:")) {
            event(text.substring("event:".length()).strip());
        } else if (text.startsWith("data:")) {
            document(text.substring("data:".length()).strip());
        }
    }

    private void event(String name) {
        switch (name) {
            case "error", "response.failed" -> failed = true;
            case "message_start" -> is(Dialect.ANTHROPIC);
            case "message_stop" -> ends(Dialect.ANTHROPIC);
            case "response.created" -> is(Dialect.OPENAI_RESPONSES);
            case "response.completed", "response.incomplete" -> ends(Dialect.OPENAI_RESPONSES);
            case "message-start" -> is(Dialect.COHERE);
            case "message-end" -> ends(Dialect.COHERE);
            default -> {}
        }
    }

    private void document(String head) {
        if (head.equals("[DONE]")) {
            ends(Dialect.OPENAI_CHAT);
            return;
        }
        String dense = head.replace(" ", "");
        if (dense.startsWith("{\"error\":") && !dense.startsWith("{\"error\":null")) {
            failed = true;
        } else if (dense.startsWith("{\"type\":\"error\"")) {
            failed = true;
        } else if (dialect == null) {
            recognize(dense);
        }
    }

    /** Dialects that do not name their events. */
    private void recognize(String dense) {
        if (dense.contains("\"chat.completion.chunk\"")
                || dense.contains("\"choices\":")
                || dense.contains("\"text_completion\"")) {
            is(Dialect.OPENAI_CHAT);
        } else if (dense.contains("\"candidates\":")) {
            is(Dialect.GEMINI);
        }
    }

    private void is(Dialect known) {
        if (dialect == null) {
            dialect = known;
        }
    }

    private void ends(Dialect known) {
        is(known);
        lastWord |= dialect == known;
    }

    /** Whether the body, now that it has ended, may be given to others. */
    boolean isComplete() {
        if (!readable) {
            return false;
        }
        if (!events) {
            return true;
        }
        line();
        return !failed && (dialect == null || (dialect == Dialect.GEMINI ? finished : lastWord));
    }
}

package dev.penstock.application.port;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.RequestTarget;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers in a form that people can write: each line is an event, {@code ~} opens, {@code =text} tells, {@code .} closes,
 * {@code !} ends, {@code ?} cannot be read, {@code #} is a failure. A whole body that ends with dots is cut short.
 */
public final class FakeAnswerForms implements AnswerForms {
    public static final String MEDIA_TYPE = "text/x-lines";
    public static final String CUT = "...";
    public static final String REFUSAL = "that is not for me to say";

    @Override
    public @Nullable StreamForm stream(RequestTarget target, InferenceReply reply) {
        return MEDIA_TYPE.equals(reply.headers().get("content-type")) ? new Lines() : null;
    }

    @Override
    public @Nullable String faultIn(InferenceReply reply, ByteBuffer whole) {
        return text(whole).endsWith(CUT) ? "the answer is cut short" : null;
    }

    @Override
    public boolean isRefusal(InferenceReply reply, ByteBuffer whole) {
        return text(whole).equals(REFUSAL);
    }

    @Override
    public @Nullable ByteBuffer continuing(RequestTarget target, ByteBuffer body, String shown) {
        return bytes(text(body) + "+" + shown);
    }

    private static String text(ByteBuffer bytes) {
        return UTF_8.decode(bytes.duplicate()).toString();
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    /** A stream of lines. */
    public static final class Lines implements StreamForm {
        @Override
        public String name() {
            return "lines";
        }

        @Override
        public Reading read() {
            return new LineReading("", "");
        }

        @Override
        public Reading readOn(Reading shown, boolean anew) {
            return new LineReading(anew ? "" : shown.text(), anew ? shown.text() : "");
        }

        @Override
        public ByteBuffer error(String message) {
            return bytes("#" + message + "\n");
        }
    }

    private static final class LineReading implements Reading {
        private final StringBuilder partial = new StringBuilder();
        private final StringBuilder told = new StringBuilder();
        private String toSkip;

        LineReading(String before, String toSkip) {
            told.append(before);
            this.toSkip = toSkip;
        }

        @Override
        public List<Event> take(ByteBuffer chunk) {
            partial.append(FakeAnswerForms.text(chunk));
            List<Event> events = new ArrayList<>();
            int end = partial.indexOf("\n");
            while (end >= 0) {
                events.add(event(partial.substring(0, end)));
                partial.delete(0, end + 1);
                end = partial.indexOf("\n");
            }
            return events;
        }

        private Event event(String line) {
            ByteBuffer bytes = bytes(line + "\n");
            return switch (line.charAt(0)) {
                case '~' -> new Event(Kind.FRAME, bytes);
                case '.' -> new Event(toSkip.isEmpty() ? Kind.CLOSING : Kind.DIVERGED, bytes);
                case '!' -> new Event(Kind.END, bytes);
                case '#' -> new Event(Kind.ERROR, bytes);
                case '=' -> content(line.substring(1));
                default -> new Event(Kind.BROKEN, bytes);
            };
        }

        private Event content(String text) {
            told.append(text);
            if (toSkip.startsWith(text)) {
                toSkip = toSkip.substring(text.length());
                return new Event(Kind.CONTENT, bytes(""));
            }
            if (text.startsWith(toSkip)) {
                String rest = text.substring(toSkip.length());
                toSkip = "";
                return new Event(Kind.CONTENT, bytes("=" + rest + "\n"));
            }
            return new Event(Kind.DIVERGED, bytes(""));
        }

        @Override
        public List<Event> end() {
            return List.of();
        }

        @Override
        public ByteBuffer missingEnd() {
            return bytes("!\n");
        }

        @Override
        public String text() {
            return told.toString();
        }

        @Override
        public boolean canBeContinued() {
            return !told.toString().contains("{");
        }
    }
}

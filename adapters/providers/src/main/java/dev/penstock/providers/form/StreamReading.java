package dev.penstock.providers.form;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.penstock.application.port.AnswerForms.Event;
import dev.penstock.application.port.AnswerForms.Kind;
import dev.penstock.application.port.AnswerForms.Reading;
import dev.penstock.providers.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One stream of server-sent events that is being read. An event that came whole in its chunk is passed on as a part of it; empty
 * lines are passed on with what they came with.
 */
final class StreamReading implements Reading {
    private static final JsonFactory JSON = JsonFactory.builder().build();
    private static final int LONGEST_WORD = 16;

    private final Wording wording;
    private final Progress progress;
    private final Passage passage;
    private final boolean unchanged;
    private final EventCutter cutter = new EventCutter();
    private final EventFields fields = new EventFields();
    private final Saying saying = new Saying();
    private final Stencil stencil = new Stencil();
    private boolean diverged;

    private StreamReading(Wording wording, Progress progress, Passage passage, boolean unchanged) {
        this.wording = wording;
        this.progress = progress;
        this.passage = passage;
        this.unchanged = unchanged;
    }

    /** From the beginning. */
    static StreamReading of(Wording wording) {
        Progress progress = new Progress();
        return new StreamReading(wording, progress, new Passage.Unchanged(progress), true);
    }

    /** The stream that takes the place of a broken one. */
    static StreamReading after(StreamReading shown, Joint joint, boolean anew) {
        Progress progress = shown.progress.copy();
        return new StreamReading(shown.wording, progress, joint.after(progress, anew), false);
    }

    @Override
    public List<Event> take(ByteBuffer chunk) {
        byte[] bytes = Bytes.of(chunk);
        int offset = Bytes.offset(chunk);
        int to = offset + chunk.remaining();
        int from = offset;
        List<Event> events = new ArrayList<>(2);
        while (from < to && !diverged) {
            int match = unchanged && cutter.isFresh() ? stencil.match(bytes, from, to) : -1;
            int end = match < 0 ? cutter.cut(bytes, from, to) : match;
            if (match >= 0) {
                progress.add(stencil.text());
                events.add(new Event(Kind.CONTENT, part(chunk, from - offset, end - from)));
            } else if (end < 0) {
                rest(bytes, from, to, events);
                return events;
            } else if (cutter.holds()) {
                hold(bytes, from, end, events);
                byte[] whole = cutter.release();
                event(ByteBuffer.wrap(whole), whole, 0, whole.length, events);
            } else if (end - from > EventCutter.LARGEST_EVENT) {
                events.add(new Event(Kind.BROKEN, Passage.NOTHING));
            } else {
                event(part(chunk, from - offset, end - from), bytes, from, end, events);
            }
            from = end;
        }
        return events;
    }

    /** Not a slice, so that whoever passes it on sees which events stand side by side. */
    private static ByteBuffer part(ByteBuffer chunk, int at, int length) {
        int from = chunk.position() + at;
        return chunk.duplicate().limit(from + length).position(from);
    }

    private void hold(byte[] bytes, int from, int to, List<Event> events) {
        if (cutter.hold(bytes, from, to)) {
            events.add(new Event(Kind.BROKEN, Passage.NOTHING));
        }
    }

    /** Empty lines alone may be all that keeps the connection open, so they do not wait for an event. */
    private void rest(byte[] bytes, int from, int to, List<Event> events) {
        hold(bytes, from, to, events);
        if (cutter.isBlank()) {
            events.add(new Event(Kind.FRAME, ByteBuffer.wrap(cutter.release())));
        }
    }

    @Override
    public List<Event> end() {
        byte[] last = cutter.complete();
        List<Event> events = new ArrayList<>(2);
        event(ByteBuffer.wrap(last), last, 0, last.length, events);
        // What the end of the body cut in two was never told.
        events.removeIf(event -> event.kind() == Kind.BROKEN);
        return events;
    }

    private void event(ByteBuffer raw, byte[] bytes, int from, int to, List<Event> events) {
        if (from == to || diverged) {
            return;
        }
        fields.read(bytes, from, to);
        if (!fields.hasData()) {
            events.add(new Event(Kind.FRAME, raw));
            return;
        }
        saying.clear();
        if (!understood()) {
            events.add(new Event(Kind.BROKEN, raw));
            return;
        }
        if (saying.isText() && fields.isOneLine()) {
            stencil.learn(bytes, from, to, fields.from(), saying);
        }
        passage.pass(new Passage.Said(raw, fields, saying), events);
        diverged = !events.isEmpty() && events.getLast().kind() == Kind.DIVERGED;
    }

    private boolean understood() {
        byte[] data = fields.data();
        int length = fields.to() - fields.from();
        if (data[fields.from()] != '{') {
            return length <= LONGEST_WORD
                    && word(new String(data, fields.from(), length, StandardCharsets.UTF_8).strip());
        }
        try (JsonParser parser = JSON.createParser(data, fields.from(), length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            wording.read(parser, saying);
            if (fields.isNamedError()) {
                saying.fail();
            }
            return parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
        } catch (IOException | IllegalStateException notJson) {
            return false;
        }
    }

    private boolean word(String word) {
        if (wording.isEnd(word)) {
            saying.end();
            return true;
        }
        return word.equals(ChatWording.DONE);
    }

    @Override
    public ByteBuffer missingEnd() {
        return wording.missingEnd();
    }

    @Override
    public String text() {
        return progress.text();
    }

    @Override
    public boolean canBeContinued() {
        return wording.joint() != null && !progress.isBound();
    }
}

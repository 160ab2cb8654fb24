package dev.penstock.providers.form;

import dev.penstock.application.port.AnswerForms.Event;
import dev.penstock.application.port.AnswerForms.Kind;
import java.nio.ByteBuffer;
import java.util.List;

/** Decides what of a stream's events is passed on. One per stream. */
interface Passage {
    ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();
    Event DIVERGED = new Event(Kind.DIVERGED, NOTHING);

    void pass(Said said, List<Event> out);

    /**
     * One event.
     *
     * @param raw as it came
     * @param fields where its JSON stands, until the next event
     */
    record Said(ByteBuffer raw, EventFields fields, Saying saying) {}

    /** Passes everything on as it came. */
    record Unchanged(Progress progress) implements Passage {
        @Override
        public void pass(Said said, List<Event> out) {
            Saying saying = said.saying();
            progress.add(saying);
            Kind kind = saying.kind();
            if (kind == Kind.END && saying.closes()) {
                out.add(new Event(Kind.CLOSING, NOTHING));
            }
            out.add(new Event(kind, said.raw()));
            if (kind == Kind.CONTENT && saying.closes()) {
                out.add(new Event(Kind.CLOSING, NOTHING));
            }
        }
    }
}

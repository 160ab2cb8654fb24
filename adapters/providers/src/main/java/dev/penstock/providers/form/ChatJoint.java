package dev.penstock.providers.form;

import dev.penstock.application.port.AnswerForms.Event;
import dev.penstock.application.port.AnswerForms.Kind;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Fits one chat completion to another that broke off. The beginning is left out; {@code id}, {@code created} and {@code model} are
 * from then on those of the model that speaks. Thoughts are left out until a stream that began anew has said what was shown.
 */
final class ChatJoint implements Passage {
    private final Progress progress;
    private final Repetition repetition;
    private boolean speaks;

    ChatJoint(Progress progress, boolean anew) {
        this.progress = progress;
        repetition = new Repetition(progress, anew);
        speaks = !progress.hasBegun();
    }

    @Override
    public void pass(Said said, List<Event> out) {
        switch (said.saying().kind()) {
            case FRAME -> out.add(new Event(Kind.FRAME, speaks ? said.raw() : NOTHING));
            case CONTENT -> content(said, out);
            case CLOSING, END -> close(said, out);
            default -> out.add(new Event(said.saying().kind(), said.raw()));
        }
    }

    private void close(Said said, List<Event> out) {
        speaks = true;
        out.add(repetition.isOver() ? new Event(said.saying().kind(), said.raw()) : DIVERGED);
    }

    private void content(Said said, List<Event> out) {
        Saying saying = said.saying();
        if (repetition.isOver()) {
            show(said.raw(), saying, out);
        } else if (saying.tellsOther()) {
            out.add(DIVERGED);
        } else if (saying.text() == null) {
            out.add(saying.closes() ? DIVERGED : new Event(Kind.CONTENT, NOTHING));
        } else {
            repeat(said, saying.text(), out);
        }
    }

    private void repeat(Said said, String text, List<Event> out) {
        Saying saying = said.saying();
        String beyond = repetition.beyond(text);
        boolean closesEarly = saying.closes() && !repetition.isOver();
        boolean cannotBeCut = beyond != null && !beyond.isEmpty() && saying.textFrom() < 0;
        if (beyond == null || closesEarly || cannotBeCut) {
            out.add(DIVERGED);
        } else if (beyond.isEmpty() && !saying.closes()) {
            out.add(new Event(Kind.CONTENT, NOTHING));
        } else {
            ByteBuffer rest = Rewriting.text(said, beyond);
            saying.replaceText(beyond);
            show(rest, saying, out);
        }
    }

    private void show(ByteBuffer bytes, Saying saying, List<Event> out) {
        speaks = true;
        progress.tell(saying);
        out.add(new Event(Kind.CONTENT, bytes));
        if (saying.closes()) {
            out.add(new Event(Kind.CLOSING, NOTHING));
        }
    }
}

package dev.penstock.providers.form;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.application.port.AnswerForms.Event;
import dev.penstock.application.port.AnswerForms.Kind;
import dev.penstock.providers.chat.Json;
import dev.penstock.providers.chat.SseWriter;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Fits one message to another that broke off. Its beginning is left out, its text goes into the block that stands open, and its
 * further blocks are numbered after those that were shown. Thoughts before the first text are left out.
 */
final class MessagesJoint implements Passage {
    private final Progress progress;
    private final Repetition repetition;
    /** Whether something of this stream was shown, so that thoughts have their place again. */
    private boolean speaks;
    /** Whether the block that this stream is in is left out as a whole. */
    private boolean dropping;

    MessagesJoint(Progress progress, boolean anew) {
        this.progress = progress;
        repetition = new Repetition(progress, anew);
        speaks = !progress.hasBegun();
    }

    @Override
    public void pass(Said said, List<Event> out) {
        Saying saying = said.saying();
        switch (saying.type()) {
            case MessagesWording.START -> {
                out.add(new Event(Kind.FRAME, progress.hasBegun() ? NOTHING : said.raw()));
                progress.begin();
            }
            case MessagesWording.BLOCK_START -> start(said, out);
            case MessagesWording.BLOCK_DELTA -> delta(said, out);
            case MessagesWording.BLOCK_STOP -> stop(out);
            default -> other(said, out);
        }
    }

    private void other(Said said, List<Event> out) {
        Kind kind = said.saying().kind();
        boolean ends = kind == Kind.CLOSING || kind == Kind.END;
        out.add(ends && !repetition.isOver() ? DIVERGED : new Event(kind, said.raw()));
    }

    private void start(Said said, List<Event> out) {
        String kind = String.valueOf(said.saying().blockKind());
        dropping = !speaks && kind.endsWith("thinking");
        if (dropping) {
            out.add(new Event(Kind.FRAME, NOTHING));
        } else if (kind.equals("text")) {
            text(said, false, out);
        } else if (repetition.isOver()) {
            closeBlock(out);
            int block = progress.nextBlock();
            out.add(new Event(said.saying().kind(), Rewriting.block(said, block)));
            progress.tell(said.saying());
            progress.open(block);
            speaks = true;
        } else {
            out.add(DIVERGED);
        }
    }

    private void delta(Said said, List<Event> out) {
        Saying saying = said.saying();
        if (dropping) {
            out.add(new Event(Kind.CONTENT, NOTHING));
        } else if (saying.kind() != Kind.CONTENT || saying.isText()) {
            text(said, true, out);
        } else if (repetition.isOver()) {
            show(said, out);
        } else {
            out.add(DIVERGED);
        }
    }

    private void show(Said said, List<Event> out) {
        speaks = true;
        progress.tell(said.saying());
        out.add(new Event(Kind.CONTENT, Rewriting.block(said, progress.openBlock())));
    }

    /** A piece of text, which may be none, from a block of text; {@code delta} where it comes in an event of its own. */
    private void text(Said said, boolean delta, List<Event> out) {
        String piece = said.saying().text();
        String beyond = piece == null ? "" : repetition.beyond(piece);
        if (beyond == null) {
            out.add(DIVERGED);
        } else if (beyond.isEmpty()) {
            out.add(new Event(piece == null ? Kind.FRAME : Kind.CONTENT, NOTHING));
        } else {
            openText(out);
            speaks = true;
            progress.add(beyond);
            boolean whole = delta && beyond.equals(piece);
            out.add(new Event(Kind.CONTENT, whole ? Rewriting.block(said, progress.openBlock()) : rest(beyond)));
        }
    }

    private ByteBuffer rest(String text) {
        ObjectNode event = Json.ofType(MessagesWording.BLOCK_DELTA).put("index", progress.openBlock());
        event.set("delta", Json.ofType("text_delta").put("text", text));
        return written(event);
    }

    private void openText(List<Event> out) {
        if (!progress.hasOpenBlock()) {
            progress.open(progress.nextBlock());
            ObjectNode event = Json.ofType(MessagesWording.BLOCK_START).put("index", progress.openBlock());
            event.set("content_block", Json.ofType("text").put("text", ""));
            out.add(new Event(Kind.FRAME, written(event)));
        }
    }

    /** While the stream repeats, its blocks may end where those that were shown do not. */
    private void stop(List<Event> out) {
        boolean shown = !dropping && repetition.isOver() && progress.hasOpenBlock();
        dropping = false;
        if (shown) {
            closeBlock(out);
        } else {
            out.add(new Event(Kind.FRAME, NOTHING));
        }
    }

    private void closeBlock(List<Event> out) {
        if (progress.hasOpenBlock()) {
            ObjectNode event = Json.ofType(MessagesWording.BLOCK_STOP).put("index", progress.openBlock());
            out.add(new Event(Kind.FRAME, written(event)));
            progress.closeBlock();
        }
    }

    private static ByteBuffer written(ObjectNode event) {
        SseWriter writer = new SseWriter();
        writer.event(event.path("type").asText(), event);
        return writer.take();
    }
}

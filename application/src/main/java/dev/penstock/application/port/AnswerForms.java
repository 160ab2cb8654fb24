package dev.penstock.application.port;

import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.RequestTarget;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Knows how the answers of APIs are written: what in them is content, how they end, and how one says that it failed (fault
 * conduct). For event loops; never waits.
 */
public interface AnswerForms {
    /** How this answer to such a request streams; null when it is no stream of events in a form that is known here. */
    @Nullable
    StreamForm stream(RequestTarget target, InferenceReply reply);

    /** Why a body that is all here cannot be the whole answer: cut short, or not what its content type says; null when nothing is wrong. */
    @Nullable
    String faultIn(InferenceReply reply, ByteBuffer whole);

    /** Whether this error says that the provider does not want to answer what was asked: no model of it would. */
    boolean isRefusal(InferenceReply reply, ByteBuffer whole);

    /**
     * The body of a request that asks for the rest of an answer.
     *
     * @param shown the beginning of the answer
     * @return null when this API has no way to say so
     */
    @Nullable
    ByteBuffer continuing(RequestTarget target, ByteBuffer body, String shown);

    /** How one API writes a stream. */
    interface StreamForm {
        /** Names the API: streams of the same name can go on where another broke off. */
        String name();

        /** Reads a stream from its beginning. */
        Reading read();

        /**
         * Reads the stream that takes the place of a broken one, so that its events can follow those that were shown.
         *
         * @param shown where the broken one was read
         * @param anew whether it tells the answer from its beginning; then what was shown is left out as long as it is the same
         */
        Reading readOn(Reading shown, boolean anew);

        /** An event that says, inside the stream, that the answer will not be whole. */
        ByteBuffer error(String message);
    }

    /** One stream that is being read, and how far. */
    interface Reading {
        /** The events that are whole with this chunk, in their order. */
        List<Event> take(ByteBuffer chunk);

        /** The events that the end of the body makes whole. */
        List<Event> end();

        /** What is to be supplied where a stream that said all it had to say ends without its last event. */
        ByteBuffer missingEnd();

        /** The text that was told so far. */
        String text();

        /** Whether another stream can go on from here: not amid a call of a tool, or with several answers in one stream. */
        boolean canBeContinued();
    }

    /**
     * One event, or a part of the stream that only keeps it open.
     *
     * @param bytes as they are to be passed on; empty when nothing is
     */
    record Event(Kind kind, ByteBuffer bytes) {}

    /** What an event means. */
    enum Kind {
        /** Nothing of the answer yet, or nothing at all: a beginning, a ping, a comment. */
        FRAME,
        /** A part of the answer: text, thoughts, a call of a tool. */
        CONTENT,
        /** That the answer is all said, before the stream's own end. What follows is usage. */
        CLOSING,
        /** The stream's own end. */
        END,
        /** The provider says that it failed. The bytes are its words. */
        ERROR,
        /** It cannot be read. The bytes are not to be passed on. */
        BROKEN,
        /** What is told anew is not what was shown. */
        DIVERGED
    }
}

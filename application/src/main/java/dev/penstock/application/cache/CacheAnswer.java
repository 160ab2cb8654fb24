package dev.penstock.application.cache;

import dev.penstock.domain.inference.InferenceReply;

/** A reply, and how this caller came by it. */
public record CacheAnswer(InferenceReply reply, Source source) {
    private static final int OK = 200;

    /** Where a reply came from. */
    public enum Source {
        /** This caller's own call to a provider. */
        CALL,
        /** The call of another caller that was under way. */
        SHARED,
        /** What was kept of an earlier one. */
        KEPT
    }

    /** Whether it counts as a cache hit: an answer that no call was made for. An error that others share is none. */
    public boolean isHit() {
        return source != Source.CALL && reply.status() == OK;
    }
}

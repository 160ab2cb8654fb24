package dev.penstock.application.cache;

import dev.penstock.domain.inference.InferenceReply;
import java.nio.ByteBuffer;

/** Gathers one reply while it passes, and has it kept once it has ended well. For one thread. */
final class Keeping {
    private static final int OK = 200;

    private final Shelf shelf;
    private final CacheWish wish;
    private final InferenceReply reply;
    private final PassedChunks passed;
    private final CompleteStream stream;

    Keeping(Shelf shelf, CacheWish wish, InferenceReply reply, KeepingLimits limits) {
        this.shelf = shelf;
        this.wish = wish;
        this.reply = reply;
        this.passed = new PassedChunks(limits);
        this.stream = new CompleteStream(reply.headers());
    }

    PassedChunks passed() {
        return passed;
    }

    /** Takes a chunk, whether it can be kept or not. */
    void chunk(ByteBuffer chunk) {
        stream.read(chunk);
        passed.add(chunk);
    }

    /** Takes a chunk while there is room for all of them; lets go of everything when there is not. */
    void chunkWhileRoom(ByteBuffer chunk) {
        if (passed.isWhole()) {
            chunk(chunk);
            if (!passed.isWhole()) {
                passed.release();
            }
        }
    }

    /** The body has ended as it should. */
    void complete() {
        long declared = reply.body().length();
        boolean all = passed.isWhole() && (declared < 0 || declared == passed.held());
        boolean asAsked = wish.stream() || !stream.isOfEvents();
        if (reply.status() == OK && all && asAsked && stream.isComplete()) {
            shelf.keep(wish, reply, passed.joined(), stream.isOfEvents());
        }
    }
}

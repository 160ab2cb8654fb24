package dev.penstock.fakeprovider;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The latest 256 things of a kind. Written on the event loop, read from anywhere: readers look now and then, so the
 * event loop never waits for the lock to speak of.
 */
final class Latest<T> {
    private static final int REMEMBERED = 256;

    private final Deque<T> things = new ArrayDeque<>();

    synchronized void add(T thing) {
        if (things.size() == REMEMBERED) {
            things.removeFirst();
        }
        things.addLast(thing);
    }

    /** Oldest first. */
    synchronized List<T> all() {
        return List.copyOf(things);
    }

    synchronized void clear() {
        things.clear();
    }
}

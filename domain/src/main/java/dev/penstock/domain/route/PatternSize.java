package dev.penstock.domain.route;

import java.util.ArrayDeque;
import java.util.Deque;

/** Counts the parts of a regular expression as they would stand there with every count written out, while it is read. */
final class PatternSize {
    /** More than anybody takes; counts within counts would soon leave the numbers. */
    private static final long ENDLESS = 1_000_000_000;

    private final Deque<Group> open = new ArrayDeque<>();

    /** One between brackets, or the whole. */
    private static final class Group {
        private final boolean remembered;
        private long parts;
        /** Of what stands last in it; 0 when there is nothing that could be repeated. */
        private long last;

        Group(boolean remembered) {
            this.remembered = remembered;
        }

        void add(long more) {
            parts = Math.min(ENDLESS, parts + more);
            last = Math.max(1, more);
        }
    }

    PatternSize() {
        open.push(new Group(false));
    }

    /** Parts so far, of which no group is left open. */
    long parts() {
        return open.element().parts;
    }

    /** Something that matches a character or a place. */
    boolean take() {
        open.element().add(1);
        return true;
    }

    /** Something that can not be repeated: what parts two choices, or a flag. */
    boolean takeMark() {
        open.element().add(1);
        open.element().last = 0;
        return true;
    }

    /**
     * The beginning of a group.
     *
     * @param remembered whether it is remembered where the group begins and ends
     */
    boolean open(boolean remembered) {
        open.push(new Group(remembered));
        return true;
    }

    /** False when no group is open. */
    boolean close() {
        if (open.size() == 1) {
            return false;
        }
        Group closed = open.pop();
        open.element().add(closed.parts + (closed.remembered ? 2 : 0));
        return true;
    }

    /**
     * What stands last, several times. False when there is nothing to repeat.
     *
     * @param forks how often the repetition may stop
     */
    boolean repeat(int times, int forks) {
        Group group = open.element();
        if (group.last == 0) {
            return false;
        }
        group.add(Math.min(ENDLESS, group.last * Math.max(times - 1, 0) + forks));
        group.last = 0;
        return true;
    }
}

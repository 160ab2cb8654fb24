package dev.penstock.domain.route;

import java.util.ArrayDeque;
import java.util.Deque;

/** Counts the parts of a regular expression as they would stand there with every count written out, while it is read. */
final class PatternSize {
    /** More than anybody takes; counts within counts would soon leave the numbers. */
    private static final long ENDLESS = 1_000_000_000;

    /** The whole, and the groups that are open in it; the innermost one first. */
    private final Deque<Group> open = new ArrayDeque<>();

    /**
     * One between brackets, or the whole.
     *
     * @param remembered whether it is remembered where it begins and ends
     * @param last parts of what stands last in it; 0 when there is nothing that could be repeated
     */
    private record Group(boolean remembered, long parts, long last) {
        Group with(long more) {
            return new Group(remembered, Math.min(ENDLESS, parts + more), Math.max(1, more));
        }

        Group withNothingToRepeat() {
            return new Group(remembered, parts, 0);
        }
    }

    PatternSize() {
        open(false);
    }

    /** Parts so far, of which no group is left open. */
    long parts() {
        return open.element().parts;
    }

    /** Something that matches a character or a place. */
    boolean take() {
        open.push(open.pop().with(1));
        return true;
    }

    /** Something that cannot be repeated: what parts two choices, or a flag. */
    boolean takeMark() {
        open.push(open.pop().with(1).withNothingToRepeat());
        return true;
    }

    /**
     * The beginning of a group.
     *
     * @param remembered whether it is remembered where the group begins and ends
     */
    boolean open(boolean remembered) {
        open.push(new Group(remembered, 0, 0));
        return true;
    }

    /** False when no group is open. */
    boolean close() {
        if (open.size() == 1) {
            return false;
        }
        Group closed = open.pop();
        open.push(open.pop().with(closed.parts + (closed.remembered ? 2 : 0)));
        return true;
    }

    /**
     * What stands last, several times. False when there is nothing to repeat.
     *
     * @param forks how often the repetition may stop
     */
    boolean repeat(int times, int forks) {
        Group group = open.pop();
        long more = Math.min(ENDLESS, group.last * Math.max(times - 1, 0) + forks);
        open.push(group.with(more).withNothingToRepeat());
        return group.last > 0;
    }
}

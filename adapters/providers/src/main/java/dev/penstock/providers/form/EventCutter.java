package dev.penstock.providers.form;

import java.io.ByteArrayOutputStream;

/**
 * Finds where the events of a server-sent stream end, over any chunk boundaries, and holds what is not whole yet: at most so much.
 * Empty lines before an event count as its own.
 */
final class EventCutter {
    static final int LARGEST_EVENT = 8 * 1024 * 1024;

    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private boolean atLineStart = true;
    private boolean blank = true;
    private boolean afterReturn;
    private boolean tooLarge;

    /** Whether nothing is held and nothing is being passed over. */
    boolean isFresh() {
        return held.size() == 0 && blank && !tooLarge;
    }

    /** Whether what came since the last event is empty lines only. */
    boolean isBlank() {
        return blank;
    }

    /** Behind the end of the event that these bytes begin or go on with; negative when it does not end in them. */
    int cut(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            byte value = bytes[i];
            if (value != '\n' && value != '\r') {
                atLineStart = false;
                blank = false;
                afterReturn = false;
            } else if (value == '\n' && afterReturn) {
                afterReturn = false;
            } else if (atLineStart && !blank) {
                return behind(bytes, i, to);
            } else {
                atLineStart = true;
                afterReturn = value == '\r';
            }
        }
        return -1;
    }

    /** The event goes out at once: the second half of its line end, if it comes later, goes out before the next one. */
    private int behind(byte[] bytes, int lineEnd, int to) {
        boolean wholeEnd = bytes[lineEnd] == '\r' && lineEnd + 1 < to && bytes[lineEnd + 1] == '\n';
        afterReturn = bytes[lineEnd] == '\r' && !wholeEnd;
        atLineStart = true;
        blank = true;
        return wholeEnd ? lineEnd + 2 : lineEnd + 1;
    }

    /** True once, when the event has become larger than is held. What is still to come of it is then not held either. */
    boolean hold(byte[] bytes, int from, int to) {
        boolean wasTooLarge = tooLarge;
        tooLarge |= held.size() + to - from > LARGEST_EVENT;
        if (tooLarge) {
            held.reset();
        } else {
            held.write(bytes, from, to - from);
        }
        return tooLarge && !wasTooLarge;
    }

    boolean holds() {
        return held.size() > 0 || tooLarge;
    }

    /** What was held, which then is so no more; empty when it was too large. */
    byte[] release() {
        byte[] all = held.toByteArray();
        held.reset();
        tooLarge = false;
        return all;
    }

    /** What is held, with the line ends that it lacks to be an event; the body has ended. */
    byte[] complete() {
        String lacking = afterReturn ? "\r\n" : atLineStart ? "\n" : "\n\n";
        for (int i = 0; held.size() > 0 && !blank && i < lacking.length(); i++) {
            held.write(lacking.charAt(i));
        }
        return release();
    }
}

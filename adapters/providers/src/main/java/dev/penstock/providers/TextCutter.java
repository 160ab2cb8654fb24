package dev.penstock.providers;

import java.io.IOException;

/**
 * Passes JSON on with its long texts cut short, over any chunk boundaries: a picture in a reply would otherwise be held
 * whole by whoever parses it. What it passes on is JSON where what it got was.
 */
final class TextCutter {
    private static final int LONGEST_TEXT = 4096;
    private static final int UNICODE_DIGITS = 4;

    /** Takes what is left, in runs. */
    interface Sink {
        void run(byte[] bytes, int from, int to) throws IOException;
    }

    private final Sink sink;
    private boolean inText;
    private boolean cutting;
    private int length;
    /** How many bytes of an escape are still to come; never cut inside one. */
    private int escape;

    TextCutter(Sink sink) {
        this.sink = sink;
    }

    void pass(byte[] bytes, int from, int to) throws IOException {
        int run = from;
        for (int i = from; i < to; i++) {
            byte value = bytes[i];
            if (!inText) {
                inText = value == '"';
                length = 0;
            } else if (value == '"' && escape == 0) {
                inText = false;
                if (cutting) {
                    cutting = false;
                    run = i;
                }
            } else {
                if (!cutting && length >= LONGEST_TEXT && escape == 0 && startsCharacter(value)) {
                    cutting = true;
                    sink.run(bytes, run, i);
                }
                length++;
                escape = escapeAfter(value);
            }
        }
        if (!cutting) {
            sink.run(bytes, run, to);
        }
    }

    private int escapeAfter(byte value) {
        if (escape == 0) {
            return value == '\\' ? UNICODE_DIGITS + 1 : 0;
        }
        boolean oneByte = escape == UNICODE_DIGITS + 1 && value != 'u';
        return oneByte ? 0 : escape - 1;
    }

    private static boolean startsCharacter(byte value) {
        return (value & 0xc0) != 0x80;
    }
}

package dev.penstock.http.management.log;

import dev.penstock.domain.log.LogPayload;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The beginning of a body as text, and whether that is all of it. Both are null when nothing was kept. */
record BodyHead(@Nullable String text, @Nullable Boolean complete) {
    private static final int CONTINUATION_MASK = 0b1100_0000;
    private static final int CONTINUATION = 0b1000_0000;
    private static final int LONGEST_CHARACTER = 4;

    static BodyHead of(LogPayload.@Nullable Part part) {
        if (part == null) {
            return new BodyHead(null, null);
        }
        ByteBuffer bytes = part.bytes();
        int length = bytes.remaining();
        int end = wholeCharacters(bytes, Math.min(length, LogPayload.HEAD_BYTES));
        String text = StandardCharsets.UTF_8
                .decode(bytes.slice(bytes.position(), end))
                .toString();
        return new BodyHead(text, part.complete() && end == length);
    }

    /** A head that ends inside a character ends before it instead. */
    private static int wholeCharacters(ByteBuffer bytes, int end) {
        int start = end;
        while (start > 0
                && end - start < LONGEST_CHARACTER
                && isContinuation(bytes.get(bytes.position() + start - 1))) {
            start--;
        }
        if (start == 0) {
            return end;
        }
        int lead = bytes.get(bytes.position() + start - 1);
        int wanted = Math.max(1, Integer.numberOfLeadingZeros(~(lead << 24)));
        boolean whole = end - start + 1 >= wanted;
        return whole ? end : start - 1;
    }

    private static boolean isContinuation(byte value) {
        return (value & CONTINUATION_MASK) == CONTINUATION;
    }
}

package dev.penstock.providers.form;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.penstock.providers.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Finds out whether a body is one JSON document and all of it. A long one is only looked at where it begins and ends. */
final class WholeJson {
    private static final JsonFactory JSON = JsonFactory.builder().build();
    /** What is read in some milliseconds, since an event loop does it. */
    private static final int LONGEST_READ = 1024 * 1024;

    private WholeJson() {}

    /** Whether bodies of this type, in lower case, are one document rather than many. */
    static boolean isOne(String mediaType) {
        boolean many = mediaType.contains("ndjson")
                || mediaType.contains("jsonl")
                || mediaType.contains("json-seq")
                || mediaType.contains("stream");
        return mediaType.contains("json") && !many;
    }

    static @Nullable String faultIn(ByteBuffer whole) {
        byte[] bytes = Bytes.of(whole);
        int from = Bytes.offset(whole);
        int to = from + whole.remaining();
        while (from < to && isBlank(bytes[from])) {
            from++;
        }
        while (from < to && isBlank(bytes[to - 1])) {
            to--;
        }
        if (from == to) {
            return "the answer is empty";
        }
        boolean right = to - from > LONGEST_READ ? hasItsEnds(bytes[from], bytes[to - 1]) : isRead(bytes, from, to);
        return right ? null : "the answer is not whole JSON";
    }

    private static boolean isBlank(byte value) {
        return value == ' ' || value == '\n' || value == '\r' || value == '\t';
    }

    private static boolean hasItsEnds(byte first, byte last) {
        return (first == '{' && last == '}') || (first == '[' && last == ']');
    }

    private static boolean isRead(byte[] bytes, int from, int to) {
        try (JsonParser parser = JSON.createParser(bytes, from, to - from)) {
            JsonToken first = parser.nextToken();
            parser.skipChildren();
            // What is skipped ends at the last token, and a text is only read when it is asked for.
            parser.finishToken();
            return first != null && parser.nextToken() == null;
        } catch (IOException | IllegalStateException notJson) {
            return false;
        }
    }
}

package dev.penstock.providers.form;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.penstock.providers.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Knows the words in which providers say that they do not want to answer what was asked: a code where they have one, else a sentence. */
final class ContentRefusal {
    private static final JsonFactory JSON = JsonFactory.builder().build();
    private static final int LONGEST_READ = 64 * 1024;
    private static final Set<String> CODES = Set.of(
            "content_policy_violation",
            "content_filter",
            "content_filter_error",
            "moderation_blocked",
            "responsibleaipolicyviolation");
    private static final List<String> SENTENCES = List.of(
            "content filtering policy",
            "content management policy",
            "rejected because of its content",
            "rejected as a result of our safety system",
            "violating our usage policy",
            "input was flagged");

    private ContentRefusal() {}

    /** Codes and sentences count wherever they stand: in the error, in one inside it, or at the top. */
    static boolean isSaidIn(ByteBuffer body) {
        int length = Math.min(body.remaining(), LONGEST_READ);
        try (JsonParser parser = JSON.createParser(Bytes.of(body), Bytes.offset(body), length)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING && isSaid(parser)) {
                    return true;
                }
            }
        } catch (IOException | IllegalStateException notJson) {
            // What is no JSON, or too long for an error, refuses nothing.
        }
        return false;
    }

    private static boolean isSaid(JsonParser parser) throws IOException {
        return switch (String.valueOf(parser.currentName()).toLowerCase(Locale.ROOT)) {
            case "code", "type" -> CODES.contains(parser.getText().toLowerCase(Locale.ROOT));
            case "message" -> {
                String message = parser.getText().toLowerCase(Locale.ROOT);
                yield SENTENCES.stream().anyMatch(message::contains);
            }
            default -> false;
        };
    }
}

package dev.penstock.http.management.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.penstock.domain.log.LogPayload;
import dev.penstock.http.management.edge.Reply;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A body as it was kept, in the content type it came with. */
final class KeptBody {
    private static final JsonFactory JSON = new JsonFactory();

    private KeptBody() {}

    static Reply reply(LogPayload.Part part, @Nullable String contentType) {
        ByteBuffer kept = part.bytes();
        byte[] bytes = new byte[kept.remaining()];
        kept.get(bytes);
        String type = contentType != null && isHeaderText(contentType) ? contentType : guess(bytes);
        return Reply.raw(type, Buffer.buffer(bytes));
    }

    /** It came from a header once, but whoever sent it need not have been careful. */
    private static boolean isHeaderText(String text) {
        return !text.isBlank() && text.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    private static String guess(byte[] bytes) {
        return isJson(bytes) ? "application/json" : "application/octet-stream";
    }

    private static boolean isJson(byte[] bytes) {
        try (JsonParser parser = JSON.createParser(bytes)) {
            boolean any = false;
            while (parser.nextToken() != null) {
                any = true;
            }
            return any;
        } catch (IOException e) {
            return false;
        }
    }
}

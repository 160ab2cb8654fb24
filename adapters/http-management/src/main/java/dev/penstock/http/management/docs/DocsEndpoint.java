package dev.penstock.http.management.docs;

import dev.penstock.http.management.edge.Call;
import dev.penstock.http.management.edge.Endpoint;
import dev.penstock.http.management.edge.Operation;
import dev.penstock.http.management.edge.Refusal;
import dev.penstock.http.management.edge.Reply;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code /docs}: a page for people that shows the document and lets them try it, and the files that it consists of. The
 * files stand below a name that changes with their contents, so that a browser may keep them for ever.
 */
public final class DocsEndpoint implements Endpoint {
    private static final Map<String, String> SECURITY = Map.of(
            "content-security-policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "x-content-type-options",
            "nosniff",
            "referrer-policy",
            "no-referrer");

    private final DocsFiles files = DocsFiles.load();

    @Override
    public List<Operation> operations() {
        return List.of(Operation.open("/docs", call -> page()), Operation.open("/docs/{release}/{file}", this::file));
    }

    private Reply page() {
        return reply("text/html; charset=utf-8", files.page(), "no-cache");
    }

    private Reply file(Call call) {
        boolean current = call.param("release").equals(files.release());
        DocsFiles.File file = current ? files.byName().get(call.param("file")) : null;
        return file == null
                ? Reply.refusal(Refusal.notFound())
                : reply(file.type(), file.bytes(), "public, max-age=31536000, immutable");
    }

    private static Reply reply(String type, Buffer bytes, String caching) {
        Map<String, String> headers = new LinkedHashMap<>(SECURITY);
        headers.put("cache-control", caching);
        return new Reply(200, type, bytes.copy(), headers);
    }
}

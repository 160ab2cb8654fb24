package dev.penstock.application.inference;

import dev.penstock.domain.provider.Credential;
import dev.penstock.domain.provider.Provider;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Fills the names in a unified way's path: the model, and what the credential says beside its key. */
final class UnifiedPath {
    private static final String MODEL = "model";

    private UnifiedPath() {}

    /** The path, perhaps with a query. A name that nothing is known for stays empty, and so leads nowhere. */
    static String of(Provider.Way way, Exchange exchange) {
        String forStreams = way.streamPath();
        String template = forStreams != null && exchange.request().content().facts().rest().ask().stream()
                ? forStreams
                : way.path();
        if (template.indexOf('{') < 0) {
            return template;
        }
        StringBuilder filled = new StringBuilder();
        int from = 0;
        for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', from)) {
            int close = template.indexOf('}', open);
            filled.append(template, from, open).append(encoded(value(template.substring(open + 1, close), exchange)));
            from = close + 1;
        }
        return filled.append(template.substring(from)).toString();
    }

    private static String value(String name, Exchange exchange) {
        if (name.equals(MODEL)) {
            String model = exchange.found().model();
            return model == null ? "" : model;
        }
        Credential credential = exchange.found().credential();
        return credential == null ? "" : credential.places().getOrDefault(name, "");
    }

    /** One path segment, whatever the text holds. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static String withoutQuery(String path) {
        int query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }

    /** The way's own query, and what the caller wrote. */
    static @Nullable String query(String path, @Nullable String sent) {
        int query = path.indexOf('?');
        if (query < 0) {
            return sent;
        }
        String own = path.substring(query + 1);
        return sent == null ? own : own + "&" + sent;
    }
}

package dev.penstock.domain.provider;

import dev.penstock.domain.account.AccountId;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a provider's WebSockets are (data plane endpoints, section 6.2), for callers who name the provider and little else.
 *
 * @param aliases slugs under which callers may reach the WebSockets, and nothing but them
 * @param match empty: callers name the provider alone; {@code {path}}: what they write below it is part of the address
 * @param base an https URL, perhaps with {@code {account}}
 * @param path below the base; {@code {path}} is the caller's, other {@code {names}} are taken out of the caller's query
 * @param query the provider's names for parameters that callers call otherwise
 * @param keyItem the name before the dot of a subprotocol item that holds the key; null where there is none
 */
public record RealtimeRule(
        List<String> aliases,
        String match,
        String base,
        String path,
        Map<String, String> query,
        @Nullable String keyItem) {
    private static final String REST = "{path}";
    /** A parameter that becomes a part of the path must not lead anywhere else. */
    private static final Pattern PATH_PART = Pattern.compile("[A-Za-z0-9@._:-]+(?:/[A-Za-z0-9@._:-]+)*");

    private static final Pattern CLIMBS = Pattern.compile("(?:^|/)\\.\\.?(?:/|$)");

    public RealtimeRule {
        aliases = List.copyOf(aliases);
        query = Map.copyOf(query);
        if (base.endsWith("/")) {
            throw new IllegalArgumentException("a base URL ends without a slash: " + base);
        }
    }

    /** An address, with its query. */
    public record Target(Upstream upstream, @Nullable String query) {}

    /** Null when the path is not this rule's, or a parameter is missing. */
    @Nullable
    Target apply(String gatewayPath, @Nullable String sent, AccountId account) {
        if (match.equals(REST) == gatewayPath.isEmpty()) {
            return null;
        }
        Map<String, String> taken = new HashMap<>();
        taken.put("path", gatewayPath);
        String rest = query(sent, taken);
        String filled = fill(taken);
        return filled == null
                ? null
                : new Target(new Upstream(base.replace("{account}", account.value()), "/" + filled), rest);
    }

    RealtimeRule at(String otherBase) {
        return new RealtimeRule(aliases, match, otherBase.replaceAll("/+$", ""), path, query, keyItem);
    }

    /** The caller's query as the provider wants it; what belongs into the path is taken out. */
    private @Nullable String query(@Nullable String sent, Map<String, String> taken) {
        if (sent == null) {
            return null;
        }
        List<String> kept = new ArrayList<>();
        for (String parameter : sent.split("&", -1)) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            if (!name.equals("path") && path.contains("{" + name + "}")) {
                taken.put(name, decoded(parameter.substring(equals + 1)));
            } else {
                kept.add(query.getOrDefault(name, name) + parameter.substring(name.length()));
            }
        }
        return kept.isEmpty() ? null : String.join("&", kept);
    }

    private @Nullable String fill(Map<String, String> values) {
        StringBuilder filled = new StringBuilder();
        int from = 0;
        for (int open = path.indexOf('{'); open >= 0; open = path.indexOf('{', from)) {
            int close = path.indexOf('}', open);
            String name = path.substring(open + 1, close);
            String value = values.getOrDefault(name, "");
            if (!name.equals("path") && !isPathPart(value)) {
                return null;
            }
            filled.append(path, from, open).append(value);
            from = close + 1;
        }
        return filled.append(path.substring(from)).toString();
    }

    private static boolean isPathPart(String value) {
        return PATH_PART.matcher(value).matches() && !CLIMBS.matcher(value).find();
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }
}

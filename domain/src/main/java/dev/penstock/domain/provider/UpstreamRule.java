package dev.penstock.domain.provider;

import dev.penstock.domain.account.AccountId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One way a gateway path becomes a provider's address (data plane endpoints, section 2).
 *
 * <p>The match is a path whose segments are literals or {@code {names}}; {@code {path}} at its end takes everything that
 * is left. Base and path are the address, with the same names filled in, and {@code {account}} with the gateway's account. A name that stands in a base must be a plain
 * DNS label, so that no path can lead a request to a host of its own choice.
 *
 * @param movedFrom the catalogue's base, made of the path's names, that an operator's takes the place of; null for none
 */
public record UpstreamRule(
        String match, String base, String path, @Nullable String movedFrom) {
    private static final String REST = "{path}";
    private static final String ACCOUNT = "{account}";
    private static final Pattern DNS_LABEL = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
    private static final Pattern VERSION = Pattern.compile("v\\d+(?:(?:alpha|beta)\\d*)?");

    public UpstreamRule {
        if (base.endsWith("/")) {
            throw new IllegalArgumentException("a base URL ends without a slash: " + base);
        }
    }

    /** One at the catalogue's address. */
    public UpstreamRule(String match, String base, String path) {
        this(match, base, path, null);
    }

    /** Everything below one base URL. */
    public static UpstreamRule below(String base) {
        return new UpstreamRule(REST, base, REST);
    }

    /**
     * This rule at another address, which serves the provider's own paths: names that stood in the old base are no part of them,
     * since whoever moves a provider says with the new base which host is meant.
     */
    UpstreamRule at(String otherBase) {
        boolean namesInBase = base.replace(ACCOUNT, "").contains("{");
        return new UpstreamRule(match, otherBase.replaceAll("/+$", ""), path, namesInBase ? base : null);
    }

    @Nullable
    Upstream apply(String gatewayPath, AccountId account) {
        if (match.equals(REST) && path.equals(REST)) {
            return address(base, gatewayPath, null);
        }
        Map<String, String> names = names(gatewayPath);
        if (names == null) {
            return null;
        }
        names.put("account", account.value());
        String filledBase = fill(base, names, true);
        return filledBase == null
                ? null
                : address(
                        filledBase,
                        Objects.requireNonNull(fill(path, names, false)),
                        movedFrom == null ? null : fill(movedFrom, names, true));
    }

    private static Upstream address(String base, String path, @Nullable String movedFrom) {
        return new Upstream(base, "/" + path.substring(overlap(base, path)), false, movedFrom);
    }

    /**
     * How much of the path repeats the end of the base. SDKs send {@code v1/chat/completions} or {@code chat/completions}
     * to a provider whose base ends in {@code /v1}; both must reach the same place.
     */
    private static int overlap(String base, String path) {
        int authority = base.indexOf("://") + 3;
        int slash = base.indexOf('/', authority);
        if (slash < 0 || !endsInVersion(base)) {
            return 0;
        }
        for (int from = slash; from >= 0; from = base.indexOf('/', from + 1)) {
            String tail = base.substring(from + 1);
            if (path.startsWith(tail) && path.startsWith("/", tail.length())) {
                return tail.length() + 1;
            }
        }
        return 0;
    }

    /** The usual ones, {@code v1} and the like, are known without a pattern. */
    private static boolean endsInVersion(String base) {
        int last = base.lastIndexOf('/') + 1;
        int length = base.length() - last;
        if (length < 2 || base.charAt(last) != 'v' || !isDigit(base.charAt(last + 1))) {
            return false;
        }
        return length == 2 || VERSION.matcher(base.substring(last)).matches();
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private @Nullable Map<String, String> names(String gatewayPath) {
        Map<String, String> names = new HashMap<>();
        List<String> wanted = segments(match);
        String rest = gatewayPath;
        for (int i = 0; i < wanted.size(); i++) {
            String want = wanted.get(i);
            if (want.equals(REST)) {
                names.put("path", rest);
                return names;
            }
            int slash = rest.indexOf('/');
            String segment = slash < 0 ? rest : rest.substring(0, slash);
            boolean last = i == wanted.size() - 1;
            if (segment.isEmpty() || (last != (slash < 0))) {
                return null;
            }
            if (want.startsWith("{")) {
                names.put(want.substring(1, want.length() - 1), segment);
            } else if (!want.equals(segment)) {
                return null;
            }
            rest = slash < 0 ? "" : rest.substring(slash + 1);
        }
        return names;
    }

    private static List<String> segments(String match) {
        List<String> segments = new ArrayList<>();
        int from = 0;
        for (int slash = match.indexOf('/'); slash >= 0; slash = match.indexOf('/', from)) {
            segments.add(match.substring(from, slash));
            from = slash + 1;
        }
        segments.add(match.substring(from));
        return segments;
    }

    private static @Nullable String fill(String template, Map<String, String> names, boolean inBase) {
        StringBuilder filled = new StringBuilder();
        int from = 0;
        for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', from)) {
            int close = template.indexOf('}', open);
            String value = names.getOrDefault(template.substring(open + 1, close), "");
            if (inBase && !DNS_LABEL.matcher(value).matches()) {
                return null;
            }
            filled.append(template, from, open).append(value);
            from = close + 1;
        }
        return filled.append(template.substring(from)).toString();
    }
}

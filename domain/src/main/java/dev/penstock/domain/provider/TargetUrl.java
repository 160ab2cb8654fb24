package dev.penstock.domain.provider;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A whole upstream URL that a caller named, after it was held against the hosts it may name. */
public record TargetUrl(Upstream upstream, @Nullable String query) {
    /** Null when the text is no HTTPS URL without user and port, at one of the hosts or below one. */
    public static @Nullable TargetUrl parse(String text, List<String> hosts) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            return null;
        }
        String host = uri.getHost();
        if (host == null
                || !"https".equalsIgnoreCase(uri.getScheme())
                || uri.getPort() >= 0
                || uri.getUserInfo() != null) {
            return null;
        }
        String name = host.toLowerCase(Locale.ROOT);
        if (hosts.stream().noneMatch(allowed -> name.equals(allowed) || name.endsWith("." + allowed))) {
            return null;
        }
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return new TargetUrl(new Upstream("https://" + name, path), uri.getRawQuery());
    }
}

package dev.penstock.bootstrap;

import dev.penstock.domain.provider.ProviderId;
import java.net.URI;
import java.net.URISyntaxException;

/** Checks what operators write to move a provider. They are trusted with any address; this only catches slips. */
final class BaseUrls {
    private static final int HIGHEST_PORT = 65_535;

    private BaseUrls() {}

    static ProviderId provider(String slug) {
        if (!ProviderId.isValid(slug)) {
            throw new IllegalArgumentException(
                    "'%s' is not a provider slug: write something like openai=http://127.0.0.1:9001/v1"
                            .formatted(slug));
        }
        return new ProviderId(slug);
    }

    static String checked(String url) {
        try {
            URI uri = new URI(url);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            boolean address = hasHost(uri) && uri.getRawUserInfo() == null && uri.getPort() <= HIGHEST_PORT;
            if (web && address && uri.getRawQuery() == null && uri.getRawFragment() == null) {
                return url.replaceAll("/+$", "");
            }
        } catch (URISyntaxException e) {
            // Said below in words that help more.
        }
        throw new IllegalArgumentException(
                "'%s' is not a base URL: write http:// or https://, a host and perhaps a path".formatted(url));
    }

    /** Container networks have hosts with an underscore, which java.net.URI does not take for a host. */
    private static boolean hasHost(URI uri) {
        return uri.getHost() != null
                || (uri.getRawAuthority() != null && uri.getRawAuthority().matches("[A-Za-z0-9._-]+(:\\d{1,5})?"));
    }
}

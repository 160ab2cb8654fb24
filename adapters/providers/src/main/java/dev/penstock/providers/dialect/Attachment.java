package dev.penstock.providers.dialect;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An image or a document that a chat brings along, as a base64 {@code data:} URL. */
record Attachment(String mediaType, String base64) {
    private static final String SCHEME = "data:";
    private static final String BASE64 = ";base64";

    /** Null when the text is no such URL. */
    static @Nullable Attachment parse(String url) {
        int comma = url.indexOf(',');
        if (comma < 0 || !url.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        String type = url.substring(SCHEME.length(), comma);
        if (!type.toLowerCase(Locale.ROOT).endsWith(BASE64)) {
            return null;
        }
        String mediaType = type.substring(0, type.length() - BASE64.length());
        int parameters = mediaType.indexOf(';');
        String bare = parameters < 0 ? mediaType : mediaType.substring(0, parameters);
        return new Attachment(bare.strip().toLowerCase(Locale.ROOT), url.substring(comma + 1));
    }
}

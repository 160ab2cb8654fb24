package dev.penstock.domain.provider;

import java.util.regex.Pattern;

/** A provider's slug, as it stands in data plane URLs and in logs: {@code openai}, {@code google-ai-studio}. */
public record ProviderId(String slug) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,127}");

    public ProviderId {
        if (!isValid(slug)) {
            throw new IllegalArgumentException("a provider slug is lower-case letters, digits and hyphens");
        }
    }

    public static boolean isValid(String slug) {
        return FORM.matcher(slug).matches();
    }

    @Override
    public String toString() {
        return slug;
    }
}

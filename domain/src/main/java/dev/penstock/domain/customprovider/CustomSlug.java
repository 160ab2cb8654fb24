package dev.penstock.domain.customprovider;

import dev.penstock.domain.provider.ProviderId;
import java.util.regex.Pattern;

/** A custom provider's own name within its account. Traffic and logs know it with {@code custom-} before it. */
public record CustomSlug(String value) {
    static final String FORM_WANTED = "Invalid: 1 to 64 lower-case letters, digits and hyphens, no hyphen at an end";

    private static final String PREFIX = "custom-";
    private static final Pattern FORM = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?");

    public CustomSlug {
        if (!isValid(value)) {
            throw new IllegalArgumentException(FORM_WANTED);
        }
    }

    static boolean isValid(String value) {
        return FORM.matcher(value).matches();
    }

    /** Whether this is how traffic would name a custom provider, known or not. */
    public static boolean isTrafficName(String slug) {
        return slug.startsWith(PREFIX);
    }

    /** How traffic names the provider. */
    public ProviderId trafficName() {
        return new ProviderId(PREFIX + value);
    }

    @Override
    public String toString() {
        return value;
    }
}

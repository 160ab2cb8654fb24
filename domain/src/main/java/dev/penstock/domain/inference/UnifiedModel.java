package dev.penstock.domain.inference;

import org.jspecify.annotations.Nullable;

/** A model as the unified API names it: {@code provider/model}, where the model may hold slashes of its own. */
public record UnifiedModel(String prefix, String model) {
    /** Null when the text does not have that form. */
    public static @Nullable UnifiedModel parse(@Nullable String text) {
        int slash = text == null ? -1 : text.indexOf('/');
        return text == null || slash < 1 || slash == text.length() - 1
                ? null
                : new UnifiedModel(text.substring(0, slash), text.substring(slash + 1));
    }
}

package dev.penstock.domain.log;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the model in the paths of those APIs that name it there and not in the body (Gemini, Bedrock, Workers AI). */
public final class ModelInPath {
    private static final Pattern AFTER_MODELS = Pattern.compile("(?:^|/)models?/([^:/]+)");
    private static final Pattern WORKERS_AI = Pattern.compile("(?:^|/)(@cf/.+)$");

    private ModelInPath() {}

    /** The model, or null when the path names none. */
    public static @Nullable String of(String path) {
        if (path.indexOf('@') < 0 && !path.contains("model")) {
            return null;
        }
        Matcher workers = WORKERS_AI.matcher(path);
        if (workers.find()) {
            return workers.group(1);
        }
        Matcher named = AFTER_MODELS.matcher(path);
        return named.find() ? named.group(1) : null;
    }
}

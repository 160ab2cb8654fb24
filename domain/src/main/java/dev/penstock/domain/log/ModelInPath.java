package dev.penstock.domain.log;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the model in the paths of those APIs that name it there and not in the body (Gemini, Bedrock, Workers AI), with its
 * percent-encoding undone.
 */
public final class ModelInPath {
    private static final Pattern AFTER_MODELS = Pattern.compile("(?:^|/)models/([^:/]+)");
    /** Bedrock's names have colons of their own, and nothing behind one that is not theirs. */
    private static final Pattern AFTER_MODEL = Pattern.compile("(?:^|/)model/([^/]+)");

    private static final Pattern WORKERS_AI = Pattern.compile("(?:^|/)((?:@|%40)cf/.+)$");

    private ModelInPath() {}

    /** The model, or null when the path names none. */
    public static @Nullable String of(String path) {
        boolean possible = path.indexOf('@') >= 0 || path.contains("%40") || path.contains("model");
        String found = possible ? find(path) : null;
        return found == null ? null : decoded(found);
    }

    private static @Nullable String find(String path) {
        for (Pattern pattern : new Pattern[] {WORKERS_AI, AFTER_MODELS, AFTER_MODEL}) {
            Matcher matcher = pattern.matcher(path);
            if (matcher.find()) {
                return matcher.group(1);
            }
        }
        return null;
    }

    /** Stays as it is when it is encoded wrongly or hides what no name has. */
    private static String decoded(String encoded) {
        if (encoded.indexOf('%') < 0) {
            return encoded;
        }
        try {
            String decoded = URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
            return decoded.chars().anyMatch(Character::isISOControl) ? encoded : decoded;
        } catch (IllegalArgumentException wrong) {
            return encoded;
        }
    }
}

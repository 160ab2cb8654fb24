package dev.penstock.domain.log;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells from an endpoint's path what kind of work its model does, in the names that model catalogues use for tasks. */
public final class ModelType {
    private record Rule(String end, String type) {}

    private static final List<Rule> RULES = List.of(
            new Rule("chat/completions", "text-generation"),
            new Rule("completions", "text-generation"),
            new Rule("responses", "text-generation"),
            new Rule("messages", "text-generation"),
            new Rule("generateContent", "text-generation"),
            new Rule("streamGenerateContent", "text-generation"),
            new Rule("converse", "text-generation"),
            new Rule("converse-stream", "text-generation"),
            new Rule("v1/chat", "text-generation"),
            new Rule("v2/chat", "text-generation"),
            new Rule("embeddings", "text-embeddings"),
            new Rule("embedContent", "text-embeddings"),
            new Rule("batchEmbedContents", "text-embeddings"),
            new Rule("embed", "text-embeddings"),
            new Rule("images/generations", "text-to-image"),
            new Rule("images/edits", "image-to-image"),
            new Rule("audio/speech", "text-to-speech"),
            new Rule("audio/transcriptions", "automatic-speech-recognition"),
            new Rule("audio/translations", "automatic-speech-recognition"),
            new Rule("moderations", "text-classification"));

    private ModelType() {}

    /** The kind of work behind this path; null when the path does not tell. */
    public static @Nullable String of(String path) {
        for (Rule rule : RULES) {
            if (path.endsWith(rule.end)) {
                return rule.type;
            }
        }
        return null;
    }
}

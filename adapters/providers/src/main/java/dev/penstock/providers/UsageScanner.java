package dev.penstock.providers;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.penstock.domain.inference.Metering;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the model and the token usage in a reply's JSON, token by token, wherever the known APIs put them: at the top level
 * (OpenAI, Anthropic, Gemini), in {@code message} (the first event of an Anthropic stream), in {@code response} (the events
 * of the OpenAI Responses API), in {@code delta} (the last event of a Cohere stream) or in {@code result} (Workers AI). What comes later replaces what came before, since streams count up.
 */
final class UsageScanner {
    private static final int DEEPEST = 5;

    private final UsageCounts counts = new UsageCounts();
    private final @Nullable String[] names = new String[DEEPEST + 1];
    private int depth;
    private @Nullable String model;

    Metering metering() {
        return new Metering(model, counts.usage());
    }

    /** A new document begins. */
    void begin() {
        depth = 0;
    }

    /** Takes the tokens that the parser has now; it may have more later. */
    void take(JsonParser parser) throws IOException {
        for (JsonToken token = parser.nextToken();
                token != null && token != JsonToken.NOT_AVAILABLE;
                token = parser.nextToken()) {
            switch (token) {
                case START_OBJECT -> depth++;
                case END_OBJECT -> depth--;
                // An array of documents is a stream of its own kind (Gemini); arrays further inside hold nothing of
                // ours.
                case START_ARRAY -> depth += depth == 0 ? 0 : DEEPEST;
                case END_ARRAY -> depth -= depth == 0 ? 0 : DEEPEST;
                case FIELD_NAME -> name(parser);
                case VALUE_STRING -> text(parser);
                case VALUE_NUMBER_INT -> number(parser);
                default -> {}
            }
        }
    }

    private void name(JsonParser parser) throws IOException {
        if (depth <= DEEPEST) {
            names[depth] = parser.currentName();
        }
    }

    private void text(JsonParser parser) throws IOException {
        boolean top = depth == 1 || (depth == 2 && isWrapper(names[1]));
        if (top && ("model".equals(names[depth]) || "modelVersion".equals(names[depth]))) {
            String named = parser.getText();
            // Azure's first event names an empty one.
            model = named.isEmpty() ? model : named;
        }
    }

    private void number(JsonParser parser) throws IOException {
        if (depth < 2 || depth > DEEPEST) {
            return;
        }
        int usage = isWrapper(names[1]) ? 2 : 1;
        boolean inUsage = isUsage(names[usage]) && depth > usage;
        if (inUsage && depth == usage + 1) {
            counts.count(String.valueOf(names[depth]), parser.getLongValue());
        } else if (inUsage && depth == usage + 2) {
            counts.detail(String.valueOf(names[usage + 1]), String.valueOf(names[depth]), parser.getLongValue());
        }
    }

    private static boolean isWrapper(@Nullable String name) {
        return "message".equals(name) || "response".equals(name) || "delta".equals(name) || "result".equals(name);
    }

    private static boolean isUsage(@Nullable String name) {
        return "usage".equals(name) || "usageMetadata".equals(name) || "meta".equals(name);
    }
}

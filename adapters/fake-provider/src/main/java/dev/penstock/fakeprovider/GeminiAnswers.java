package dev.penstock.fakeprovider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Generated content as Google AI Studio words it: the path names the model, every part of a stream reports usage. No tools. */
final class GeminiAnswers implements Dialect {
    @Override
    public Question read(String path, String query, JsonNode body) {
        int colon = path.lastIndexOf(':');
        boolean stream = path.endsWith(":streamGenerateContent");
        boolean events = List.of(query.split("&", -1)).contains("alt=sse");
        JsonNode config = body.path("generationConfig");
        return new Question(
                PathNames.decoded(path.substring(path.lastIndexOf('/') + 1, colon)),
                Prompt.of(body.path("contents"), body.path("systemInstruction"), body.path("system_instruction")),
                !stream ? Question.Shape.WHOLE : events ? Question.Shape.EVENTS : Question.Shape.JSON_ARRAY,
                true,
                config.path("maxOutputTokens").asInt(Integer.MAX_VALUE),
                Question.stopsOf(config.path("stopSequences")),
                OfferedTools.NONE);
    }

    @Override
    public ObjectNode whole(Answer answer, JsonNode body) {
        return part(answer, answer.text(), finish(answer), answer.tokens().output());
    }

    @Override
    public Speech stream(Answer answer, Question question) {
        boolean array = question.shape() == Question.Shape.JSON_ARRAY;
        List<Buffer> beats = new ArrayList<>();
        int tokens = answer.tokens().reasoning();
        for (String piece : answer.blocks().getFirst().pieces()) {
            tokens += Words.count(piece);
            beats.add(framed(part(answer, piece, null, tokens), array, beats.isEmpty()));
        }
        Buffer last = framed(part(answer, "", finish(answer), tokens), array, false);
        Speech events = Speech.events(beats, array ? last.appendString("]\n") : last);
        return array ? new Speech(ModelEndpoint.JSON, beats, events.closing(), Buffer.buffer(",\n{\"cand")) : events;
    }

    @Override
    public ObjectNode error(Refusal refusal) {
        ObjectNode body = Json.object();
        body.putObject("error")
                .put("code", refusal.status())
                .put("message", refusal.message())
                .put("status", statusName(refusal.status()));
        return body;
    }

    private static Buffer framed(ObjectNode part, boolean array, boolean first) {
        return array ? Buffer.buffer(first ? "[" : ",\n").appendBuffer(Json.buffer(part)) : Json.event(part);
    }

    private static ObjectNode part(Answer answer, String text, @Nullable String finish, int tokens) {
        ObjectNode part = Json.object();
        ObjectNode candidate = part.putArray("candidates").addObject();
        candidate
                .putObject("content")
                .put("role", "model")
                .putArray("parts")
                .addObject()
                .put("text", text);
        if (finish != null) {
            candidate.put("finishReason", finish);
        }
        candidate.put("index", 0);
        if (answer.tokens().shown()) {
            usage(part.putObject("usageMetadata"), answer.tokens(), tokens);
        }
        return part.put("modelVersion", answer.model()).put("responseId", answer.id());
    }

    private static void usage(ObjectNode usage, Tokens tokens, int output) {
        usage.put("promptTokenCount", tokens.prompt())
                .put("candidatesTokenCount", output - tokens.reasoning())
                .put("totalTokenCount", tokens.prompt() + output);
        if (tokens.cached() > 0) {
            usage.put("cachedContentTokenCount", tokens.cached());
        }
        if (tokens.reasoning() > 0) {
            usage.put("thoughtsTokenCount", tokens.reasoning());
        }
    }

    private static String finish(Answer answer) {
        return answer.ending() == Answer.Ending.LIMIT ? "MAX_TOKENS" : "STOP";
    }

    private static String statusName(int status) {
        return switch (status) {
            case 401 -> "UNAUTHENTICATED";
            case 403 -> "PERMISSION_DENIED";
            case 404 -> "NOT_FOUND";
            case 429 -> "RESOURCE_EXHAUSTED";
            case 503 -> "UNAVAILABLE";
            case 504 -> "DEADLINE_EXCEEDED";
            default -> status >= 500 ? "INTERNAL" : "INVALID_ARGUMENT";
        };
    }
}

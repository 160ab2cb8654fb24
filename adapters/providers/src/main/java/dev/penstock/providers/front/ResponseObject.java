package dev.penstock.providers.front;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.providers.chat.ChatUsage;
import dev.penstock.providers.chat.Json;
import org.jspecify.annotations.Nullable;

/** The {@code response} object of the Responses API and its items; repeats what was asked, as that API does. */
final class ResponseObject {
    private final Asked asked;

    ResponseObject(Asked asked) {
        this.asked = asked;
    }

    ObjectNode started(Answer answer) {
        return response("in_progress", answer);
    }

    ObjectNode ended(Answer answer) {
        String cut = incomplete(answer);
        ObjectNode response = response(cut == null ? "completed" : "incomplete", answer);
        if (cut != null) {
            response.putObject("incomplete_details").put("reason", cut);
        }
        ArrayNode output = response.withArrayProperty("output");
        for (Part part : answer.parts()) {
            boolean last = part.at() == answer.parts().size() - 1;
            output.add(item(part, last ? lastStatus(answer) : "completed"));
        }
        return response;
    }

    ObjectNode failed(ProviderError error, Answer answer) {
        ObjectNode response = response("failed", answer);
        response.putObject("error")
                .put("code", error.status() == 429 ? "rate_limit_exceeded" : "server_error")
                .put("message", error.message());
        return response;
    }

    /** The last part of an answer is the one that was cut. */
    static String lastStatus(Answer answer) {
        return incomplete(answer) == null ? "completed" : "incomplete";
    }

    private static @Nullable String incomplete(Answer answer) {
        return switch (answer.finish()) {
            case "length" -> "max_output_tokens";
            case "content_filter" -> "content_filter";
            default -> null;
        };
    }

    /** The item with what the part holds by now. */
    ObjectNode item(Part part, String status) {
        ObjectNode item = Json.object().put("id", id(part));
        switch (part.kind()) {
            case THOUGHT -> {
                item.put("type", "reasoning");
                item.putArray("summary").addAll(content(part));
            }
            case TEXT, REFUSAL -> {
                item.put("type", "message").put("role", "assistant");
                item.putArray("content").addAll(content(part));
            }
            case CALL ->
                item.put("type", "function_call")
                        .put("call_id", part.callId())
                        .put("name", part.name())
                        .put("arguments", part.text());
        }
        return item.put("status", status);
    }

    private static ArrayNode content(Part part) {
        return part.content().isEmpty() ? Json.array() : Json.array(content(part, part.text()));
    }

    static ObjectNode content(Part part, String text) {
        return switch (part.kind()) {
            case THOUGHT -> Json.ofType("summary_text").put("text", text);
            case REFUSAL -> Json.ofType("refusal").put("refusal", text);
            case TEXT, CALL -> {
                ObjectNode said = Json.ofType("output_text").put("text", text);
                said.putArray("annotations");
                said.putArray("logprobs");
                yield said;
            }
        };
    }

    String id(Part part) {
        String prefix = switch (part.kind()) {
            case THOUGHT -> "rs_";
            case TEXT, REFUSAL -> "msg_";
            case CALL -> "fc_";
        };
        return prefix + asked.id() + "_" + part.at();
    }

    private ObjectNode response(String status, Answer answer) {
        ChatUsage usage = answer.usage();
        ObjectNode response = Json.object()
                .put("id", "resp_" + asked.id())
                .put("object", "response")
                .put("created_at", asked.at().getEpochSecond())
                .put("status", status)
                .put("background", false)
                .put("model", asked.model())
                .put("store", false)
                .put("truncation", "disabled")
                .putNull("previous_response_id")
                .putNull("error")
                .putNull("incomplete_details");
        response.putArray("output");
        response.set("usage", usage == null ? response.nullNode() : usage(usage));
        echo(response);
        return response;
    }

    private void echo(ObjectNode response) {
        ObjectNode text = Json.object();
        text.set("format", Json.ofType("text"));
        echo(response, "instructions", response.nullNode());
        echo(response, "max_output_tokens", response.nullNode());
        echo(response, "metadata", Json.object());
        echo(response, "parallel_tool_calls", response.booleanNode(true));
        echo(response, "reasoning", Json.object().putNull("effort").putNull("summary"));
        echo(response, "temperature", response.numberNode(1.0));
        echo(response, "text", text);
        echo(response, "tool_choice", response.textNode("auto"));
        echo(response, "tools", Json.array());
        echo(response, "top_p", response.numberNode(1.0));
        echo(response, "user", response.nullNode());
    }

    private void echo(ObjectNode response, String field, JsonNode otherwise) {
        JsonNode value = asked.request().path(field);
        response.set(field, value.isMissingNode() || value.isNull() ? otherwise : value);
    }

    private static ObjectNode usage(ChatUsage usage) {
        ObjectNode told = Json.object().put("input_tokens", usage.input());
        ObjectNode cached = told.putObject("input_tokens_details").put("cached_tokens", usage.cacheRead());
        if (usage.cacheWrite() > 0) {
            cached.put("cache_write_tokens", usage.cacheWrite());
        }
        told.put("output_tokens", usage.output());
        told.putObject("output_tokens_details").put("reasoning_tokens", usage.thought());
        return told.put("total_tokens", usage.total());
    }
}

package dev.penstock.providers.front;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.providers.chat.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Messages request, told as chat completions. What is not named here is dropped. */
final class MessagesRequest {
    private static final long LOW_BUDGET = 4096;
    private static final long MEDIUM_BUDGET = 16_384;
    private static final List<String> ELSEWHERE = List.of("mcp_servers", "container");

    private final Place request;

    MessagesRequest(Place request) {
        this.request = request;
    }

    ObjectNode toChat() {
        for (String field : ELSEWHERE) {
            if (request.at(field).isFilled()) {
                throw request.at(field).refused("is Anthropic's own and not there for this model");
            }
        }
        ObjectNode chat = Json.object();
        request.at("model").carryTo(chat, "model");
        chat.set("messages", messages());
        for (String same : List.of("max_tokens", "temperature", "top_p")) {
            request.at(same).carryTo(chat, same);
        }
        if (request.at("stop_sequences").isFilled()) {
            request.at("stop_sequences").carryTo(chat, "stop");
        }
        request.at("metadata").at("user_id").carryTo(chat, "user");
        tools(chat);
        effort(chat);
        format(chat);
        ChatStream.carry(request, chat);
        return chat;
    }

    private ArrayNode messages() {
        ChatMessages messages = new ChatMessages();
        MessagesContent content = new MessagesContent(messages);
        if (request.at("system").isGiven()) {
            content.system(request.at("system"));
        }
        request.at("messages").items().forEach(content::message);
        return messages.all();
    }

    private void tools(ObjectNode chat) {
        if (!request.at("tools").isFilled()) {
            return;
        }
        ArrayNode tools = chat.putArray("tools");
        for (Place tool : request.at("tools").items()) {
            tools.add(tool(tool));
        }
        choice(request.at("tool_choice"), chat);
    }

    private static ObjectNode tool(Place tool) {
        if (!tool.at("type").textOr("custom").equals("custom")) {
            throw tool.at("type").refusedWord("is a tool of Anthropic's own that this model does not know");
        }
        ObjectNode function = Json.object().put("name", tool.at("name").text());
        tool.at("description").carryTo(function, "description");
        tool.at("input_schema").carryTo(function, "parameters");
        tool.at("strict").carryTo(function, "strict");
        return ChatParts.function(function);
    }

    private static void choice(Place choice, ObjectNode chat) {
        if (!choice.isGiven()) {
            return;
        }
        switch (choice.at("type").text()) {
            case "auto" -> chat.put("tool_choice", "auto");
            case "any" -> chat.put("tool_choice", "required");
            case "none" -> chat.put("tool_choice", "none");
            case "tool" ->
                chat.set(
                        "tool_choice",
                        ChatParts.function(
                                Json.object().put("name", choice.at("name").text())));
            default -> throw choice.at("type").refusedWord("is no choice of tools");
        }
        if (choice.at("disable_parallel_tool_use").isFilled()) {
            chat.put("parallel_tool_calls", false);
        }
    }

    private void effort(ObjectNode chat) {
        String thinking = request.at("thinking").at("type").textOr("");
        String asked = request.at("output_config").at("effort").textOr("");
        String effort = thinking.equals("enabled")
                ? byBudget(request.at("thinking").at("budget_tokens").value())
                : byWord(asked);
        if (effort != null && !thinking.equals("disabled")) {
            chat.put("reasoning_effort", effort);
        }
    }

    private static String byBudget(JsonNode budget) {
        if (budget.isIntegralNumber() && budget.canConvertToLong() && budget.longValue() <= MEDIUM_BUDGET) {
            return budget.longValue() <= LOW_BUDGET ? "low" : "medium";
        }
        return "high";
    }

    private static @Nullable String byWord(String effort) {
        return switch (effort) {
            case "low", "medium" -> effort;
            case "high", "xhigh", "max" -> "high";
            default -> null;
        };
    }

    private void format(ObjectNode chat) {
        Place older = request.at("output_format");
        Place format = older.isGiven() ? older : request.at("output_config").at("format");
        if (!format.isGiven()) {
            return;
        }
        if (!format.at("type").text().equals("json_schema")) {
            throw format.at("type").refusedWord("is no format that can be asked of this model");
        }
        ObjectNode schema = Json.object().put("name", "answer").put("strict", true);
        format.at("schema").carryTo(schema, "schema");
        chat.set("response_format", Json.ofType("json_schema").set("json_schema", schema));
    }
}

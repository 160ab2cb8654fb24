package dev.penstock.providers.front;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.providers.chat.Json;
import java.util.List;

/** A Responses request, told as chat completions. What is not named here is dropped. */
final class ResponsesRequest {
    private static final String NOTHING_IS_STORED =
            "responses are not stored for this model; send the conversation as input";
    private static final List<String> STORED = List.of("previous_response_id", "conversation", "prompt", "background");

    private final Place request;

    ResponsesRequest(Place request) {
        this.request = request;
    }

    ObjectNode toChat() {
        for (String field : STORED) {
            if (request.at(field).isFilled()) {
                throw request.at(field).refused(NOTHING_IS_STORED);
            }
        }
        ObjectNode chat = Json.object();
        request.at("model").carryTo(chat, "model");
        chat.set("messages", messages());
        request.at("max_output_tokens").carryTo(chat, "max_tokens");
        for (String same : List.of("temperature", "top_p", "user")) {
            request.at(same).carryTo(chat, same);
        }
        request.at("reasoning").at("effort").carryTo(chat, "reasoning_effort");
        tools(chat);
        format(request.at("text").at("format"), chat);
        ChatStream.carry(request, chat);
        return chat;
    }

    private ArrayNode messages() {
        ChatMessages messages = new ChatMessages();
        messages.system(request.at("instructions").textOr(""));
        Place input = request.at("input");
        if (input.isText()) {
            messages.user(Json.array(ChatParts.text(input.text())));
        } else {
            new ResponsesInput(messages).items(input.items());
        }
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
        request.at("parallel_tool_calls").carryTo(chat, "parallel_tool_calls");
        choice(request.at("tool_choice"), chat);
    }

    private static ObjectNode tool(Place tool) {
        if (!tool.at("type").text().equals("function")) {
            throw tool.at("type").refusedWord("is a tool of OpenAI's own that this model's provider does not have");
        }
        ObjectNode function = Json.object().put("name", tool.at("name").text());
        for (String same : List.of("description", "parameters", "strict")) {
            tool.at(same).carryTo(function, same);
        }
        return ChatParts.function(function);
    }

    private static void choice(Place choice, ObjectNode chat) {
        if (!choice.isGiven()) {
            return;
        }
        if (choice.isText()) {
            choice.carryTo(chat, "tool_choice");
        } else if (choice.at("type").text().equals("function")) {
            ObjectNode function = Json.object().put("name", choice.at("name").text());
            chat.set("tool_choice", ChatParts.function(function));
        } else {
            throw choice.at("type").refusedWord("cannot be chosen; a function can");
        }
    }

    private static void format(Place format, ObjectNode chat) {
        String type = format.at("type").textOr("text");
        switch (type) {
            case "text" -> {}
            case "json_object" -> chat.set("response_format", Json.ofType(type));
            case "json_schema" -> {
                ObjectNode schema = Json.object();
                for (String same : List.of("name", "description", "schema", "strict")) {
                    format.at(same).carryTo(schema, same);
                }
                chat.set("response_format", Json.ofType(type).set("json_schema", schema));
            }
            default -> throw format.at("type").refusedWord("is no format that can be asked of this model");
        }
    }
}

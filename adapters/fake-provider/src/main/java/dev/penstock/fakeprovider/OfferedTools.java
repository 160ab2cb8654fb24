package dev.penstock.fakeprovider;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The tools that a request lets the model call, and whether it must.
 *
 * @param wanted the only tool to call, null for any
 */
record OfferedTools(
        List<Tool> tools, Choice choice, @Nullable String wanted) {
    static final OfferedTools NONE = new OfferedTools(List.of(), Choice.NEVER, null);

    enum Choice {
        FREE,
        NEVER,
        MUST
    }

    /** @param schema the JSON schema of its arguments */
    record Tool(String name, JsonNode schema) {}

    OfferedTools {
        tools = List.copyOf(tools);
    }

    static OfferedTools ofChat(JsonNode body) {
        List<Tool> tools = new ArrayList<>();
        for (JsonNode tool : body.path("tools")) {
            JsonNode function = tool.path("function");
            tools.add(new Tool(function.path("name").asText(), function.path("parameters")));
        }
        JsonNode choice = body.path("tool_choice");
        return with(tools, choice.asText(choice.path("type").asText()), choice.at("/function/name"));
    }

    static OfferedTools ofResponses(JsonNode body) {
        JsonNode choice = body.path("tool_choice");
        return with(flat(body, "parameters"), choice.asText(choice.path("type").asText()), choice.path("name"));
    }

    static OfferedTools ofMessages(JsonNode body) {
        JsonNode choice = body.path("tool_choice");
        return with(flat(body, "input_schema"), choice.path("type").asText(), choice.path("name"));
    }

    static OfferedTools ofConverse(JsonNode body) {
        List<Tool> tools = new ArrayList<>();
        for (JsonNode tool : body.at("/toolConfig/tools")) {
            JsonNode spec = tool.path("toolSpec");
            if (!spec.isMissingNode()) {
                tools.add(new Tool(spec.path("name").asText(), spec.at("/inputSchema/json")));
            }
        }
        JsonNode choice = body.at("/toolConfig/toolChoice");
        return with(tools, choice.has("any") ? "any" : choice.has("tool") ? "tool" : "", choice.at("/tool/name"));
    }

    /** The tools to call now, none to answer with text. The caller's words ask for a tool by its name. */
    List<Tool> called(Prompt prompt, int askedByModel) {
        if (choice == Choice.NEVER || prompt.toolAnswered()) {
            return List.of();
        }
        List<Tool> named = tools.stream().filter(named(prompt)).toList();
        List<Tool> likely = named.isEmpty() ? tools : named;
        if (likely.isEmpty()) {
            return List.of();
        } else if (askedByModel > 0) {
            List<Tool> many = new ArrayList<>();
            for (int i = 0; i < askedByModel; i++) {
                many.add(likely.get(i % likely.size()));
            }
            return many;
        }
        return choice == Choice.MUST || !named.isEmpty() ? likely.subList(0, 1) : List.of();
    }

    private Predicate<Tool> named(Prompt prompt) {
        List<String> words = Words.of(prompt.last());
        return tool -> wanted == null ? words.contains(tool.name()) : wanted.equals(tool.name());
    }

    private static List<Tool> flat(JsonNode body, String schema) {
        List<Tool> tools = new ArrayList<>();
        for (JsonNode tool : body.path("tools")) {
            if (tool.has("name")) {
                tools.add(new Tool(tool.path("name").asText(), tool.path(schema)));
            }
        }
        return tools;
    }

    private static OfferedTools with(List<Tool> tools, String choice, JsonNode wanted) {
        Choice how = switch (choice) {
            case "none" -> Choice.NEVER;
            case "required", "any", "tool", "function" -> Choice.MUST;
            default -> Choice.FREE;
        };
        return new OfferedTools(tools, how, wanted.isTextual() ? wanted.textValue() : null);
    }
}

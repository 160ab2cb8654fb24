package dev.penstock.providers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.domain.provider.Api;
import dev.penstock.providers.chat.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What a caller hears in an answer, whichever API it is in and whether it is streamed or not. */
record Heard(String model, String text, List<String> calls, String ending, long input, long output) {
    static Heard of(Api api, boolean stream, byte[] body) {
        if (!stream) {
            return whole(api, Objects.requireNonNull(Json.read(body)));
        }
        List<JsonNode> events = new ArrayList<>();
        for (String line : new String(body, StandardCharsets.UTF_8).split("\n", -1)) {
            if (line.startsWith("data: {")) {
                events.add(Objects.requireNonNull(Json.read(line.substring("data: ".length()))));
            }
        }
        return switch (api) {
            case CHAT_COMPLETIONS -> chat(events);
            case RESPONSES -> whole(api, events.getLast().path("response"));
            case MESSAGES -> message(events);
        };
    }

    private static Heard whole(Api api, JsonNode reply) {
        JsonNode usage = reply.path("usage");
        return switch (api) {
            case CHAT_COMPLETIONS -> {
                JsonNode choice = reply.path("choices").path(0);
                List<String> calls = new ArrayList<>();
                for (JsonNode call : choice.path("message").path("tool_calls")) {
                    calls.add(call(
                            call.path("function").path("name").asText(),
                            call.path("function").path("arguments").asText()));
                }
                yield new Heard(
                        reply.path("model").asText(),
                        choice.path("message").path("content").asText(""),
                        calls,
                        choice.path("finish_reason").asText(),
                        usage.path("prompt_tokens").asLong(),
                        usage.path("completion_tokens").asLong());
            }
            case RESPONSES -> response(reply, usage);
            case MESSAGES -> message(reply, usage);
        };
    }

    private static Heard response(JsonNode reply, JsonNode usage) {
        StringBuilder text = new StringBuilder();
        List<String> calls = new ArrayList<>();
        for (JsonNode item : reply.path("output")) {
            item.path("content").forEach(part -> text.append(part.path("text").asText()));
            if (item.path("type").asText().equals("function_call")) {
                calls.add(
                        call(item.path("name").asText(), item.path("arguments").asText()));
            }
        }
        return new Heard(
                reply.path("model").asText(),
                text.toString(),
                calls,
                reply.path("status").asText(),
                usage.path("input_tokens").asLong(),
                usage.path("output_tokens").asLong());
    }

    private static Heard message(JsonNode reply, JsonNode usage) {
        StringBuilder text = new StringBuilder();
        List<String> calls = new ArrayList<>();
        for (JsonNode block : reply.path("content")) {
            text.append(block.path("text").asText(""));
            if (block.path("type").asText().equals("tool_use")) {
                calls.add(call(block.path("name").asText(), Json.text(block.path("input"))));
            }
        }
        return new Heard(
                reply.path("model").asText(),
                text.toString(),
                calls,
                reply.path("stop_reason").asText(),
                usage.path("input_tokens").asLong(),
                usage.path("output_tokens").asLong());
    }

    /** The whole message that the events build up. */
    private static Heard message(List<JsonNode> events) {
        ObjectNode message = Json.object();
        List<ObjectNode> blocks = new ArrayList<>();
        StringBuilder input = new StringBuilder();
        JsonNode usage = Json.object();
        for (JsonNode event : events) {
            JsonNode delta = event.path("delta");
            switch (event.path("type").asText()) {
                case "message_start" -> message.setAll((ObjectNode) event.path("message"));
                case "content_block_start" -> {
                    blocks.add((ObjectNode) event.path("content_block"));
                    input.setLength(0);
                }
                case "content_block_delta" -> {
                    input.append(delta.path("partial_json").asText(""));
                    ObjectNode block = blocks.getLast();
                    if (delta.has("text")) {
                        block.put(
                                "text",
                                block.path("text").asText() + delta.path("text").asText());
                    } else {
                        block.set("input", Json.read(input.toString()));
                    }
                }
                case "message_delta" -> {
                    message.setAll((ObjectNode) delta);
                    usage = event.path("usage");
                }
                default -> {}
            }
        }
        message.putArray("content").addAll(blocks);
        return message(message, usage);
    }

    private static Heard chat(List<JsonNode> events) {
        StringBuilder text = new StringBuilder();
        StringBuilder name = new StringBuilder();
        StringBuilder arguments = new StringBuilder();
        String ending = "";
        for (JsonNode event : events) {
            JsonNode choice = event.path("choices").path(0);
            text.append(choice.path("delta").path("content").asText(""));
            JsonNode function = choice.path("delta").path("tool_calls").path(0).path("function");
            name.append(function.path("name").asText(""));
            arguments.append(function.path("arguments").asText(""));
            ending = choice.path("finish_reason").asText(ending);
        }
        JsonNode usage = events.getLast().path("usage");
        return new Heard(
                events.getFirst().path("model").asText(),
                text.toString(),
                name.isEmpty() ? List.of() : List.of(call(name.toString(), arguments.toString())),
                ending,
                usage.path("prompt_tokens").asLong(),
                usage.path("completion_tokens").asLong());
    }

    private static String call(String name, String arguments) {
        return name + " " + Json.read(arguments);
    }
}

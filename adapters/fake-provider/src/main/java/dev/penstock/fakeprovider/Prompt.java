package dev.penstock.fakeprovider;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The words of a request, whichever dialect nests them.
 *
 * @param all all text of the request, instructions included; images and files have none
 * @param last the text of the last message that is not the start of the model's own answer
 * @param start the start of the model's own answer, where the last message is that
 * @param prefilled whether it is
 * @param toolAnswered whether the last message brings the result of a tool
 */
record Prompt(String all, String last, String start, boolean prefilled, boolean toolAnswered) {
    /** Reads the messages, and the instructions that stand beside them. */
    static Prompt of(JsonNode messages, JsonNode... instructions) {
        JsonNode last = messages.isArray() && !messages.isEmpty() ? messages.get(messages.size() - 1) : messages;
        String role = last.path("role").asText();
        boolean prefilled = "assistant".equals(role) || "model".equals(role);
        JsonNode asked = prefilled && messages.size() > 1 ? messages.get(messages.size() - 2) : last;
        String before = PromptText.of(instructions);
        String said = PromptText.of(messages);
        return new Prompt(
                before.isEmpty() ? said : before + " " + said,
                PromptText.of(asked),
                prefilled ? PromptText.of(last) : "",
                prefilled,
                bringsResult(last, role));
    }

    private static boolean bringsResult(JsonNode last, String role) {
        if ("tool".equals(role)
                || "function_call_output".equals(last.path("type").asText())) {
            return true;
        }
        for (JsonNode part : last.path("content")) {
            if ("tool_result".equals(part.path("type").asText()) || part.has("toolResult")) {
                return true;
            }
        }
        return false;
    }
}

package dev.penstock.providers.dialect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.providers.chat.Json;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What {@code reasoning_effort} means to a Claude model: for the families up to 4.5 a budget of tokens, for later ones thinking at
 * the model's own measure and a level of effort, for those before 3.7 nothing. Also nothing where Claude would refuse to
 * think: when a tool is forced, after a tool's result (its own thoughts of the turn before are not in a chat), and when the
 * limit of tokens leaves no room.
 *
 * @param thinking the {@code thinking} field of the request
 * @param effort the level of effort; null for models with a budget
 * @param budget how many tokens thinking may take; 0 for models without one
 */
record ClaudeThinking(ObjectNode thinking, @Nullable String effort, long budget) {
    private static final Pattern VERSION = Pattern.compile("claude-(?:[a-z]+-)?(\\d)(?:[.-](\\d))?(?!\\d)");
    private static final int FIRST_TO_THINK = 37;
    private static final int FIRST_WITH_EFFORT = 46;
    private static final long LEAST_BUDGET = 1024;

    static @Nullable ClaudeThinking of(ChatRequest chat, String model) {
        String effort = chat.text("reasoning_effort");
        int version = version(model);
        if (effort == null || effort.equals("none") || version < FIRST_TO_THINK || hindered(chat)) {
            return null;
        }
        return version >= FIRST_WITH_EFFORT ? adaptive(effort) : budgeted(effort, chat.maxTokens());
    }

    private static boolean hindered(ChatRequest chat) {
        ChatRequest.ToolChoice choice = chat.toolChoice();
        return (choice != null && choice.forces()) || chat.conversation().endsInToolResult();
    }

    private static ClaudeThinking adaptive(String effort) {
        String level = switch (effort) {
            case "minimal", "low" -> "low";
            case "medium" -> "medium";
            default -> "high";
        };
        return new ClaudeThinking(Json.object().put("type", "adaptive"), level, 0);
    }

    private static @Nullable ClaudeThinking budgeted(String effort, @Nullable Long maxTokens) {
        long wanted = switch (effort) {
            case "minimal" -> LEAST_BUDGET;
            case "low" -> 2 * LEAST_BUDGET;
            case "medium" -> 8 * LEAST_BUDGET;
            default -> 16 * LEAST_BUDGET;
        };
        // The limit covers thoughts and answer; half of it at least is the answer's.
        long budget = maxTokens == null ? wanted : Math.min(wanted, maxTokens / 2);
        if (budget < LEAST_BUDGET) {
            return null;
        }
        ObjectNode thinking = Json.object().put("type", "enabled").put("budget_tokens", budget);
        return new ClaudeThinking(thinking, null, budget);
    }

    /** 45 for 4.5. A name without a number is taken for a new one. */
    private static int version(String model) {
        Matcher matcher = VERSION.matcher(model);
        if (!matcher.find()) {
            boolean old = model.contains("claude-instant") || model.contains("claude-v");
            return old ? 0 : Integer.MAX_VALUE;
        }
        String minor = matcher.group(2);
        return Integer.parseInt(matcher.group(1)) * 10 + (minor == null ? 0 : Integer.parseInt(minor));
    }
}

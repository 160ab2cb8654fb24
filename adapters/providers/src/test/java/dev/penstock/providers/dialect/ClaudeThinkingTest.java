package dev.penstock.providers.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.providers.chat.Json;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaudeThinkingTest {
    private static @Nullable ClaudeThinking thinking(String model, String messages, String fields) {
        String chat = "{\"messages\":[" + messages + "]," + fields + "}";
        return ClaudeThinking.of(ChatRequest.of(Objects.requireNonNull(Json.object(chat))), model);
    }

    private static @Nullable ClaudeThinking thinking(String model, String effort) {
        return thinking(model, "{\"role\":\"user\",\"content\":\"a\"}", "\"reasoning_effort\":\"" + effort + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "claude-3-7-sonnet-20250219",
                "claude-sonnet-4-20250514",
                "claude-opus-4-1-20250805",
                "anthropic.claude-haiku-4-5@20251001",
                "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
                "claude-3.7-sonnet"
            })
    void is_a_budget_up_to_4_5(String model) {
        assertThat(thinking(model, "medium"))
                .isEqualTo(new ClaudeThinking(
                        Json.object().put("type", "enabled").put("budget_tokens", 8192L), null, 8192));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"claude-opus-4-6", "anthropic.claude-opus-4-6-v1", "claude-sonnet-5", "claude-mythos-preview"})
    void is_a_level_after_that(String model) {
        assertThat(thinking(model, "medium"))
                .isEqualTo(new ClaudeThinking(Json.object().put("type", "adaptive"), "medium", 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "claude-3-5-sonnet-20241022",
                "claude-3-haiku-20240307",
                "claude-2.1",
                "anthropic.claude-v2:1",
                "claude-instant-1.2",
                "anthropic.claude-instant-v1"
            })
    void is_nothing_before_3_7(String model) {
        assertThat(thinking(model, "high")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "minimal, 1024, low",
        "low, 2048, low",
        "medium, 8192, medium",
        "high, 16384, high",
        "xhigh, 16384, high"
    })
    void grows_with_the_effort(String effort, long budget, String level) {
        assertThat(Objects.requireNonNull(thinking("claude-sonnet-4-5", effort)).budget())
                .isEqualTo(budget);
        assertThat(Objects.requireNonNull(thinking("claude-opus-5", effort)).effort())
                .isEqualTo(level);
    }

    @Test
    void is_nothing_when_the_caller_wants_none_or_says_nothing() {
        assertThat(thinking("claude-sonnet-4-5", "none")).isNull();
        assertThat(thinking("claude-sonnet-4-5", "")).isNull();
    }

    @Test
    void is_nothing_right_after_the_result_of_a_tool() {
        String result = "{\"role\":\"tool\",\"tool_call_id\":\"c\",\"content\":\"a\"}";

        assertThat(thinking("claude-sonnet-4-5", result, "\"reasoning_effort\":\"high\""))
                .isNull();
    }
}

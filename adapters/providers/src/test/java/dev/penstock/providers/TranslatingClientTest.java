package dev.penstock.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.provider.Api;
import dev.penstock.providers.TranslationBed.Way;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What callers hear, whichever API they speak and whoever answers. */
class TranslatingClientTest {
    private static final TranslationBed BED = new TranslationBed();

    @AfterAll
    static void close() {
        BED.close();
    }

    private static String ending(Api api, String finish) {
        return switch (api) {
            case CHAT_COMPLETIONS -> finish;
            case RESPONSES -> finish.equals("length") ? "incomplete" : "completed";
            case MESSAGES ->
                switch (finish) {
                    case "length" -> "max_tokens";
                    case "tool_calls" -> "tool_use";
                    default -> "end_turn";
                };
        };
    }

    @ParameterizedTest
    @MethodSource("dev.penstock.providers.TranslationBed#ways")
    void a_question_is_answered_with_text_usage_and_reason(Way way) {
        Heard heard = BED.heard(way, way.saying(UnifiedQuestion.WORDS));

        assertThat(heard.text()).startsWith("You said how deep is the water");
        assertThat(heard.ending()).isEqualTo(ending(way.api(), "stop"));
        assertThat(heard.input()).isEqualTo(7);
        assertThat(heard.output()).isEqualTo(16);
    }

    @ParameterizedTest
    @MethodSource("dev.penstock.providers.TranslationBed#translated")
    void a_question_gets_the_model_back_as_it_asked_for_it(Way way) {
        assertThat(BED.heard(way, way.saying("hi")).model()).isEqualTo(way.slug() + "/gpt-4o");
    }

    @ParameterizedTest
    @MethodSource("dev.penstock.providers.TranslationBed#ways")
    void a_question_may_offer_tools(Way way) {
        Heard heard = BED.heard(way, way.saying("please set_gate now").offeringATool());

        assertThat(heard.calls()).containsExactly("set_gate {\"gate\":1}");
        assertThat(heard.ending()).isEqualTo(ending(way.api(), "tool_calls"));
    }

    @ParameterizedTest
    @MethodSource("dev.penstock.providers.TranslationBed#ways")
    void a_question_may_bring_the_results_of_tools(Way way) {
        Heard heard = BED.heard(way, UnifiedQuestion.afterATool(way.api(), way.stream()));

        assertThat(heard.text()).startsWith("You said");
        assertThat(heard.calls()).isEmpty();
        assertThat(BED.seen().bodyStart()).contains("the gate is open", "call_1");
    }

    @ParameterizedTest
    @MethodSource("dev.penstock.providers.TranslationBed#ways")
    void a_question_may_show_an_image(Way way) {
        Heard heard = BED.heard(way, UnifiedQuestion.showing(way.api(), way.stream(), "iVBORw0KGgo="));

        assertThat(heard.text()).startsWith("You said what is this");
        assertThat(BED.seen().bodyStart()).contains("iVBORw0KGgo=");
    }

    @ParameterizedTest
    @MethodSource("dev.penstock.providers.TranslationBed#ways")
    void a_question_may_say_where_to_stop(Way way) {
        if (way.api() == Api.RESPONSES) {
            return; // that API has no such word
        }
        String word = way.api() == Api.MESSAGES ? "stop_sequences" : "stop";

        Heard heard = BED.heard(way, way.saying(UnifiedQuestion.WORDS).with("'%s':['deep']".formatted(word)));

        assertThat(heard.text()).startsWith("You said how").doesNotContain("deep");
    }

    @ParameterizedTest
    @MethodSource("dev.penstock.providers.TranslationBed#ways")
    void a_question_may_limit_the_answer(Way way) {
        String word = way.api() == Api.RESPONSES ? "max_output_tokens" : "max_tokens";

        Heard heard = BED.heard(way, way.saying(UnifiedQuestion.WORDS).with("'%s':3".formatted(word)));

        assertThat(heard.text().strip()).isEqualTo("You said how");
        assertThat(heard.ending()).isEqualTo(ending(way.api(), "length"));
    }

    @ParameterizedTest
    @MethodSource("dev.penstock.providers.TranslationBed#translated")
    void a_question_never_asks_for_a_compressed_answer(Way way) {
        BED.heard(way, way.saying("hi"));

        assertThat(BED.seen().header("accept-encoding")).hasValue("identity");
    }

    @ParameterizedTest
    @EnumSource(Api.class)
    void a_question_may_be_large(Api api) {
        Way way = new Way(api, "aws-bedrock", false);
        String image = "iVBORw0K".repeat(256 * 1024);

        Heard heard = BED.heard(way, UnifiedQuestion.showing(api, false, image));

        assertThat(heard.text()).startsWith("You said what is this");
        assertThat(BED.seen().bodySize()).isGreaterThan(image.length());
    }

    @ParameterizedTest
    @EnumSource(Api.class)
    void a_question_is_refused_when_it_cannot_be_read(Api api) {
        long before = BED.fake.requests();
        Way way = new Way(api, "aws-bedrock", false);

        assertThatThrownBy(() -> BED.reply(way, way.saying("hi").with("'x'")))
                .rootCause()
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isInstanceOf(Problem.UnreadableCompletion.class));
        assertThat(BED.fake.requests()).isEqualTo(before);
    }
}

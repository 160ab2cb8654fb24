package dev.penstock.http.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UniversalAnswersTest {
    private final Door door = new Door();

    @AfterEach
    void close() {
        door.close();
    }

    private static String step(String provider, String model, String headers) {
        return """
            {"provider":"%s","endpoint":"chat/completions","headers":%s,
             "query":{"model":"%s","messages":[{"role":"user","content":"how deep"}]}}""".formatted(provider, headers, model);
    }

    @Test
    void name_the_event_of_the_step_that_answered() throws IOException {
        String first = step("openai", "fake-status-500", "{\"cf-aig-event-id\":\"first\"}");
        String second = step("openai", "gpt-4o-mini", "{\"cf-aig-event-id\":\"second\"}");

        Answer answer = door.post(Door.BASE, "[" + first + "," + second + "]", "cf-aig-event-id: whole");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("cf-aig-step")).isEqualTo("1");
        assertThat(answer.header("cf-aig-event-id")).isEqualTo("second");
    }

    @Test
    void name_the_event_of_the_request_when_the_step_has_none() throws IOException {
        Answer own = door.post(Door.BASE, step("openai", "gpt-4o-mini", "{}"), "cf-aig-event-id: whole");
        Answer made = door.post(Door.BASE, step("openai", "gpt-4o-mini", "{}"));

        assertThat(own.header("cf-aig-event-id")).isEqualTo("whole");
        assertThat(made.header("cf-aig-event-id")).isEqualTo(made.header("cf-aig-request-id"));
    }

    @Test
    void name_the_event_of_the_step_that_was_refused() throws IOException {
        String failing = step("openai", "fake-status-500", "{\"cf-aig-event-id\":\"first\"}");
        String unknown = step("nobody", "gpt-4o-mini", "{\"cf-aig-event-id\":\"second\"}");

        Answer answer = door.post(Door.BASE, "[" + failing + "," + unknown + "]");

        assertThat(answer.text()).contains("\"internalCode\":2008");
        assertThat(answer.header("cf-aig-step")).isEqualTo("1");
        assertThat(answer.header("cf-aig-event-id")).isEqualTo("second");
    }

    @Test
    void name_provider_and_model_where_a_unified_step_answered() throws IOException {
        Answer unified = door.post(Door.BASE, step("compat", "openai/gpt-4o-mini", "{}"));
        Answer plain = door.post(Door.BASE, step("openai", "gpt-4o-mini", "{}"));

        assertThat(unified.header("cf-aig-provider")).isEqualTo("openai");
        assertThat(unified.header("cf-aig-model")).isEqualTo("gpt-4o-mini");
        assertThat(plain.header("cf-aig-provider")).isEmpty();
    }

    @Test
    void to_what_is_no_list_of_steps_say_what_is_wrong() throws IOException {
        Answer answer = door.post(Door.BASE, "[{\"provider\":\"openai\"}]", "cf-aig-event-id: whole");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("\"internalCode\":2019", "[0].endpoint must be a text");
        assertThat(answer.header("cf-aig-event-id")).isEqualTo("whole");
    }
}

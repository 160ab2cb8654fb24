package dev.penstock.bootstrap.exam;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ReadingTest {
    private static final String USAGE = "{\"choices\":[],\"usage\":{\"completion_tokens\":2}}";

    private final Reading reading = new Reading(1, "a b", true);

    private void piece(String text, String finish) {
        reading.event("{\"model\":\"m\",\"choices\":[{\"delta\":{\"content\":\"%s\"},\"finish_reason\":%s}]}"
                .formatted(text, finish));
    }

    private Reply ended(Reply.Ending how) {
        reading.end(how);
        return reading.reply();
    }

    @Nested
    class A_stream {
        @Test
        void is_whole_with_its_text_its_reason_and_its_terminator() {
            reading.head(200);
            piece("a ", "null");
            piece("b", "null");
            piece("", "\"stop\"");
            reading.event(USAGE);
            reading.event("[DONE]");

            Reply reply = ended(Reply.Ending.CLEAN);

            assertThat(reply.whole()).isTrue();
            assertThat(reply.model()).isEqualTo("m");
            assertThat(reply.completionTokens()).isEqualTo(2);
        }

        @Test
        void is_not_whole_when_anything_is_missing() {
            reading.head(200);
            piece("a b", "null");
            assertThat(ended(Reply.Ending.CLEAN).whole()).isFalse();
            piece("", "\"stop\"");
            assertThat(ended(Reply.Ending.CLEAN).whole()).isFalse();
            reading.event("[DONE]");
            assertThat(ended(Reply.Ending.BROKEN).whole()).isFalse();
            assertThat(ended(Reply.Ending.CLEAN).whole()).isTrue();
            reading.event("{\"choices\":[{\"delta\":{\"cont");
            assertThat(ended(Reply.Ending.CLEAN).whole()).isFalse();
        }

        @Test
        void may_end_with_an_error_that_tells() {
            reading.head(200);
            piece("a ", "null");
            reading.event("{\"error\":{\"message\":\"broke off\",\"code\":\"x\"}}");

            Reply reply = ended(Reply.Ending.BROKEN);

            assertThat(reply.toldClearly()).isTrue();
            assertThat(reply.error()).isEqualTo("broke off [x]");
        }

        @Test
        void tells_nothing_when_it_had_said_that_all_is_well() {
            reading.head(200);
            piece("a", "\"stop\"");
            reading.event("{\"error\":{\"message\":\"broke off\"}}");

            assertThat(ended(Reply.Ending.CLEAN).toldClearly()).isFalse();
        }
    }

    @Nested
    class A_whole_answer {
        private final Reading whole = new Reading(1, "a b", false);

        @Test
        void is_read_from_its_message() {
            whole.head(200);
            whole.whole("{\"choices\":[{\"message\":{\"content\":\"a b\"},\"finish_reason\":\"stop\"}]}");
            whole.end(Reply.Ending.CLEAN);

            assertThat(whole.reply().whole()).isTrue();
        }

        @Test
        void that_is_cut_short_is_garbage() {
            whole.head(200);
            whole.end(Reply.Ending.CLEAN);
            whole.whole("{\"choices\":[{\"mess");

            assertThat(whole.reply().garbage()).isEqualTo(1);
            assertThat(whole.reply().whole()).isFalse();
        }

        @Test
        void may_be_an_error_of_a_provider_or_of_the_gateway() {
            whole.head(400);
            whole.whole("{\"error\":[{\"code\":2005,\"message\":\"Failed to get response\"}],\"message\":\"no\"}");
            whole.end(Reply.Ending.CLEAN);

            assertThat(whole.reply().error()).isEqualTo("Failed to get response [2005]");
            assertThat(whole.reply().toldClearly()).isTrue();
        }

        @Test
        void is_no_stream_when_one_was_asked_for() {
            reading.head(200);
            reading.whole("{\"choices\":[{\"message\":{\"content\":\"a b\"},\"finish_reason\":\"stop\"}]}");

            assertThat(ended(Reply.Ending.CLEAN).whole()).isFalse();
        }
    }
}

package dev.penstock.fakeprovider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class StrikeTest {
    private static final String CHAT = "/v1/chat/completions";

    private final HandClock clock = new HandClock();
    private final RunningFakeProvider running = new RunningFakeProvider(FakeProviderOptions.defaults(), clock);

    @AfterEach
    void stop() {
        running.close();
    }

    private int status(String model) throws Exception {
        return running.status(CHAT, chat(model));
    }

    private static String chat(String model) {
        return "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";
    }

    private HttpResponse<String> fault(String method, String body) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI at = URI.create(running.provider().url() + "/_fake/fault");
            return client.send(
                    HttpRequest.newBuilder(at)
                            .method(method, BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    @Nested
    class A_fault_for_every_request {
        @Test
        void strikes_whatever_the_model_is_called_until_it_is_over() throws Exception {
            running.provider().strike("fake-status-503");

            assertThat(status("gpt-4o-mini")).isEqualTo(503);
            assertThat(status("m+fake-status-429")).isEqualTo(503);

            running.provider().strike(null);

            assertThat(status("gpt-4o-mini")).isEqualTo(200);
            assertThat(status("m+fake-status-429")).isEqualTo(429);
        }

        @Test
        void counts_from_when_it_was_set() throws Exception {
            running.provider().strike("fake-status-500-first-1");

            assertThat(List.of(status("a"), status("b"), status("a"))).containsExactly(500, 200, 200);

            running.provider().strike("fake-status-500-first-1");

            assertThat(List.of(status("a"), status("a"))).containsExactly(500, 200);
        }

        @Test
        void may_be_none_at_all() throws Exception {
            running.provider().strike("fake-none");

            assertThat(status("m+fake-status-429")).isEqualTo(200);
        }

        @Test
        void is_refused_when_nobody_knows_it() throws Exception {
            assertThatThrownBy(() -> running.provider().strike("fake-nonsense"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("fake-nonsense");
            assertThat(fault("PUT", "{\"fault\":\"nonsense\"}").statusCode()).isEqualTo(400);
            assertThat(status("m")).isEqualTo(200);
        }

        @Test
        void is_set_and_ended_over_http_without_being_counted() throws Exception {
            assertThat(fault("PUT", "{\"fault\":\"fake-status-502\"}").body())
                    .isEqualTo("{\"fault\":\"fake-status-502\"}");
            assertThat(fault("GET", "").body()).isEqualTo("{\"fault\":\"fake-status-502\"}");
            assertThat(running.provider().requests()).isZero();
            assertThat(status("m")).isEqualTo(502);

            assertThat(fault("DELETE", "").statusCode()).isEqualTo(204);

            assertThat(fault("GET", "").body()).isEqualTo("{\"fault\":null}");
            assertThat(status("m")).isEqualTo(200);
        }
    }

    @Nested
    class A_label {
        @Test
        void gives_a_fault_counts_of_its_own() throws Exception {
            String one = "m+fake-status-500-first-1-as-a1";
            String two = "m+fake-status-500-first-1-as-a2";

            assertThat(List.of(status(one), status(one), status(two), status(two)))
                    .containsExactly(500, 200, 500, 200);
        }

        @Test
        void is_not_in_the_name_of_the_model_that_answers() throws Exception {
            assertThat(running.json(CHAT, chat("gpt-4o-mini+fake-none-as-p7"))
                            .path("model")
                            .asText())
                    .isEqualTo("gpt-4o-mini");
        }
    }

    @Nested
    class A_whole_body {
        @Test
        void that_breaks_is_no_json_and_seems_to_be_all() throws Exception {
            HttpResponse<String> response = running.post(CHAT, chat("fake-broken-body"));

            assertThat(response.statusCode()).isEqualTo(200);
            assertThatThrownBy(() -> RunningFakeProvider.parse(response.body()))
                    .isInstanceOf(IllegalStateException.class);
        }

        @Test
        void that_stalls_never_ends_whole() {
            long start = System.nanoTime();

            assertThatThrownBy(() -> running.post(CHAT, chat("fake-stalled-body-for-60")))
                    .isInstanceOf(IOException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(59));
        }
    }

    @Nested
    class A_started_answer {
        private String said(String start) throws Exception {
            String more = start.isEmpty() ? "]}" : ",{\"role\":\"assistant\",\"content\":\"%s\"}]}".formatted(start);
            return running.json(CHAT, chat("m").replace("]}", more))
                    .at("/choices/0/message/content")
                    .asText();
        }

        @Test
        void is_continued_where_it_stops() throws Exception {
            String whole = said("");

            assertThat(whole).startsWith("You said hello and the");
            assertThat("You said hello" + said("You said hello")).isEqualTo(whole);
            assertThat("You said " + said("You said ")).isEqualTo(whole);
        }

        @Test
        void is_not_the_models_own_if_it_would_have_begun_otherwise() throws Exception {
            assertThat(said("The sea")).isEqualTo(" " + said(""));
        }
    }

    @Nested
    class A_watcher {
        @Test
        void hears_of_every_request_with_the_moment_it_came() throws Exception {
            List<SeenRequest> seen = new CopyOnWriteArrayList<>();
            running.provider().watch(seen::add);
            Instant first = clock.instant();

            status("a");
            clock.advance(Duration.ofSeconds(3));
            status("b");

            assertThat(seen).extracting(SeenRequest::arrivedAt).containsExactly(first, first.plusSeconds(3));
            assertThat(new String(running.get("/_fake/seen").body(), UTF_8))
                    .contains("\"arrived_at\":\"" + first.plusSeconds(3));
        }
    }
}

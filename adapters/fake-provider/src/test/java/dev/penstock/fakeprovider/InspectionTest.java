package dev.penstock.fakeprovider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InspectionTest {
    private final RunningFakeProvider running = RunningFakeProvider.withDefaults();

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void shows_over_http_what_reached_the_provider() throws Exception {
        running.post("/v1/chat/completions?a=b", "{\"model\":\"m\"}", "Authorization", "Bearer one", "X-Two", "2");

        JsonNode seen = seen();

        JsonNode request = seen.at("/requests/0");
        assertThat(seen.path("requests_count").asInt()).isEqualTo(1);
        assertThat(request.path("method").asText()).isEqualTo("POST");
        assertThat(request.path("path").asText()).isEqualTo("/v1/chat/completions");
        assertThat(request.path("query").asText()).isEqualTo("a=b");
        assertThat(request.at("/headers/authorization/0").asText()).isEqualTo("Bearer one");
        assertThat(request.at("/headers/x-two/0").asText()).isEqualTo("2");
        assertThat(request.path("body_start").asText()).isEqualTo("{\"model\":\"m\"}");
    }

    @Test
    void looking_leaves_no_trace() throws Exception {
        seen();

        assertThat(seen().path("requests_count").asInt()).isZero();
        assertThat(seen().path("requests")).isEmpty();
    }

    @Test
    void forgets_what_it_saw_when_told_to() throws Exception {
        running.get("/v1/models");

        int status = running.delete("/_fake/seen").statusCode();

        assertThat(status).isEqualTo(204);
        assertThat(seen().path("requests")).isEmpty();
        assertThat(seen().path("requests_count").asInt()).isEqualTo(1);
        assertThat(running.provider().lastRequests()).isEmpty();
    }

    private JsonNode seen() throws Exception {
        return RunningFakeProvider.parse(new String(running.get("/_fake/seen").body(), UTF_8));
    }
}

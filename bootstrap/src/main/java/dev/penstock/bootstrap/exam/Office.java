package dev.penstock.bootstrap.exam;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The management API of the Penstock that is examined. Blocks. */
final class Office implements AutoCloseable {
    static final String GATEWAY = "exam";

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LOGS_ARE_LATE = Duration.ofSeconds(3);
    private static final long GLANCE_MILLIS = 20;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Examined server;

    Office(Examined server) {
        this.server = server;
        send("POST", "/gateways", """
                {"id":"%s","authentication":true,"collect_logs":true,"cache_ttl":0,"cache_invalidate_on_update":false,\
                "rate_limiting_interval":0,"rate_limiting_limit":0}""".formatted(GATEWAY));
    }

    void deploy(JsonNode route) {
        send("POST", "/gateways/" + GATEWAY + "/routes", route.toString());
    }

    /** The entries of an event, oldest first, as soon as there are so many. */
    List<LogRow> logs(String event, int least) {
        long deadline = System.nanoTime() + LOGS_ARE_LATE.toNanos();
        List<LogRow> rows = rows(event);
        while (rows.size() < least && System.nanoTime() < deadline) {
            try {
                Thread.sleep(GLANCE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return rows;
            }
            rows = rows(event);
        }
        return rows;
    }

    private List<LogRow> rows(String event) {
        JsonNode found = send(
                "GET",
                "/gateways/" + GATEWAY + "/logs?per_page=50&order_by=created_at&order_by_direction=asc"
                        + "&filters.key=event_id&filters.operator=eq&filters.value=" + event,
                "");
        List<LogRow> rows = new ArrayList<>();
        for (JsonNode row : found.path("result")) {
            rows.add(new LogRow(
                    row.path("model").asText(""),
                    row.path("status_code").asInt(),
                    row.path("success").asBoolean(),
                    row.path("outcome").asText(""),
                    row.path("cause").asText(""),
                    row.path("cost").isNumber() ? row.path("cost").decimalValue() : null,
                    row.path("tokens_out").asLong(-1)));
        }
        return rows;
    }

    boolean healthy() {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/healthz"))
                    .timeout(PATIENCE)
                    .build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private JsonNode send(String method, String below, String body) {
        URI uri = URI.create(server.url() + "/client/v4/accounts/" + server.account() + "/ai-gateway" + below);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(PATIENCE)
                .header("authorization", "Bearer " + server.token())
                .header("content-type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
            JsonNode answer = JSON.readTree(response.body());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("%s %s: %s".formatted(method, below, answer));
            }
            return answer;
        } catch (IOException e) {
            throw new IllegalStateException("%s %s failed".formatted(method, below), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}

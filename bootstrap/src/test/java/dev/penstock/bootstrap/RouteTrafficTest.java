package dev.penstock.bootstrap;

import static dev.penstock.bootstrap.RunningServer.chat;
import static dev.penstock.bootstrap.RunningServer.streamed;
import static dev.penstock.bootstrap.Traffic.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.bootstrap.RunningServer.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Dynamic routes at a whole server: each way to call one, what its elements see, and what a deployment changes. */
class RouteTrafficTest {
    private static final String COMPAT = "compat/chat/completions";
    private static final String GPT = "gpt-4o-mini";
    private static final String CLAUDE = "claude-haiku-4-5";
    private static final String DOWN = GPT + "+fake-status-503";

    @RegisterExtension
    static final LoopbackProvider PROVIDER = new LoopbackProvider();

    @SuppressWarnings("NullAway.Init") // JUnit starts it before the first test
    private static RunningServer server;

    private Traffic traffic = new Traffic(server, "");

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = RunningServer.in(folder, PROVIDER);
    }

    @BeforeEach
    void make() {
        traffic = Traffic.through(server, "");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String element(String id, String type, String properties, String outputs) {
        return """
                {"id":"%s","type":"%s","properties":{%s},"outputs":{%s}}""".formatted(id, type, properties, outputs);
    }

    private static String arrow(String label, String target) {
        return "\"%s\":{\"elementId\":\"%s\"}".formatted(label, target);
    }

    private static String model(String id, String provider, String model, String fallback) {
        return element(
                id,
                "model",
                "\"provider\":\"%s\",\"model\":\"%s\",\"timeout\":5000,\"retries\":0".formatted(provider, model),
                arrow("success", "end") + "," + arrow("fallback", fallback));
    }

    private static String elements(String... between) {
        return "[%s,%s,%s]"
                .formatted(
                        element("start", "start", "", arrow("next", "first")),
                        String.join(",", between),
                        element("end", "end", "", ""));
    }

    private static String failing_over() {
        return elements(model("first", "openai", DOWN, "second"), model("second", "anthropic", CLAUDE, "end"));
    }

    /** The id of the new route. */
    private String route(String name, String elements) {
        Answer made = server.manage(
                "POST",
                "/gateways/" + traffic.gateway() + "/routes",
                "{\"name\":\"%s\",\"elements\":%s}".formatted(name, elements));
        assertThat(made.status()).as(made.text()).isEqualTo(200);
        assertThat(made.body().at("/result/version/is_valid").asBoolean(true))
                .as(made.text())
                .isTrue();
        return made.body().at("/result/id").asText();
    }

    private static String answered(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.header("cf-aig-provider") + " " + answer.header("cf-aig-model") + " "
                + answer.header("cf-aig-step");
    }

    @Test
    void a_chat_is_answered_by_the_fallback_of_a_model_that_is_down() {
        route("support", failing_over());

        Answer answer = traffic.post(COMPAT, chat("dynamic/support"));

        assertThat(answered(answer)).isEqualTo("anthropic claude-haiku-4-5 1");
        assertThat(answer.body().path("model").asText()).isEqualTo(CLAUDE);
        List<JsonNode> logs = traffic.logs(2);
        assertThat(logs)
                .extracting(log ->
                        log.path("step").asInt() + " " + log.path("model").asText() + " "
                                + log.path("status_code").asInt() + " "
                                + log.path("cost").asText("null"))
                .satisfiesExactly(
                        failed -> assertThat(failed).isEqualTo("0 " + GPT + "+fake-status-503 503 null"),
                        fine -> assertThat(fine).startsWith("1 " + CLAUDE + " 200 0.0000"));
        assertThat(logs.get(0).path("event_id")).isEqualTo(logs.get(1).path("event_id"));
    }

    @Test
    void a_stream_is_too() {
        route("support", failing_over());

        Answer answer = traffic.post(COMPAT, streamed("dynamic/support"));

        assertThat(answered(answer)).isEqualTo("anthropic claude-haiku-4-5 1");
        assertThat(answer.text()).contains("\"model\":\"" + CLAUDE + "\"").endsWith("data: [DONE]\n\n");
    }

    @Test
    void the_other_unified_apis_take_routes_as_well() {
        route("support", failing_over());

        Answer responses = traffic.post("compat/responses", "{\"model\":\"dynamic/support\",\"input\":\"hello\"}");
        Answer messages = rest("/ai/v1/messages", chat("dynamic/support", ",\"max_tokens\":50"));

        assertThat(answered(responses)).isEqualTo("anthropic claude-haiku-4-5 1");
        assertThat(responses.body().path("object").asText()).isEqualTo("response");
        assertThat(answered(messages)).isEqualTo("anthropic claude-haiku-4-5 1");
        assertThat(messages.body().path("type").asText()).isEqualTo("message");
    }

    @Test
    void a_step_of_a_universal_request_can_be_a_route() {
        route("support", failing_over());
        String broken = Traffic.step("openai", "chat/completions", chat(DOWN), "");
        String routed = Traffic.step("compat", "chat/completions", chat("dynamic/support"), "");

        Answer answer = traffic.post("", "[" + broken + "," + routed + "]");

        assertThat(answered(answer)).isEqualTo("anthropic claude-haiku-4-5 1");
        assertThat(traffic.logs(3)).hasSize(3);
    }

    @Test
    void the_rest_forms_take_routes_as_well() {
        route("support", failing_over());

        Answer chat = rest("/ai/v1/chat/completions", chat("dynamic/support"));
        Answer run = rest("/ai/run", """
                {"model":"dynamic/support","input":{"messages":[{"role":"user","content":"hello"}]}}""");

        assertThat(answered(chat)).isEqualTo("anthropic claude-haiku-4-5 1");
        assertThat(run.status()).as(run.text()).isEqualTo(200);
        assertThat(run.text()).contains("You said hello");
    }

    private Answer rest(String path, String body) {
        return server.send(server.request("/client/v4/accounts/" + RunningServer.ACCOUNT + path)
                .header("authorization", "Bearer " + RunningServer.TOKEN)
                .header("cf-aig-gateway-id", traffic.gateway())
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    @Test
    void conditions_see_metadata_headers_and_the_body() {
        String filter = """
                "conditions":{"metadata.plan":"paid","headers.x-team":{"$regex":"^sal"},"body.messages.0.role":"user"}""";
        route(
                "support",
                elements(
                        element("first", "conditional", filter, arrow("true", "big") + "," + arrow("false", "small")),
                        model("big", "openai", GPT, "end"),
                        model("small", "anthropic", CLAUDE, "end")));

        Answer all = traffic.post(
                COMPAT, chat("dynamic/support"), "cf-aig-metadata", "{\"plan\":\"paid\"}", "x-team", "sales");
        Answer one = traffic.post(COMPAT, chat("dynamic/support"), "x-team", "sales");

        assertThat(answered(all)).isEqualTo("openai gpt-4o-mini 0");
        assertThat(answered(one)).isEqualTo("anthropic claude-haiku-4-5 0");
    }

    @Test
    void a_limit_that_is_used_up_leads_elsewhere_and_ends_the_route_where_nothing_is() {
        String two = "\"limitType\":\"count\",\"key\":\"metadata.user\",\"limit\":1,\"window\":86400";
        route(
                "support",
                elements(
                        element("first", "rate", two, arrow("success", "big") + "," + arrow("fallback", "again")),
                        element("again", "rate", two, arrow("success", "small")),
                        model("big", "openai", GPT, "end"),
                        model("small", "anthropic", CLAUDE, "end")));

        Answer first = traffic.post(COMPAT, chat("dynamic/support"));
        Answer second = traffic.post(COMPAT, chat("dynamic/support"));
        Answer third = traffic.post(COMPAT, chat("dynamic/support"));

        assertThat(answered(first)).isEqualTo("openai gpt-4o-mini 0");
        assertThat(answered(second)).isEqualTo("anthropic claude-haiku-4-5 0");
        assertError(third, 429, 2003);
        assertThat(traffic.logs(3).get(2).path("status_code").asInt()).isEqualTo(429);
    }

    @Test
    void a_route_that_is_not_there_is_named() {
        Answer answer = traffic.post(COMPAT, chat("dynamic/nowhere"));

        assertError(answer, 400, 2005);
        assertThat(answer.text()).contains("nowhere");
        assertThat(traffic.logs(1)).hasSize(1);
    }

    @Test
    void a_deployment_is_for_the_next_request_and_never_for_one_on_its_way() {
        String slow = GPT + "+fake-latency-1500";
        String id = route("support", elements(model("first", "openai", slow, "end")));
        String below = "/gateways/" + traffic.gateway() + "/routes/" + id;
        Answer version = server.manage(
                "POST",
                below + "/versions",
                "{\"elements\":%s}".formatted(elements(model("first", "anthropic", CLAUDE, "end"))));
        long asked = PROVIDER.get().requests();
        CompletableFuture<HttpResponse<byte[]>> before = traffic.later(COMPAT, chat("dynamic/support"));
        Await.until("the provider is asked", () -> PROVIDER.get().requests() == asked + 1);

        Answer deployed = server.manage(
                "POST",
                below + "/deployments",
                "{\"version_id\":\"%s\"}"
                        .formatted(version.body().at("/result/version_id").asText()));
        Answer after = traffic.post(COMPAT, chat("dynamic/support"));

        assertThat(deployed.status()).as(deployed.text()).isEqualTo(200);
        assertThat(answered(after)).isEqualTo("anthropic claude-haiku-4-5 0");
        assertThat(before.join().headers().firstValue("cf-aig-provider")).contains("openai");
    }

    @Test
    void the_detail_of_a_log_shows_the_way() {
        route("support", failing_over());
        traffic.post(COMPAT, chat("dynamic/support"));

        String id = traffic.logs(2).get(1).path("id").asText();
        JsonNode detail = server.manage("GET", "/gateways/" + traffic.gateway() + "/logs/" + id, null)
                .body()
                .at("/result/route");

        assertThat(detail.path("name").asText()).isEqualTo("support");
        assertThat(detail.path("path"))
                .extracting(passage -> passage.path("element").asText() + " "
                        + passage.path("output").asText() + " "
                        + passage.path("outcome").asText("-"))
                .containsExactly("start next -", "first fallback openai/" + DOWN + " answered with status 503");
    }

    @Test
    void the_first_failure_is_named_where_nobody_answered() {
        String gone = GPT + "+fake-reset";
        route(
                "support",
                elements(
                        model("first", "openai", gone, "second"),
                        model("second", "anthropic", CLAUDE + "+fake-reset", "end")));

        Answer answer = traffic.post(COMPAT, chat("dynamic/support"));

        assertError(answer, 400, 2005);
        assertThat(answer.header("penstock-first-failure")).startsWith("openai/" + gone + ": ");
    }

    @Test
    void a_key_of_the_callers_own_goes_to_no_provider() {
        route("support", failing_over());

        traffic.post(COMPAT, chat("dynamic/support"), "authorization", "Bearer sk-callers-own");

        assertThat(PROVIDER.last().headers().toString()).doesNotContain("sk-callers-own");
    }
}

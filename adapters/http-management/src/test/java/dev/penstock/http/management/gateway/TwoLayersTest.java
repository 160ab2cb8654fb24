package dev.penstock.http.management.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.application.account.ManageAccounts;
import dev.penstock.application.port.FakeAccountStore;
import dev.penstock.domain.validation.Violation;
import dev.penstock.http.management.edge.ApiDocument;
import dev.penstock.http.management.edge.Desk;
import dev.penstock.http.management.edge.Operation;
import dev.penstock.http.management.edge.Operations;
import dev.penstock.http.management.edge.Reply;
import dev.penstock.http.management.edge.Wire;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mapstruct.factory.Mappers;

/** The document and the domain say the same about the same bad settings, so that nobody notices which of them spoke. */
class TwoLayersTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** An operation of the document that does nothing but be checked. */
    private static final Operation CHECKED =
            Operation.guarded("PUT", "/accounts/{account_id}/ai-gateway/gateways/{id}", call -> {
                call.findings().refuse();
                return Reply.result("fine");
            });

    private final Desk desk =
            new Desk(ApiDocument.shipped(), new ManageAccounts(new FakeAccountStore(), () -> Instant.EPOCH));
    private final GatewayJsonMapper mapper = Mappers.getMapper(GatewayJsonMapper.class);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'cache_ttl': -1}",
                "{'cache_ttl': 2147483648}",
                "{'rate_limiting_limit': -1, 'rate_limiting_interval': 2147483648}",
                "{'rate_limiting_technique': 'Fixed'}",
                "{'retry_max_attempts': 0, 'retry_delay': -1, 'retry_backoff': ''}",
                "{'retry_max_attempts': 6, 'retry_delay': 60001}",
                "{'log_management': 9999, 'log_management_strategy': 'stop_inserting'}",
                "{'log_management': 10000001}",
                "{'logpush_public_key': '123456789012345'}",
                "{'workers_ai_billing_mode': 'free'}",
                "{'dlp': {}}",
                "{'dlp': {'enabled': true, 'action': 'block', 'profiles': []}}",
                "{'dlp': {'policies': [{}, {'id': 'a', 'enabled': true, 'action': 'X', 'profiles': [], 'check': ['Y']}]}}",
                "{'guardrails': {}}",
                "{'guardrails': {'prompt': {'P1': 'ALLOW', 'S99': 'x'}, 'response': {'S13': ''}}}",
                "{'otel': [{}]}",
                "{'otel': [{'url': 'not a url', 'headers': {}, 'content_type': 'xml'}]}",
                "{'otel': [{}, {}, {}, {}, {}, {}]}",
                "{'spend_limits': {'rules': [{}]}}",
                "{'spend_limits': {'rules': [{'id': '', 'limit': 0, 'limitType': 'x', 'window': 0, 'technique': 'x'}]}}",
                "{'spend_limits': {'rules': [{'limit': -0.5, 'limitType': 'cost', 'window': 2147483648}]}}",
                "{'spend_limits': {'rules': [{'limit': 1, 'limitType': 'cost', 'window': 1, 'model': {}}]}}",
                "{'spend_limits': {'rules': [{'limit': 1, 'limitType': 'cost', 'window': 1,"
                        + " 'provider': {'mode': 'partition', 'values': []}}]}}",
                "{'spend_limits': {'rules': [{'limit': 1, 'limitType': 'cost', 'window': 1,"
                        + " 'metadata': {'a': {}, 'b': {'mode': 'filter'}, 'c': {'mode': 'x'}}}]}}",
                "{'stripe': {}}",
                "{'stripe': {'authorization': 'a', 'usage_events': [{}]}}",
                "{'cache_ttl': 'gone', 'collect_logs': 'gone'}",
            })
    void both_say_the_same(String bad) throws IOException {
        ObjectNode settings = settings(bad);

        List<String> byDocument = byDocument(settings);
        List<String> byDomain = byDomain(settings);

        assertThat(byDocument).isNotEmpty().containsExactlyInAnyOrderElementsOf(byDomain);
    }

    @ParameterizedTest
    @ValueSource(ints = {1025, 5000})
    void both_say_the_same_about_long_texts(int length) throws IOException {
        String text = "a".repeat(length);
        ObjectNode settings =
                settings("{'logpush_public_key': '%s', 'otel': [{'url': 'https://%s', 'headers': {'h': '%s'},"
                                .formatted(text, "b.".repeat(length) + "c", text)
                        + " 'authorization': '%s'}]}".formatted(text));

        assertThat(byDocument(settings)).containsAll(byDomain(settings)).isNotEmpty();
    }

    /** Plain settings with the bad ones over them; {@code gone} takes one away. */
    private static ObjectNode settings(String bad) throws IOException {
        ObjectNode settings = (ObjectNode) JSON.readTree("""
                {"rate_limiting_limit": 0, "rate_limiting_interval": 0, "collect_logs": true, "cache_ttl": 0,
                 "cache_invalidate_on_update": false}""");
        JSON.readTree(bad.replace('\'', '"')).properties().forEach(member -> {
            if (member.getValue().asText().equals("gone")) {
                settings.remove(member.getKey());
            } else {
                settings.set(member.getKey(), member.getValue());
            }
        });
        return settings;
    }

    private List<String> byDocument(ObjectNode settings) throws IOException {
        Operations.Match.Found found = new Operations.Match.Found(CHECKED, Map.of("account_id", "a", "id", "g"));
        Reply reply = desk.serve(
                found, new Desk.Received(null, null, Buffer.buffer(settings.toString()), "http://penstock.invalid"));
        List<String> said = new ArrayList<>();
        for (JsonNode error : JSON.readTree(reply.body().getBytes()).path("errors")) {
            List<Object> steps = new ArrayList<>();
            error.path("path").forEach(step -> steps.add(step.isInt() ? (Object) step.asInt() : step.asText()));
            assertThat(steps.remove(0)).isEqualTo("body");
            said.add(steps + " " + error.path("message").asText());
        }
        return said;
    }

    private List<String> byDomain(ObjectNode settings) {
        List<Violation> violations =
                mapper.draft(Wire.read(settings, GatewayJson.class)).violations();
        return violations.stream()
                .map(violation -> violation.path().steps() + " " + violation.message())
                .toList();
    }
}

package dev.penstock.http.management;

import static dev.penstock.http.management.SampleGateways.gateway;
import static dev.penstock.http.management.Server.messages;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CustomDomainsTest {
    private static final String DOMAINS = "/gateways/main/custom-domains";

    private final Server server = new Server("https://Penstock.example:8443/some/where");

    @AfterEach
    void stop() {
        server.close();
    }

    @BeforeEach
    void make_gateways() {
        server.post("/gateways", gateway("main"));
        server.post("/gateways", gateway("beside"));
    }

    private Server.Answer create(String gateway, String name) {
        return server.post(
                "/gateways/" + gateway + "/custom-domains",
                "{\"domain\": \"%s\", \"zone_id\": \"z\", \"minTLS\": \"1.2\"}".formatted(name));
    }

    @Test
    void creates_and_says_where_dns_must_point() {
        Server.Answer answer = create("main", "AI.Example.com");

        JsonNode result = answer.result();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(result.path("hostname").asText()).isEqualTo("ai.example.com");
        assertThat(result.path("gateway_id").asText()).isEqualTo("main");
        assertThat(result.path("status").asText()).isEqualTo("active");
        assertThat(result.path("cname_target").asText()).isEqualTo("penstock.example");
        assertThat(result.path("created_at").asLong()).isEqualTo(Server.NOW.toEpochMilli());
        assertThat(result.path("modified_at").asLong()).isEqualTo(Server.NOW.toEpochMilli());
    }

    @Test
    void points_to_what_the_caller_used_when_nothing_else_is_known() {
        try (Server plain = new Server()) {
            plain.post("/gateways", gateway("main"));

            assertThat(plain.post(DOMAINS, "{\"domain\": \"a.example\", \"zone_id\": \"z\"}")
                            .result()
                            .path("cname_target")
                            .asText())
                    .isEqualTo("127.0.0.1");
        }
    }

    @Test
    void shows_lists_and_searches() {
        create("main", "b.example.com");
        server.now.set(Server.NOW.plusSeconds(1));
        create("main", "a.other.com");
        create("beside", "c.example.com");

        assertThat(server.get(DOMAINS + "/B.EXAMPLE.com")
                        .result()
                        .path("ssl_hostname_id")
                        .isNull())
                .isTrue();
        assertThat(names("")).containsExactly("b.example.com", "a.other.com");
        assertThat(names("?per_page=1&page=2")).containsExactly("a.other.com");
        assertThat(names("?page=9")).isEmpty();
        assertThat(names("?search=other")).containsExactly("a.other.com");
        assertThat(names("?status=active")).hasSize(2);
        assertThat(names("?status=blocked")).isEmpty();
    }

    private List<String> names(String query) {
        Server.Answer answer = server.get(DOMAINS + query);
        assertThat(answer.status()).isEqualTo(200);
        return answer.result().findValuesAsText("hostname");
    }

    @Test
    void has_a_hostname_once_in_the_whole_server_and_does_not_tell_whose() {
        create("beside", "ai.example.com");

        Server.Answer answer = create("main", "ai.example.com");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.result().isObject()).isTrue();
        assertThat(messages(answer))
                .containsExactly("[\"body\",\"domain\"] A custom domain 'ai.example.com' already exists");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example",
                "example.",
                ".example.com",
                "a..b",
                "-a.example",
                "a-.example",
                "a_b.example",
                "*.example.com",
                "10.0.0.1",
                "a.b.1",
                "example.com:80",
                "https://example.com",
                "example.com/a",
                "\\u00e9.example"
            })
    void refuses_what_is_no_hostname(String name) {
        assertThat(messages(create("main", name))).containsExactly("[\"body\",\"domain\"] Invalid hostname");
    }

    @Test
    void refuses_names_of_the_server_itself() {
        assertThat(messages(create("main", "PENSTOCK.example")))
                .containsExactly("[\"body\",\"domain\"] This is a name of the server itself");
    }

    @Test
    void names_everything_that_is_wrong() {
        assertThat(messages(server.post(DOMAINS, "{\"minTLS\": \"1.4\"}")))
                .containsExactlyInAnyOrder(
                        "[\"body\",\"domain\"] Required",
                        "[\"body\",\"zone_id\"] Required",
                        "[\"body\",\"minTLS\"] Invalid enum value. Expected '1.0' | '1.1' | '1.2' | '1.3', received '1.4'");
        assertThat(messages(create("main", "a".repeat(254))))
                .containsExactly("[\"body\",\"domain\"] String must contain at most 253 character(s)");
        assertThat(server.get(DOMAINS + "?status=new").status()).isEqualTo(400);
    }

    @Test
    void needs_a_gateway() {
        Server.Answer answer = create("nobody", "ai.example.com");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(messages(answer)).containsExactly("[\"params\",\"gateway_id\"] Gateway 'nobody' was not found");
        assertThat(server.get("/gateways/nobody/custom-domains").status()).isEqualTo(404);
    }

    @Test
    void removes_once_and_only_at_its_gateway() {
        create("main", "ai.example.com");

        for (String absent :
                List.of("/gateways/beside/custom-domains/ai.example.com", DOMAINS + "/x.example.com", DOMAINS + "/x")) {
            assertThat(server.get(absent).status()).isEqualTo(404);
            assertThat(server.delete(absent).status()).isEqualTo(404);
        }
        assertThat(server.delete(DOMAINS + "/ai.example.com")
                        .result()
                        .path("hostname")
                        .asText())
                .isEqualTo("ai.example.com");
        assertThat(server.delete(DOMAINS + "/ai.example.com").status()).isEqualTo(404);
    }

    @Test
    void goes_with_its_gateway() {
        create("main", "ai.example.com");

        server.delete("/gateways/main");

        assertThat(create("beside", "ai.example.com").status()).isEqualTo(200);
    }
}

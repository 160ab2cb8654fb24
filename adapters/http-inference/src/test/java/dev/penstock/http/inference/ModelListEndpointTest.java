package dev.penstock.http.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.port.SampleGateways;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelListEndpointTest {
    private static final String MODELS = "/compat/models";
    private static final String TOKEN = "cf-aig-authorization: Bearer " + Door.TOKEN;

    private final Door door = new Door();

    @AfterEach
    void close() {
        door.close();
    }

    private Answer get(String path, String... headers) throws IOException {
        return door.send(Door.request("GET", path, "", headers));
    }

    private static String at(String gateway) {
        return "/v1/" + SampleGateways.ACCOUNT + "/" + gateway + MODELS;
    }

    @Test
    void lists_every_model_that_has_a_price_and_every_route_that_can_be_reached_by_name() throws IOException {
        Answer answer = get(at("gw"), "cf-aig-event-id: mine");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text())
                .isEqualTo("{\"object\":\"list\",\"data\":["
                        + "{\"id\":\"openai/gpt-4o\",\"object\":\"model\",\"created\":0,\"owned_by\":\"openai\","
                        + "\"cost_in\":0.0000025,\"cost_out\":0.00001},"
                        + "{\"id\":\"perplexity/sonar\",\"object\":\"model\",\"created\":0,\"owned_by\":\"perplexity-ai\","
                        + "\"cost_in\":0.0000025,\"cost_out\":0.00001},"
                        + "{\"id\":\"custom-mine/own-1\",\"object\":\"model\",\"created\":0,\"owned_by\":\"custom-mine\","
                        + "\"cost_in\":0.5,\"cost_out\":0.25},"
                        + "{\"id\":\"dynamic/Plan \\\"B\\\"\",\"object\":\"model\",\"created\":0,\"owned_by\":\"dynamic\","
                        + "\"cost_in\":null,\"cost_out\":null},"
                        + "{\"id\":\"dynamic/support\",\"object\":\"model\",\"created\":0,\"owned_by\":\"dynamic\","
                        + "\"cost_in\":null,\"cost_out\":null}]}");
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        assertThat(answer.header("cf-aig-request-id")).isNotEmpty();
        assertThat(answer.header("cf-aig-event-id")).isEqualTo("mine");
    }

    @Test
    void shows_nobody_anothers_models() throws IOException {
        Answer answer = get("/v1/" + SampleGateways.OTHER_ACCOUNT + "/default" + MODELS, TOKEN);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("openai/gpt-4o").doesNotContain("custom-mine");
    }

    @Test
    void shows_the_routes_of_no_other_gateway_and_none_that_cannot_serve() throws IOException {
        assertThat(get(at("locked"), TOKEN).text())
                .contains("openai/gpt-4o", "custom-mine/own-1")
                .doesNotContain("dynamic/");
        assertThat(get(at("gw")).text()).doesNotContain("dynamic/unsound");
    }

    @Test
    void asks_for_a_token_where_traffic_needs_one() throws IOException {
        assertThat(get(at("locked")).status()).isEqualTo(401);
        assertThat(get(at("locked"), "Authorization: Bearer wrong").status()).isEqualTo(401);
        assertThat(get(at("locked"), TOKEN).status()).isEqualTo(200);
        assertThat(get(at("locked"), "Authorization: Bearer " + Door.TOKEN).status())
                .isEqualTo(200);
    }

    @Test
    void knows_no_gateway_that_is_not_there() throws IOException {
        assertThat(get(at("missing")).text()).contains("\"code\":2001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "DELETE"})
    void is_only_read(String method) throws IOException {
        Answer answer = door.send(Door.request(method, at("gw"), ""));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("\"code\":2001");
    }

    @Test
    void calls_no_provider_and_writes_nothing_down() throws IOException {
        get(at("gw"));

        assertThat(door.provider().requests()).isZero();
        assertThat(door.entries()).isEmpty();
    }
}

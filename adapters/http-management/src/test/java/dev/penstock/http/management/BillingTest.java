package dev.penstock.http.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BillingTest {
    private final Server server = new Server();

    @AfterEach
    void stop() {
        server.close();
    }

    private static List<String> operations() {
        return Contract.operations().stream()
                .filter(operation -> operation.contains("/ai-gateway/billing/"))
                .toList();
    }

    @Test
    void every_operation_of_the_contract_answers_that_there_is_nothing_to_bill() {
        assertThat(operations()).hasSize(13).allSatisfy(operation -> {
            String method = operation.substring(0, operation.indexOf(' '));
            String path = operation.substring(operation.indexOf(' ') + 1).replace("{account_id}", Server.ACCOUNT);

            Server.Answer answer = server.send(method, "/client/v4" + path, method.equals("POST") ? "{}" : null);

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.body().path("success").asBoolean(true)).isFalse();
            assertThat(answer.body().get("result").isNull()).isTrue();
            assertThat(answer.error(0).path("message").asText()).contains("self-hosted");
        });
    }

    @Test
    void an_answer_that_says_no_makes_no_account() {
        server.send("POST", "/client/v4/accounts/unheard-of/ai-gateway/billing/topup", "{}");

        assertThat(server.send("GET", "/client/v4/accounts", null).result().toString())
                .doesNotContain("unheard-of");
    }

    @Test
    void a_stranger_is_refused_first() {
        Server.Answer answer = server.send(
                server.request(Server.api("/billing/credit-balance")).header("authorization", "Bearer nobody"));

        assertThat(answer.status()).isEqualTo(403);
    }
}

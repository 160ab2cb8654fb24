package dev.penstock.http.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.port.SampleTokens;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.account.Permission;
import dev.penstock.http.management.edge.Operation;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who may ask for what: every operation that there is, asked for with every kind of token. A new operation is covered as it comes. */
class IsolationTest {
    private static final AccountId HERE = new AccountId(Server.ACCOUNT);
    private static final AccountId ELSEWHERE = new AccountId("elsewhere");

    /** Tokens by what they are. */
    private enum Shown {
        WRITER_HERE(true, true, true),
        READER_HERE(true, false, true),
        RUNNER_HERE(false, false, true),
        READER_EVERYWHERE(true, false, true),
        ALL_ELSEWHERE(true, true, false),
        DISABLED(false, false, false),
        OVER(false, false, false),
        NOT_YET(false, false, false),
        UNKNOWN(false, false, false);

        private final boolean reads;
        private final boolean writes;
        private final boolean countsHere;

        Shown(boolean reads, boolean writes, boolean countsHere) {
            this.reads = reads;
            this.writes = writes;
            this.countsHere = countsHere;
        }

        private static boolean changesNothing(Operation operation) {
            return operation.method().equals("GET") || operation.path().endsWith("/explain");
        }

        boolean mayAsk(Operation operation) {
            boolean allowed = changesNothing(operation) ? reads : writes;
            boolean holds = this == ALL_ELSEWHERE || countsHere;
            boolean reaches = countsHere || !operation.path().contains("{account_id}");
            return switch (operation.access()) {
                case OPEN -> true;
                case ANY_TOKEN -> holds && reaches;
                case TOKEN -> holds && reaches && allowed;
                case TOKEN_FOR_ALL -> this == READER_EVERYWHERE && allowed;
            };
        }
    }

    private final Server server = new Server();

    IsolationTest() {
        server.admit(SampleTokens.of(HERE, Shown.WRITER_HERE.name(), Permission.WRITE));
        server.admit(SampleTokens.of(HERE, Shown.READER_HERE.name(), Permission.READ));
        server.admit(SampleTokens.of(HERE, Shown.RUNNER_HERE.name(), Permission.RUN));
        server.admit(SampleTokens.of(null, Shown.READER_EVERYWHERE.name(), Permission.READ));
        server.admit(SampleTokens.of(ELSEWHERE, Shown.ALL_ELSEWHERE.name(), Permission.RUN, Permission.WRITE));
        server.admit(SampleTokens.disabled(Shown.DISABLED.name()));
        server.admit(SampleTokens.between(Shown.OVER.name(), null, Server.NOW));
        server.admit(SampleTokens.between(Shown.NOT_YET.name(), Server.NOW.plusMillis(1), null));
        server.post("/gateways", SampleGateways.gateway("main"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String path(Operation operation) {
        return operation
                .path()
                .replace("{account_id}", HERE.value())
                .replace("/gateways/{id}", "/gateways/main")
                .replace("{gateway_id}", "main")
                .replace("{provider}", "openai")
                .replaceAll("\\{[^}]*}", new UUID(0, 1).toString());
    }

    private static @Nullable String body(Operation operation) {
        return operation.takesBody() ? "{}" : null;
    }

    @TestFactory
    List<DynamicTest> every_operation_lets_in_those_who_may_and_nobody_else() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Operation operation : server.endpoint.operations()) {
            for (Shown shown : Shown.values()) {
                tests.add(DynamicTest.dynamicTest(
                        "%s %s: %s".formatted(operation.method(), operation.path(), shown),
                        () -> assertLetIn(shown.mayAsk(operation), operation, shown)));
            }
        }
        assertThat(tests).hasSizeGreaterThan(100);
        return tests;
    }

    private void assertLetIn(boolean mayAsk, Operation operation, Shown shown) {
        Server.Answer answer = server.sendAs(shown.name(), operation.method(), path(operation), body(operation));

        if (mayAsk) {
            assertThat(answer.status()).isNotIn(401, 403);
            assertThat(answer.error(0).path("code").asInt()).isNotIn(9106, 10000);
        } else {
            Server.Answer toNobody = server.sendAs("pst_nobody", operation.method(), path(operation), body(operation));
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.error(0).path("code").asInt()).isEqualTo(10000);
            assertThat(answer.http().body()).isEqualTo(toNobody.http().body());
            assertThat(answer.http().headers()).isEqualTo(toNobody.http().headers());
        }
    }

    @Test
    void every_operation_asks_for_credentials_unless_it_is_open_to_everybody() {
        assertThat(server.endpoint.operations())
                .filteredOn(operation -> operation.access() != Operation.Access.OPEN)
                .isNotEmpty()
                .allSatisfy(operation -> {
                    Server.Answer answer = server.send(
                            server.request(path(operation)).method(operation.method(), BodyPublishers.noBody()));
                    assertThat(answer.error(0).path("code").asInt()).isEqualTo(9106);
                });
    }

    @Test
    void every_operation_below_an_account_is_known_with_and_without_the_prefix() {
        assertThat(server.endpoint.operations())
                .filteredOn(operation -> operation.access() != Operation.Access.OPEN)
                .allSatisfy(operation -> {
                    Server.Answer bare = server.sendAs("pst_nobody", operation.method(), path(operation), null);
                    Server.Answer prefixed =
                            server.sendAs("pst_nobody", operation.method(), "/client/v4" + path(operation), null);
                    assertThat(List.of(bare.status(), prefixed.status())).containsOnly(403);
                });
    }

    @Test
    void no_spelling_of_another_account_gets_a_token_into_it() {
        for (String spelling : List.of(
                "%30123456789abcdef0123456789abcdef",
                "0123456789ABCDEF0123456789ABCDEF",
                "elsewhere%2F..%2F" + HERE.value(),
                "..%2F" + HERE.value(),
                "elsewhere%00",
                "ELSEWHERE")) {
            Server.Answer answer = server.sendAs(
                    Shown.ALL_ELSEWHERE.name(), "GET", "/accounts/" + spelling + "/ai-gateway/gateways", null);

            assertThat(answer.status()).as(spelling).isEqualTo(403);
        }
    }

    @Test
    void accounts_see_nothing_of_each_other() {
        String elsewhere = Shown.ALL_ELSEWHERE.name();
        String api = "/client/v4/accounts/elsewhere/ai-gateway";
        server.sendAs(elsewhere, "POST", api + "/gateways", SampleGateways.gateway("main"));
        server.sendAs(elsewhere, "POST", api + "/gateways", SampleGateways.gateway("theirs"));
        server.logs.append(List.of(SampleLogs.row(SampleLogs.bare(1))));
        assertThat(server.post(
                                "/gateways/main/provider_configs",
                                "{\"provider_slug\":\"openai\",\"alias\":\"a\",\"default_config\":true,\"secret\":\"sk-0123456789\"}")
                        .status())
                .isEqualTo(200);

        Map<String, Integer> counts = Map.of(
                "/gateways", 2,
                "/gateways/main/logs", 0,
                "/gateways/main/provider_configs", 0);
        counts.forEach((list, count) -> assertThat(
                        server.sendAs(elsewhere, "GET", api + list, null).result())
                .as(list)
                .hasSize(count));
        assertThat(server.get("/gateways").result()).hasSize(1);
        assertThat(server.get("/gateways/main/logs").result()).hasSize(1);
        assertThat(server.get("/gateways/theirs").status()).isEqualTo(404);
        assertThat(server.sendAs(
                                elsewhere,
                                "GET",
                                api + "/gateways/main/logs/" + SampleLogs.key(1).id(),
                                null)
                        .status())
                .isEqualTo(404);
        assertThat(server.sendAs(elsewhere, "DELETE", api + "/gateways/main", null)
                        .status())
                .isEqualTo(200);
        assertThat(server.get("/gateways/main").status()).isEqualTo(200);
        assertThat(server.get("/gateways/main/logs").result()).hasSize(1);
    }
}

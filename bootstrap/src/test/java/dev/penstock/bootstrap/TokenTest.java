package dev.penstock.bootstrap;

import static dev.penstock.bootstrap.RunningServer.CHAT;
import static dev.penstock.bootstrap.RunningServer.chat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.application.account.ManageTokens;
import dev.penstock.bootstrap.RunningServer.Answer;
import dev.penstock.domain.account.Authority;
import dev.penstock.domain.account.Permission;
import dev.penstock.domain.account.TokenDraft;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What tokens open, at a whole server: management and traffic. */
class TokenTest {
    @RegisterExtension
    static final LoopbackProvider PROVIDER = new LoopbackProvider();

    private final RunningServer server;

    TokenTest(@TempDir Path folder) {
        server = RunningServer.in(folder, PROVIDER);
    }

    @BeforeEach
    void start() {
        server.manage("POST", "/gateways", RunningServer.json("locked", true, true));
        server.create("open");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private JsonNode create(String account, String... permissions) {
        String groups = Arrays.stream(permissions)
                .map("{\"name\":\"AI Gateway %s\"}"::formatted)
                .collect(Collectors.joining(","));
        String body = """
                {"name":"t","policies":[{"effect":"allow","permission_groups":[%s],\
                "resources":{"com.cloudflare.api.account.%s":"*"}}]}""".formatted(groups, account);
        Answer answer = manageTokens("POST", "/accounts/" + account + "/tokens", body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.body().path("result");
    }

    private Answer manageTokens(String method, String path, String body) {
        return server.send(server.request("/client/v4" + path)
                .header("authorization", "Bearer " + RunningServer.TOKEN)
                .method(method, BodyPublishers.ofString(body)));
    }

    private Answer through(String gateway, String token) {
        return server.post(gateway, CHAT, chat("gpt-4o-mini"), "cf-aig-authorization", "Bearer " + token);
    }

    private static String text(JsonNode token) {
        return token.path("value").asText();
    }

    @Nested
    class Running_traffic {
        @Test
        void takes_a_token_of_the_account_that_may() {
            Answer answer = through("locked", text(create(RunningServer.ACCOUNT, "Run")));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(server.logOf("locked", answer).path("authentication").asBoolean())
                    .isTrue();
        }

        @Test
        void refuses_tokens_that_may_only_manage_or_are_of_another_account() {
            for (String token : new String[] {
                text(create(RunningServer.ACCOUNT, "Read", "Write")), text(create("other", "Run", "Write"))
            }) {
                Answer refused = through("locked", token);
                assertThat(refused.status()).isEqualTo(401);
                assertThat(refused.text()).contains("2009");

                Answer open = through("open", token);
                assertThat(open.status()).isEqualTo(200);
                assertThat(server.logOf("open", open).path("authentication").asBoolean(true))
                        .isFalse();
            }
        }

        @Test
        void passes_no_token_on_whatever_it_allows() {
            String reader = text(create("other", "Read"));

            server.post("open", CHAT, chat("gpt-4o-mini"), "authorization", "Bearer " + reader, "x-api-key", "key");

            assertThat(PROVIDER.last().header("authorization")).isEmpty();
            assertThat(PROVIDER.last().header("x-api-key")).contains("key");
        }

        @Test
        void makes_the_default_gateway_only_for_those_who_may_run() {
            assertThat(through("default", text(create(RunningServer.ACCOUNT, "Write")))
                            .status())
                    .isEqualTo(401);
            assertThat(server.manage("GET", "/gateways/default", null).status()).isEqualTo(404);

            assertThat(through("default", text(create(RunningServer.ACCOUNT, "Run")))
                            .status())
                    .isEqualTo(200);
            assertThat(server.manage("GET", "/gateways/default", null).status()).isEqualTo(200);
        }

        @Test
        void stops_with_the_request_after_the_token_was_revoked() {
            JsonNode token = create(RunningServer.ACCOUNT, "Run");
            String path = "/accounts/" + RunningServer.ACCOUNT + "/tokens/"
                    + token.path("id").asText();
            assertThat(through("locked", text(token)).status()).isEqualTo(200);

            manageTokens("DELETE", path, "");

            assertThat(through("locked", text(token)).status()).isEqualTo(401);
        }
    }

    @Nested
    class Starting {
        @Test
        void says_what_the_first_token_is_for(@TempDir Path other) {
            ServerSettings wished = RunningServer.settings(other, PROVIDER);
            ServerSettings publicly = new ServerSettings(
                    new ServerSettings.Listener("0.0.0.0", 0),
                    other,
                    null,
                    null,
                    null,
                    null,
                    wished.providers(),
                    false);

            try (RunningServer first = RunningServer.with(publicly)) {
                assertThat(first.output()).contains("administers every account", "./penstock token create --help");
                String list = "/client/v4/accounts/a/ai-gateway/gateways";
                assertThat(first.send(first.request(list)).status()).isEqualTo(400);
                assertThat(first.send(first.request(list).header("authorization", "Bearer " + first.shownToken()))
                                .status())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void are_managed_by_programs_that_embed_penstock_too(@TempDir Path other) {
        ServerSettings wished = RunningServer.settings(other, PROVIDER);
        String text;
        try (Penstock penstock = Penstock.in(other).open()) {
            ManageTokens.Fresh fresh = penstock.tokens()
                    .create(Authority.OWNER, penstock.account(), TokenDraft.of("embedded", Permission.READ));
            text = fresh.text().reveal();
        }

        ServerSettings again =
                new ServerSettings(wished.listener(), other, null, null, null, null, wished.providers(), false);
        try (RunningServer later = RunningServer.with(again)) {
            Answer verified = later.send(
                    later.request("/client/v4/user/tokens/verify").header("authorization", "Bearer " + text));
            assertThat(verified.status()).isEqualTo(200);
            assertThat(later.shownToken()).startsWith("pst_");
        }
    }
}

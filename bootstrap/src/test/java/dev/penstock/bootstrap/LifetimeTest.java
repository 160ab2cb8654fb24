package dev.penstock.bootstrap;

import static dev.penstock.bootstrap.RunningServer.ACCOUNT;
import static dev.penstock.bootstrap.RunningServer.CHAT;
import static dev.penstock.bootstrap.RunningServer.TOKEN;
import static dev.penstock.bootstrap.RunningServer.chat;
import static dev.penstock.bootstrap.RunningServer.streamed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.bootstrap.RunningServer.Answer;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.account.Secret;
import dev.penstock.domain.provider.ProviderId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Starting, stopping and starting again. */
class LifetimeTest {
    private static final String MODEL = "gpt-4o-mini";

    @RegisterExtension
    static final LoopbackProvider PROVIDER = new LoopbackProvider();

    @TempDir
    private Path folder = Path.of("");

    private static ServerSettings on(ServerSettings settings, int port) {
        return new ServerSettings(
                new ServerSettings.Listener("127.0.0.1", port),
                settings.data(),
                settings.account(),
                settings.token(),
                settings.prices(),
                settings.publicUrl(),
                settings.providers(),
                settings.demo());
    }

    /** Settings that wish for nothing but the folder. */
    private ServerSettings unwished() {
        Map<ProviderId, ProviderSettings> openai =
                Map.of(new ProviderId("openai"), ProviderSettings.NONE.withBaseUrl(PROVIDER.url() + "/v1"));
        return new ServerSettings(
                new ServerSettings.Listener("127.0.0.1", 0), folder, null, null, null, null, openai, false);
    }

    private ServerSettings priced(Path prices) {
        ServerSettings plain = RunningServer.settings(folder, PROVIDER);
        return new ServerSettings(
                plain.listener(),
                plain.data(),
                plain.account(),
                plain.token(),
                prices,
                "https://public.example",
                plain.providers(),
                false);
    }

    /** A start that failed has let go of the folder and of every thread. */
    private void assertNothingIsLeft() {
        Await.until("only the provider's threads run", () -> PROVIDER.threads().containsAll(EventLoops.running()));
        try (RunningServer next = RunningServer.in(folder, PROVIDER)) {
            assertThat(next.send(next.request("/healthz")).status()).isEqualTo(200);
        }
    }

    @Nested
    class Starting {
        @Test
        void fails_on_a_folder_that_another_server_uses() {
            try (RunningServer first = RunningServer.in(folder, PROVIDER)) {
                assertThatThrownBy(() -> RunningServer.in(folder, PROVIDER))
                        .matches(Reasons::isForTheOperator)
                        .hasMessageContaining("Another Penstock uses the data folder " + folder)
                        .hasMessageContaining("--data");

                first.create("g");
                assertThat(first.post("g", CHAT, chat(MODEL)).status()).isEqualTo(200);
            }
            assertNothingIsLeft();
        }

        @Test
        void fails_on_a_port_that_is_taken() throws IOException {
            try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                int port = taken.getLocalPort();

                assertThatThrownBy(() -> RunningServer.with(on(RunningServer.settings(folder, PROVIDER), port)))
                        .matches(Reasons::isForTheOperator)
                        .hasMessageContaining("cannot listen on 127.0.0.1:" + port)
                        .hasMessageContaining("in use");
            }
            assertNothingIsLeft();
        }

        @Test
        void fails_on_a_provider_that_nobody_knows() {
            ServerSettings slip = RunningServer.settings(folder, PROVIDER)
                    .withBaseUrl(new ProviderId("antropic"), "http://127.0.0.1:1");

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RunningServer.with(slip))
                    .withMessage("there is no provider 'antropic'; did you mean 'anthropic'?");
            assertNothingIsLeft();
        }

        @Test
        void fails_on_an_operators_key_that_could_never_be_used_and_does_not_repeat_it() {
            ServerSettings slip = RunningServer.settings(folder, PROVIDER)
                    .withApiKey(new ProviderId("aws-bedrock"), new Secret("{\"canary\": 1}"));

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RunningServer.with(slip))
                    .withMessage(
                            "the operator's key for aws-bedrock cannot be used: the key's JSON has no 'accessKeyId'");
            assertNothingIsLeft();
        }

        @Test
        void ends_the_demos_provider_when_it_fails() {
            ServerSettings plain = RunningServer.settings(folder, PROVIDER);
            Map<ProviderId, ProviderSettings> slip =
                    Map.of(new ProviderId("antropic"), ProviderSettings.NONE.withBaseUrl("http://127.0.0.1:1"));
            ServerSettings demo = new ServerSettings(
                    plain.listener(), folder, plain.account(), plain.token(), null, null, slip, true);

            assertThatIllegalArgumentException().isThrownBy(() -> RunningServer.with(demo));
            assertNothingIsLeft();
        }

        @Test
        void fails_on_prices_that_cannot_be_read() throws IOException {
            Path missing = folder.resolve("missing.json");
            Path empty = Files.writeString(folder.resolve("empty.json"), "{}");

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RunningServer.with(priced(missing)))
                    .withMessageContaining("the price file " + missing + " is not there");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RunningServer.with(priced(empty)))
                    .withMessageContaining("has no list named 'models'");
            assertNothingIsLeft();
        }

        @Test
        void fails_on_a_folder_that_is_a_file() throws IOException {
            Path file = Files.writeString(folder.resolve("file"), "here already");

            assertThatThrownBy(() -> RunningServer.in(file, PROVIDER))
                    .matches(Reasons::isForTheOperator)
                    .hasMessageContaining(file.toString());
            assertThat(file).hasContent("here already");
        }

        @Test
        void takes_an_operators_prices_and_public_url() throws IOException {
            Path prices = Files.writeString(folder.resolve("prices.json"), """
                    {"models":[{"provider":"openai","model":"%s","input":1,"output":0}]}""".formatted(MODEL));
            try (RunningServer server = RunningServer.with(priced(prices))) {
                server.create("g");

                JsonNode log = server.logOf("g", server.post("g", CHAT, chat(MODEL)));

                assertThat(log.path("cost").decimalValue())
                        .isEqualByComparingTo(log.path("tokens_in").decimalValue());
                assertThat(server.manage("GET", "/gateways/g/url/openai", null)
                                .body()
                                .path("result")
                                .asText())
                        .isEqualTo("https://public.example/v1/" + ACCOUNT + "/g/openai");
            }
        }

        @Test
        void listens_on_ipv6_too() throws IOException {
            ServerSettings plain = RunningServer.settings(null, PROVIDER);
            try (ServerSocket probe = new ServerSocket(
                    0, 1, InetAddress.getByAddress(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}))) {
                assertThat(probe.isBound()).isTrue();
            } catch (IOException e) {
                Assumptions.abort("there is no IPv6 here");
            }
            ServerSettings six = new ServerSettings(
                    new ServerSettings.Listener("::1", 0), null, null, plain.token(), null, null, Map.of(), false);

            try (RunningServer server = RunningServer.with(six)) {
                assertThat(server.url()).startsWith("http://[::1]:");
                assertThat(server.send(server.request("/healthz")).status()).isEqualTo(200);
            }
        }

        @Test
        void tells_an_address_that_can_be_called_when_it_listens_everywhere() {
            ServerSettings plain = RunningServer.settings(null, PROVIDER);
            ServerSettings everywhere = new ServerSettings(
                    new ServerSettings.Listener("0.0.0.0", 0), null, null, plain.token(), null, null, Map.of(), false);

            try (RunningServer server = RunningServer.with(everywhere)) {
                assertThat(server.url()).startsWith("http://127.0.0.1:");
                assertThat(server.send(server.request("/healthz")).status()).isEqualTo(200);
            }
        }
    }

    @Nested
    class StartingAgain {
        @Test
        void keeps_gateways_and_logs() {
            Answer before;
            try (RunningServer server = RunningServer.in(folder, PROVIDER)) {
                server.manage("POST", "/gateways", RunningServer.json("kept", true, true));
                before = server.post("kept", CHAT, chat(MODEL), "cf-aig-authorization", TOKEN);
            }

            try (RunningServer server = RunningServer.in(folder, PROVIDER)) {
                JsonNode log = server.logOf("kept", before);
                assertThat(log.path("cost").decimalValue()).isPositive();
                assertThat(server.manage(
                                        "GET",
                                        "/gateways/kept/logs/" + before.header("cf-aig-log-id") + "/response",
                                        null)
                                .text())
                        .isEqualTo(before.text());
                assertThat(server.post("kept", CHAT, chat(MODEL)).status()).isEqualTo(401);
                assertThat(server.post("kept", CHAT, chat(MODEL), "cf-aig-authorization", TOKEN)
                                .status())
                        .isEqualTo(200);
            }
        }

        @Test
        void keeps_the_account_and_the_token_that_it_made() {
            String token;
            AccountId account;
            try (RunningServer first = RunningServer.with(unwished())) {
                token = first.shownToken();
            }
            try (Stores stores = Stores.open(folder, null)) {
                account = stores.access().homeAccount().orElseThrow();
            }

            try (RunningServer again = RunningServer.with(unwished())) {
                assertThat(again.output())
                        .isEqualTo("Account: %s\nPenstock is ready on %s\n".formatted(account, again.url()));
                String path = "/client/v4/accounts/" + account + "/ai-gateway/gateways";
                assertThat(again.send(again.request(path).header("authorization", "Bearer " + token))
                                .status())
                        .isEqualTo(200);
            }
            try (Stores stores = Stores.open(folder, null)) {
                assertThat(stores.access().homeAccount()).contains(account);
                assertThat(stores.access().tokens()).hasSize(1);
            }
            assertThat(account.value()).matches("[0-9a-f]{32}");
        }

        @Test
        void takes_a_wished_token_beside_the_one_it_made() {
            String made;
            try (RunningServer first = RunningServer.with(unwished())) {
                made = first.shownToken();
            }

            try (RunningServer server = RunningServer.in(folder, PROVIDER)) {
                server.manage("POST", "/gateways", RunningServer.json("g", true, true));
                assertThat(server.output()).doesNotContain("API token");
                for (String token : List.of(made, TOKEN)) {
                    assertThat(server.post("g", CHAT, chat(MODEL), "cf-aig-authorization", token)
                                    .status())
                            .isEqualTo(200);
                }
            }
        }
    }

    @Nested
    class Stopping {
        @Test
        void lets_a_running_stream_finish_and_writes_its_log() {
            String id;
            List<String> events = new ArrayList<>();
            try (RunningServer server = RunningServer.in(folder, PROVIDER)) {
                server.create("g");
                HttpResponse<Stream<String>> reply = server.send(
                        server.through("g", CHAT, streamed(MODEL + "+fake-slow-stream")), BodyHandlers.ofLines());
                id = reply.headers().firstValue("cf-aig-log-id").orElseThrow();
                Iterator<String> lines = reply.body().iterator();
                events.add(lines.next());

                CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::stop);
                Await.until("no new caller is served", () -> !serves(server.port()));
                lines.forEachRemaining(events::add);
                stopped.orTimeout(20, TimeUnit.SECONDS).join();
            }

            assertThat(events).contains("data: [DONE]");
            try (RunningServer server = RunningServer.in(folder, PROVIDER)) {
                JsonNode log = server.log("g", id);
                assertThat(log.path("outcome").asText()).isEqualTo("complete");
                assertThat(log.path("tokens_out").asLong()).isPositive();
            }
        }

        /** Whether a new connection is answered, and the answer is not that the server is stopping. */
        private static boolean serves(int port) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.getOutputStream()
                        .write("GET /readyz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                        .startsWith("HTTP/1.1 200");
            } catch (IOException refused) {
                return false;
            }
        }

        @Test
        void writes_out_all_logs() {
            int count = 50;
            try (RunningServer server = RunningServer.in(folder, PROVIDER)) {
                server.create("g");
                for (int i = 0; i < count; i++) {
                    assertThat(server.post("g", CHAT, chat(MODEL)).status()).isEqualTo(200);
                }
            }

            try (RunningServer server = RunningServer.in(folder, PROVIDER)) {
                assertThat(server.manage("GET", "/gateways/g/logs", null)
                                .body()
                                .path("result_info")
                                .path("total_count")
                                .asInt())
                        .isEqualTo(count);
            }
        }

        @Test
        void does_nothing_the_second_time() {
            RunningServer server = RunningServer.in(folder, PROVIDER);
            server.stop();

            server.close();

            assertNothingIsLeft();
        }

        @Test
        void keeps_nothing_without_a_folder() {
            try (RunningServer server = RunningServer.with(RunningServer.settings(null, PROVIDER))) {
                server.create("g");
                server.logOf("g", server.post("g", CHAT, chat(MODEL)));
            }

            try (RunningServer server = RunningServer.with(RunningServer.settings(null, PROVIDER))) {
                assertThat(server.post("g", CHAT, chat(MODEL)).status()).isEqualTo(400);
            }
            assertThat(folder).isEmptyDirectory();
        }
    }
}

package dev.penstock.bootstrap;

import static dev.penstock.bootstrap.RunningServer.CHAT;
import static dev.penstock.bootstrap.RunningServer.TOKEN;
import static dev.penstock.bootstrap.RunningServer.chat;
import static dev.penstock.bootstrap.RunningServer.streamed;
import static dev.penstock.bootstrap.Traffic.step;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.penstock.bootstrap.RunningServer.Answer;
import dev.penstock.domain.account.Secret;
import dev.penstock.domain.provider.ProviderId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A secret of its own in each place where one can be, sent every way through a gateway; then looked for everywhere. */
class CanaryTest {
    private static final String MODEL = "gpt-4o-mini";
    private static final String CONTROL = "how high is the water";
    private static final String COMPAT = "compat/chat/completions";
    private static final String CLAUDE = chat("claude-haiku-4-5", ",\"max_tokens\":9");

    private static final String CALLERS = "canary-callers-key-01aa";
    private static final String STORED = "canary-stored-key-02bb";
    private static final String BEDROCK = "canary-bedrock-secret-03cc";
    private static final String OPERATORS = "canary-operators-key-04dd";
    private static final String COOKIE = "canary-cookie-05ee";
    private static final String COST = "canary-cost-06ff";
    private static final String WRONG_TOKEN = "canary-wrong-token-07aa";
    private static final String IN_QUERY = "canary-query-key-08bb";
    private static final String PRIVATE_KEY = privateKey();
    private static final List<String> CANARIES = List.of(
            TOKEN,
            CALLERS,
            STORED,
            BEDROCK,
            OPERATORS,
            COOKIE,
            COST,
            WRONG_TOKEN,
            IN_QUERY,
            PRIVATE_KEY.substring(100, 160),
            base64(TOKEN),
            base64(STORED),
            base64(CALLERS));

    @RegisterExtension
    static final LoopbackProvider PROVIDER = new LoopbackProvider();

    @TempDir
    private Path folder = Path.of("");

    private final List<String> heard = new ArrayList<>();

    private static String base64(String text) {
        return Base64.getEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String privateKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return Base64.getEncoder()
                    .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private ServerSettings settings() {
        ServerSettings settings =
                RunningServer.settings(folder, PROVIDER).withApiKey(new ProviderId("groq"), new Secret(OPERATORS));
        for (String slug : new String[] {"aws-bedrock", "google-vertex-ai", "groq", "google-ai-studio"}) {
            settings = settings.withBaseUrl(new ProviderId(slug), PROVIDER.url());
        }
        return settings;
    }

    private static void store(RunningServer server, Traffic traffic, String provider, String secret) {
        Answer stored = server.manage(
                "POST",
                "/gateways/" + traffic.gateway() + "/provider_configs",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("provider_slug", provider)
                        .put("alias", "main")
                        .put("default_config", true)
                        .put("secret", secret)
                        .toString());
        assertThat(stored.status()).as(stored.text()).isEqualTo(200);
    }

    private static Traffic guarded(RunningServer server) {
        Traffic traffic = Traffic.through(server, """
                "authentication":true,"spend_limits":{"enabled":true,"rules":[{"id":"r","enabled":true,"limit":1,\
                "limitType":"cost","window":86400,"metadata":{"poor":{"mode":"partition"}}}]}""");
        store(server, traffic, "openai", STORED);
        store(server, traffic, "anthropic", STORED + "-anthropic");
        store(server, traffic, "google-ai-studio", STORED + "-google");
        store(server, traffic, "aws-bedrock", """
                {"accessKeyId":"AKIDEXAMPLE","secretAccessKey":"%s","region":"us-east-1"}""".formatted(BEDROCK));
        store(server, traffic, "google-vertex-ai", """
                {"type":"service_account","project_id":"p","private_key_id":"k","client_email":"robot@example.com",\
                "private_key":"-----BEGIN PRIVATE KEY-----\\n%s\\n-----END PRIVATE KEY-----\\n"}""".formatted(PRIVATE_KEY));
        return traffic;
    }

    private static final List<String[]> CALLERS_WAYS = List.of(
            new String[] {},
            new String[] {"authorization", "Bearer " + CALLERS},
            new String[] {"x-api-key", CALLERS},
            new String[] {"x-goog-api-key", CALLERS, "api-key", CALLERS},
            new String[] {"cookie", "session=" + COOKIE, "cf-aig-custom-cost", "{\"total_cost\":\"" + COST + "\"}"},
            new String[] {
                "cookie", COOKIE, "cf-aig-custom-cost", COST, "cf-aig-cache-ttl", COST, "cf-aig-cache-key", "k"
            },
            new String[] {"cf-aig-cache-key", STORED.substring(20), "authorization", TOKEN},
            new String[] {"cf-aig-request-timeout", "100"});

    /** Every way that a request can go, with each way of sending secrets. */
    private void send(Traffic traffic) {
        String steps = "[" + step("openai", "chat/completions", chat("fake-status-500"), "") + ","
                + """
                {"provider":"anthropic","endpoint":"v1/messages","query":%s,\
                "headers":{"x-api-key":"%s","content-type":"application/json"}}""".formatted(CLAUDE, CALLERS)
                + "]";
        for (String[] way : CALLERS_WAYS) {
            hear(traffic.trusted(CHAT, chat(MODEL), way));
            hear(traffic.trusted(CHAT, streamed(MODEL), way));
            hear(traffic.trusted(CHAT + "?key=" + IN_QUERY + "&api_key=" + IN_QUERY, chat(MODEL), way));
            hear(traffic.trusted("google-ai-studio/v1beta/models/gemini:generateContent?key=" + IN_QUERY, "{}", way));
            hear(traffic.trusted(COMPAT, chat("openai/" + MODEL), way));
            hear(traffic.trusted(COMPAT, chat("anthropic/claude-haiku-4-5"), way));
            hear(traffic.trusted(COMPAT, streamed("anthropic/claude-haiku-4-5"), way));
            hear(traffic.trusted(COMPAT, chat("aws-bedrock/amazon.nova-micro-v1:0"), way));
            hear(traffic.trusted("compat/responses", "{\"model\":\"groq/x\",\"input\":\"hello\"}", way));
            hear(traffic.trusted("anthropic/v1/messages", CLAUDE, way));
            hear(traffic.trusted("groq/chat/completions", chat(MODEL), way));
            hear(traffic.trusted("", steps, way));
            hear(traffic.trusted(CHAT, chat("fake-status-401"), way));
            hear(traffic.trusted(CHAT, chat("fake-status-500"), way));
            hear(traffic.trusted(CHAT, chat("fake-reset"), way));
            hear(traffic.trusted(COMPAT, chat("anthropic/fake-status-429"), way));
            hear(traffic.trusted(COMPAT, chat("openai/fake-broken-event"), way));
            hear(traffic.trusted(CHAT, "not json", way));
            hear(traffic.post(CHAT, chat(MODEL), way));
            hear(traffic.trusted("nosuch/x", chat(MODEL), way));
            broken(traffic, way);
        }
        hear(traffic.trusted(CHAT, chat("fake-hang"), "cf-aig-request-timeout", "50", "x-api-key", CALLERS));
        hear(traffic.trusted(CHAT, chat(MODEL), "cf-aig-byok-alias", "nosuch"));
        hear(traffic.trusted(COMPAT, chat("google-vertex-ai/google/gemini"), "cf-aig-request-timeout", "300"));
        hear(traffic.post(CHAT, chat(MODEL), Traffic.TOKEN_HEADER, "Bearer " + WRONG_TOKEN));
        hear(traffic.post("groq/chat/completions", chat(MODEL), "authorization", "Bearer " + WRONG_TOKEN));
        String[] poor = {"cf-aig-metadata", "{\"poor\":1}", "cf-aig-custom-cost", "{\"total_cost\":1}"};
        hear(traffic.trusted(CHAT, chat(MODEL), poor));
        hear(traffic.trusted(CHAT, chat(MODEL), poor));
        assertThat(heard.get(heard.size() - 1)).contains("2041");
    }

    private void hear(Answer answer) {
        heard.add(answer.http().headers().map() + "\n" + answer.text());
    }

    private static void broken(Traffic traffic, String[] way) {
        HttpResponse<InputStream> reply = traffic.server()
                .send(
                        traffic.server()
                                .through(traffic.gateway(), CHAT, streamed("fake-truncated-stream"), way)
                                .header(Traffic.TOKEN_HEADER, TOKEN),
                        BodyHandlers.ofInputStream());
        try (InputStream in = reply.body()) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException expected) {
            assertThat(expected).hasMessageNotContaining(TOKEN);
        }
    }

    /** All entries with their bodies, and what management shows beside them. */
    private static List<String> shown(RunningServer server, Traffic traffic, int entries) {
        List<String> shown = new ArrayList<>();
        for (JsonNode log : traffic.logs(entries)) {
            String path =
                    "/gateways/" + traffic.gateway() + "/logs/" + log.path("id").asText();
            for (String part : new String[] {path, path + "/request", path + "/response"}) {
                shown.add(server.manage("GET", part, null).text());
            }
        }
        String gateway = "/gateways/" + traffic.gateway();
        shown.add(server.manage("GET", gateway, null).text());
        shown.add(server.manage("GET", gateway + "/provider_configs", null).text());
        shown.add(server.send(server.request("/readyz")).text());
        return shown;
    }

    private static int entries(RunningServer server, Traffic traffic) {
        hearNothingMore(server);
        return server.manage("GET", "/gateways/" + traffic.gateway() + "/logs", null)
                .body()
                .at("/result_info/total_count")
                .asInt();
    }

    private static void hearNothingMore(RunningServer server) {
        Await.until(
                "no entry waits",
                () -> server.send(server.request("/readyz"))
                                .body()
                                .path("log_rows_waiting")
                                .asLong(-1)
                        == 0);
    }

    private Map<String, String> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).collect(Collectors.toMap(Path::toString, CanaryTest::bytes));
        }
    }

    private static String bytes(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertNone(String place, String text) {
        for (String canary : CANARIES) {
            int at = text.indexOf(canary);
            assertThat(at)
                    .as("%s shows %s: ...%s...", place, canary, at < 0 ? "" : around(text, at))
                    .isNegative();
        }
    }

    private static String around(String text, int at) {
        return text.substring(Math.max(0, at - 100), Math.min(text.length(), at + 100));
    }

    @Test
    void show_up_nowhere() throws IOException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = System.out;
        PrintStream err = System.err;
        List<String> shown;
        try {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
            try (RunningServer server = RunningServer.with(settings())) {
                Traffic traffic = guarded(server);
                send(traffic);
                shown = shown(server, traffic, entries(server, traffic));
                files().forEach(CanaryTest::assertNone);
                assertNone("what the server printed at its start", server.output());
            }
        } finally {
            System.setOut(out);
            System.setErr(err);
        }

        assertThat(shown).anyMatch(text -> text.contains(CONTROL));
        shown.forEach(text -> assertNone("management", text));
        for (String sign : new String[] {"HIT", "2005", "2008", "2009", "2040", "2041", "[DONE]", "chat.completion"}) {
            assertThat(heard).as(sign).anyMatch(text -> text.contains(sign));
        }
        String seen = PROVIDER.get().lastRequests().toString();
        assertThat(seen).contains(CALLERS, STORED, OPERATORS, COOKIE, IN_QUERY, "AKIDEXAMPLE");
        heard.forEach(text -> assertNone("an answer", text));
        assertThat(files().values()).anyMatch(text -> text.contains(CONTROL));
        files().forEach(CanaryTest::assertNone);
        assertNone("a standard stream", printed.toString(StandardCharsets.UTF_8));
    }
}

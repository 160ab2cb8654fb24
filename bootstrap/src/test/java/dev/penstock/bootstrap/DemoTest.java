package dev.penstock.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.bootstrap.RunningServer.Answer;
import dev.penstock.domain.provider.ProviderId;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What {@code --demo} prints can be pasted, and works. */
class DemoTest {
    private static final Pattern URL = Pattern.compile("(http://[^\\s']+)");
    private static final Pattern HEADER = Pattern.compile("-H '([^:]+): ([^']+)'");
    private static final Pattern BODY = Pattern.compile("-d '([^']+)'");

    @RegisterExtension
    static final LoopbackProvider PROVIDER = new LoopbackProvider();

    private static ServerSettings demo(Path folder, Map<ProviderId, ProviderSettings> moved) {
        ServerSettings.Listener any = new ServerSettings.Listener("127.0.0.1", 0);
        return new ServerSettings(any, folder, null, null, null, null, moved, true);
    }

    private static List<String> commands(RunningServer server) {
        return server.output().lines().filter(line -> line.startsWith("curl ")).toList();
    }

    /** What a shell and curl make of such a line. */
    private static Answer paste(RunningServer server, String command) {
        Matcher url = URL.matcher(command);
        assertThat(url.find()).as(command).isTrue();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url.group(1)));
        for (MatchResult header : HEADER.matcher(command).results().toList()) {
            request.header(header.group(1), header.group(2));
        }
        Matcher body = BODY.matcher(command);
        return server.send(body.find() ? request.POST(BodyPublishers.ofString(body.group(1))) : request);
    }

    @Test
    void prints_commands_that_work_without_any_key(@TempDir Path folder) {
        try (RunningServer server = RunningServer.with(demo(folder, Map.of()))) {
            List<String> commands = commands(server);
            assertThat(commands).hasSize(4);

            Answer plain = paste(server, commands.get(0));
            Answer stream = paste(server, commands.get(1));
            Answer logs = Await.until(
                    "both logs are written",
                    () -> paste(server, commands.get(2)),
                    answer -> answer.body().path("result").size() == 2);
            Answer routed = paste(server, commands.get(3));

            assertThat(plain.body().path("object").asText()).isEqualTo("chat.completion");
            assertThat(stream.text()).contains("\"usage\":{").endsWith("data: [DONE]\n\n");
            assertThat(routed.body().path("model").asText()).isEqualTo("claude-haiku-4-5");
            assertThat(logs.body().path("result")).allSatisfy(log -> {
                assertThat(log.path("cost").decimalValue()).isPositive();
                assertThat(log.path("tokens_in"))
                        .isEqualTo(plain.body().path("usage").path("prompt_tokens"));
            });
        }
    }

    @Test
    void says_last_that_it_is_ready_and_once_what_the_token_is(@TempDir Path folder) {
        try (RunningServer first = RunningServer.with(demo(folder, Map.of()))) {
            assertThat(first.output()).endsWith("Penstock is ready on " + first.url() + "\n");
            assertThat(first.output()).containsOnlyOnce("API token, shown only this once: pst_");
        }
        try (RunningServer again = RunningServer.with(demo(folder, Map.of()))) {
            assertThat(again.output()).doesNotContain("API token");
            assertThat(paste(again, commands(again).get(0)).status()).isEqualTo(200);
            assertThat(paste(again, commands(again).get(2)).status()).isEqualTo(200);
        }
    }

    @Test
    void lets_its_token_in_for_one_run_only(@TempDir Path folder) {
        String shown;
        try (RunningServer first = RunningServer.with(demo(folder, Map.of()))) {
            shown = commands(first).get(2);
        }
        try (RunningServer again = RunningServer.with(demo(folder, Map.of()))) {
            String moved = shown.replaceFirst("http://127.0.0.1:[0-9]+", again.url());

            assertThat(paste(again, moved).status()).isEqualTo(403);
        }
    }

    @Test
    void leaves_a_provider_where_the_operator_sent_it(@TempDir Path folder) {
        Map<ProviderId, ProviderSettings> moved =
                Map.of(new ProviderId("openai"), ProviderSettings.NONE.withBaseUrl(PROVIDER.url() + "/moved"));
        try (RunningServer server = RunningServer.with(demo(folder, moved))) {
            assertThat(paste(server, commands(server).get(0)).status()).isEqualTo(200);

            assertThat(PROVIDER.last().path()).isEqualTo("/moved/chat/completions");
        }
    }

    @Test
    void fakes_the_other_big_providers_too(@TempDir Path folder) {
        try (RunningServer server = RunningServer.with(demo(folder, Map.of()))) {
            String chat = URL.matcher(commands(server).get(0))
                    .results()
                    .findFirst()
                    .orElseThrow()
                    .group(1);
            String gateway = chat.substring(0, chat.indexOf("/openai/"));

            Answer claude = paste(
                    server,
                    "curl %s/anthropic/v1/messages -d '%s'"
                            .formatted(gateway, RunningServer.chat("claude-haiku-4-5", ",\"max_tokens\":4")));
            Answer gemini = paste(
                    server,
                    "curl %s/google-ai-studio/v1beta/models/gemini-2.5-flash:generateContent -d '%s'"
                            .formatted(gateway, "{\"contents\":[{\"parts\":[{\"text\":\"hello\"}]}]}"));

            assertThat(claude.body().path("type").asText()).isEqualTo("message");
            assertThat(gemini.body().path("candidates").isEmpty()).isFalse();
        }
    }
}

package dev.penstock.bootstrap;

import static dev.penstock.bootstrap.RunningServer.CHAT;
import static dev.penstock.bootstrap.RunningServer.TOKEN;
import static dev.penstock.bootstrap.RunningServer.chat;
import static dev.penstock.bootstrap.RunningServer.streamed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.bootstrap.RunningServer.Answer;
import dev.penstock.domain.account.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Keys that may show up nowhere: sent in every way there is, then looked for everywhere. */
class SecretsTest {
    private static final String KEY = "provider-key-canary-91be07";
    private static final String CONTROL = "how high is the water";
    private static final String STORED = "stored-key-canary-c40e7d";

    @RegisterExtension
    static final LoopbackProvider PROVIDER = new LoopbackProvider();

    @TempDir
    private Path folder = Path.of("");

    private static final List<String[]> WAYS_TO_SEND_BOTH = List.of(
            new String[] {"authorization", "Bearer " + KEY, "cf-aig-authorization", "Bearer " + TOKEN},
            new String[] {"x-api-key", KEY, "authorization", "Bearer " + TOKEN},
            new String[] {"x-goog-api-key", KEY, "x-api-key", TOKEN},
            new String[] {"api-key", KEY, "xi-api-key", TOKEN},
            new String[] {"cookie", "key=" + KEY, "cf-aig-authorization", TOKEN, "user-agent", "test"});

    private static List<Answer> sendEverything(RunningServer server) {
        server.manage("POST", "/gateways", RunningServer.json("g", true, true));
        List<Answer> answers = new ArrayList<>();
        for (String[] headers : WAYS_TO_SEND_BOTH) {
            answers.add(server.post("g", CHAT, chat("gpt-4o-mini"), headers));
            answers.add(server.post("g", CHAT, streamed("gpt-4o-mini"), headers));
            answers.add(server.post("g", "compat/chat/completions", chat("openai/gpt-4o-mini"), headers));
            answers.add(server.post("g", "compat/chat/completions", chat("no-prefix"), headers));
            answers.add(server.post("g", CHAT, chat("fake-status-401"), headers));
            answers.add(server.post("g", CHAT, chat("fake-reset"), headers));
            answers.add(server.post("g", "nosuch/x", chat("x"), headers));
            answers.add(server.post("nosuch", CHAT, chat("x"), headers));
            answers.add(server.post("g", CHAT, "not json", headers));
            answers.add(server.post("g", CHAT + "?key=" + KEY + "&api_key=" + TOKEN, chat("gpt-4o-mini"), headers));
        }
        answers.add(server.post("g", CHAT + "?key=" + KEY, chat("x"), "cf-aig-authorization", KEY));
        answers.add(server.post("g", CHAT + "?key=" + TOKEN, chat("x"), "cf-aig-authorization", KEY));
        return answers;
    }

    /** Stores a secret in every way there is, and has it refused in some. */
    private static List<Answer> storeEverything(RunningServer server) {
        String configs = "/gateways/stored/provider_configs";
        String config = "{\"provider_slug\":\"openai\",\"default_config\":true,\"alias\":\"%s\",\"secret%s\":\"%s\"}";
        server.manage("POST", "/gateways", RunningServer.json("stored", true, true));
        List<Answer> answers = new ArrayList<>();
        answers.add(server.manage("POST", configs, config.formatted("a", "", STORED)));
        String one = configs + "/" + answers.get(0).body().at("/result/id").asText();
        answers.add(server.manage("PUT", one, "{\"secret\":\"" + STORED + "-rotated\"}"));
        answers.add(server.manage("PUT", one, "{\"secret\":\"" + STORED + " ".repeat(20_000) + "\"}"));
        answers.add(server.manage("PUT", one, "{\"secret\":\"" + STORED));
        answers.add(server.manage("POST", configs, config.formatted("a", "", STORED)));
        answers.add(server.manage("POST", configs, config.formatted("b", "_id", STORED)));
        answers.add(
                server.manage("POST", configs, config.replace("openai", STORED).formatted("c", "", STORED)));
        answers.add(server.manage("POST", configs, config.formatted("d", "", STORED + "-removed")));
        answers.add(server.manage(
                "DELETE", configs + "/" + answers.get(7).body().at("/result/id").asText(), null));
        answers.add(server.manage("GET", configs, null));
        assertThat(answers)
                .extracting(Answer::status)
                .containsExactly(200, 200, 400, 400, 400, 400, 400, 200, 200, 200);
        return answers;
    }

    /** Settings show their secrets to whoever manages them, but no file does. */
    private static void storeInSettings(RunningServer server) {
        String settings = RunningServer.json("settings", true, true);
        Answer made = server.manage(
                "POST",
                "/gateways",
                settings.substring(0, settings.length() - 1) + """
                ,"otel":[{"url":"https://traces.example","headers":{"x-key":"%s"},"authorization":"%s"}],\
                "stripe":{"authorization":"%s","usage_events":[]}}""".formatted(STORED, STORED, STORED));
        assertThat(made.status()).isEqualTo(200);
        assertThat(server.manage("PUT", "/gateways/settings", settings).text()).contains(STORED);
    }

    private static Stream<String> everythingManagementShows(RunningServer server) {
        List<String> shown = new ArrayList<>();
        for (int page = 1; page <= 4; page++) {
            Answer list = server.manage("GET", "/gateways/g/logs?per_page=20&page=" + page, null);
            assertThat(list.status()).isEqualTo(200);
            shown.add(list.text());
            for (JsonNode log : list.body().path("result")) {
                String path = "/gateways/g/logs/" + log.path("id").asText();
                shown.add(server.manage("GET", path, null).text());
                shown.add(server.manage("GET", path + "/request", null).text());
                shown.add(server.manage("GET", path + "/response", null).text());
            }
        }
        shown.add(server.manage("GET", "/gateways/g", null).text());
        shown.add(server.send(server.request("/readyz")).text());
        return shown.stream();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static String bytesOf(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void show_up_in_no_answer_no_log_and_no_file() throws IOException {
        List<Answer> answers;
        List<String> shown;
        try (RunningServer server = RunningServer.in(folder, PROVIDER)) {
            answers = sendEverything(server);
            long logged = answers.stream()
                    .filter(answer -> !answer.header("cf-aig-log-id").isEmpty())
                    .count();
            Await.until(
                    "all logs are written",
                    () -> server.manage("GET", "/gateways/g/logs", null)
                            .body()
                            .path("result_info")
                            .path("total_count")
                            .asLong(),
                    count -> count >= logged);
            shown = everythingManagementShows(server).toList();
            assertThat(server.output()).doesNotContain(TOKEN, KEY);
        }

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.text()).doesNotContain(TOKEN, KEY);
            assertThat(answer.http().headers().toString()).doesNotContain(TOKEN, KEY);
        });
        assertThat(shown).anyMatch(text -> text.contains(CONTROL));
        assertThat(shown).allSatisfy(text -> assertThat(text).doesNotContain(TOKEN, KEY));
        assertThat(files()).anyMatch(file -> bytesOf(file).contains(CONTROL));
        assertThat(files())
                .allSatisfy(file -> assertThat(
                                bytesOf(file).contains(TOKEN) || bytesOf(file).contains(KEY))
                        .isFalse());
    }

    @Test
    void are_sealed_when_they_are_stored() throws IOException {
        try (RunningServer server = RunningServer.in(folder, PROVIDER)) {
            List<Answer> answers = storeEverything(server);
            storeInSettings(server);

            assertThat(answers).allSatisfy(answer -> assertThat(answer.text()).doesNotContain(STORED));
            assertThat(files()).allSatisfy(file -> assertThat(bytesOf(file)).doesNotContain(STORED));
            assertThat(server.output()).doesNotContain(STORED);
        }

        assertThat(files())
                .anyMatch(file -> bytesOf(file).contains("https://traces.example"))
                .allSatisfy(file -> assertThat(bytesOf(file).contains(STORED)).isFalse());
    }

    @Test
    void are_not_in_the_folder_when_the_server_makes_the_token_itself() throws IOException {
        ServerSettings wished = RunningServer.settings(folder, PROVIDER);
        ServerSettings none =
                new ServerSettings(wished.listener(), folder, null, null, null, null, wished.providers(), false);
        String token;
        try (RunningServer server = RunningServer.with(none)) {
            token = server.shownToken();
        }

        assertThat(token).startsWith("pst_").hasSize(52);
        assertThat(files())
                .isNotEmpty()
                .allSatisfy(file -> assertThat(bytesOf(file).contains(token)).isFalse());
    }

    @Test
    void lie_in_files_that_only_their_owner_can_read() throws IOException {
        try (RunningServer server = RunningServer.in(folder.resolve("new"), PROVIDER)) {
            server.create("g");
        }

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("new"))))
                .isEqualTo("rwx------");
        for (Path file : files()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .as(file.getFileName().toString())
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void are_stars_in_the_settings() {
        assertThat(RunningServer.settings(folder, PROVIDER).token()).isEqualTo(new Secret(TOKEN));
        assertThat(RunningServer.settings(folder, PROVIDER).toString()).doesNotContain(TOKEN);
    }
}

package dev.penstock.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.bootstrap.exam.Exam;
import dev.penstock.bootstrap.exam.Exams;
import dev.penstock.bootstrap.exam.Pace;
import dev.penstock.bootstrap.exam.Result;
import dev.penstock.bootstrap.exam.Scorecard;
import dev.penstock.bootstrap.exam.Scorecards;
import dev.penstock.bootstrap.exam.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ExamTest {
    private static final List<Integer> QUICK = List.of(1, 3, 4, 5, 12, 13);
    private static final List<Integer> ALL = List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16);

    @TempDir
    private Path folder;

    @Nested
    class Of_a_penstock_of_its_own {
        @Test
        void runs_the_quick_faults_and_tells_of_each() {
            Queue<Result> told = new ConcurrentLinkedQueue<>();
            Exam exam = new Exam(Pace.SHORT, QUICK, Duration.ofMinutes(3), told::add);

            Scorecard card = Exams.ofPenstock(exam, Pace.SHORT, folder, ExamServer::start);

            assertThat(card.results())
                    .hasSize(8 * 7)
                    .allSatisfy(result -> assertThat(result.verdict().grade())
                            .as(result.toString())
                            .isEqualTo(Verdict.Grade.PASS));
            assertThat(told).containsAll(card.results());
            assertThat(Scorecards.text(card)).contains("H  universal, anthropic, whole", "12  400 context length");
        }

        @Test
        void lets_the_first_model_of_somebodys_route_fail_whatever_the_draw() throws IOException {
            Path drawing = Files.writeString(folder.resolve("route.json"), """
                    {"name":"ab","elements":[
                     {"id":"s","type":"start","outputs":{"next":{"elementId":"split"}}},
                     {"id":"split","type":"percentage","outputs":{"50%":{"elementId":"m1"},"50% (b)":{"elementId":"m2"}}},
                     {"id":"m1","type":"model","properties":{"provider":"anthropic","model":"a","timeout":0,"retries":1},
                      "outputs":{"success":{"elementId":"e"},"fallback":{"elementId":"m2"}}},
                     {"id":"m2","type":"model","properties":{"provider":"groq","model":"b","timeout":0,"retries":1},
                      "outputs":{"success":{"elementId":"e"},"fallback":{"elementId":"m3"}}},
                     {"id":"m3","type":"model","properties":{"provider":"groq","model":"b","timeout":0,"retries":0},
                      "outputs":{"success":{"elementId":"e"},"fallback":{"elementId":"e"}}},
                     {"id":"e","type":"end","outputs":{}}]}""");
            Exam exam = new Exam(Pace.SHORT, List.of(3, 4, 13), Duration.ofMinutes(3), result -> {});

            Scorecard card = Exams.ofRoute(exam, Pace.SHORT, drawing, folder.resolve("data"), ExamServer::start);

            assertThat(card.passed()).as(Scorecards.text(card)).isTrue();
        }

        @Test
        void ends_in_time_even_if_nothing_has_run_by_then() {
            Exam exam = new Exam(Pace.FULL, List.of(6), Duration.ofMillis(1), result -> {});

            Scorecard card = Exams.ofPenstock(exam, Pace.FULL, folder, ExamServer::start);

            assertThat(card.passed()).isFalse();
            assertThat(card.took()).isLessThan(Duration.ofSeconds(60));
        }

        @Test
        void passes_all_sixteen_on_every_way() {
            Exam exam = new Exam(Pace.SHORT, ALL, Duration.ofMinutes(5), result -> {});

            Scorecard card = Exams.ofPenstock(exam, Pace.SHORT, folder, ExamServer::start);

            assertThat(card.passed()).as(Scorecards.text(card)).isTrue();
        }
    }

    /** The fake provider itself stands in for a gateway here: one that passes everything on and rescues nothing. */
    @Nested
    class Of_a_gateway_somewhere {
        private final StringWriter out = new StringWriter();
        private final StringWriter err = new StringWriter();

        private int run(String... args) {
            CommandLine line =
                    Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
            return line.execute(args);
        }

        private static String freePort() throws IOException {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return Integer.toString(socket.getLocalPort());
            }
        }

        @Test
        void judges_what_comes_and_writes_it_down() throws IOException {
            String primary = freePort();
            Path json = folder.resolve("card.json");
            Path markdown = folder.resolve("card.md");

            int exit = run(
                    "exam",
                    "--url",
                    "http://127.0.0.1:" + primary + "/v1",
                    "--primary-port",
                    primary,
                    "--fallback-port",
                    freePort(),
                    "--only",
                    "3,8,10,12",
                    "--json",
                    json.toString(),
                    "--markdown",
                    markdown.toString());

            assertThat(exit).isEqualTo(1);
            JsonNode card = RunningServer.read(Files.readAllBytes(json));
            assertThat(card.path("passed").asBoolean(true)).isFalse();
            assertThat(card.at("/columns/0/pass").asInt()).isEqualTo(1);
            assertThat(card.at("/columns/0/partial").asInt()).isEqualTo(1);
            assertThat(card.at("/columns/0/safe").asInt()).isEqualTo(1);
            assertThat(card.at("/columns/0/fail").asInt()).isEqualTo(1);
            assertThat(out.toString()).contains("12  400 context length", "pass", "PARTIAL", "SAFE", "FAIL");
            assertThat(err.toString()).contains("must send model gpt-4o-mini", "pass", "12 400 context length (url");
            assertThat(Files.readString(markdown)).contains("| 12 | 400 context length | pass: final |");
        }

        @Test
        void says_what_is_wrong_when_the_gateway_does_not_ask_its_provider() throws IOException {
            String nobody = freePort();

            int exit = run(
                    "exam",
                    "--url",
                    "http://127.0.0.1:" + nobody,
                    "--primary-port",
                    freePort(),
                    "--fallback-port",
                    freePort());

            assertThat(exit).isEqualTo(1);
            assertThat(err.toString()).contains("cannot be examined: it does not answer");
        }

        @Test
        void knows_sixteen_faults() {
            assertThat(run("exam", "--only", "17")).isEqualTo(1);
            assertThat(err.toString()).contains("from 1 to 16");
        }
    }
}

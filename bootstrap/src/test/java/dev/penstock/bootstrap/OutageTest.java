package dev.penstock.bootstrap;

import static dev.penstock.bootstrap.RunningServer.chat;
import static dev.penstock.bootstrap.Traffic.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.inference.ConductSettings;
import dev.penstock.bootstrap.RunningServer.Answer;
import dev.penstock.domain.conduct.BreakerRule;
import dev.penstock.domain.inference.ConductOptions;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a whole server does while a provider is down for a time, where there is another one to go to. */
class OutageTest {
    private static final int FAILURES = 3;
    private static final int CALLS_BEFORE_IT_OPENS = 3 * FAILURES;
    private static final Duration COOLDOWN = Duration.ofMillis(500);
    private static final Duration OUTAGE = Duration.ofSeconds(3);
    private static final AtomicInteger NAMES = new AtomicInteger();

    @RegisterExtension
    static final LoopbackProvider PROVIDER = new LoopbackProvider();

    @SuppressWarnings("NullAway.Init") // JUnit starts it before the first test
    private static RunningServer server;

    private final String primary = downFor(Duration.ofMinutes(1));

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = RunningServer.with(RunningServer.settings(folder, PROVIDER)
                .withConduct(new ConductSettings(ConductOptions.NONE, new BreakerRule(FAILURES, COOLDOWN))));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** A model of a name that no other test has, whose outage begins with its first call. */
    private static String downFor(Duration time) {
        return "m" + NAMES.incrementAndGet() + "+fake-down-for-" + time.toMillis();
    }

    private static String steps(String first, String second) {
        return "[%s,%s]"
                .formatted(
                        step(
                                "openai",
                                "chat/completions",
                                chat(first),
                                ",\"config\":{\"maxAttempts\":2,\"retryDelay\":1}"),
                        step("openai", "chat/completions", chat(second), ""));
    }

    @Test
    void one_probe_for_each_cooldown_reaches_it_and_it_is_back_once_it_has_recovered() {
        Traffic traffic = Traffic.through(server, "");
        String passing = downFor(OUTAGE);
        long before = PROVIDER.get().requests();
        Instant begun = Instant.now();

        List<Answer> answers = Stream.generate(() -> traffic.post("", steps(passing, "gpt-4o-mini")))
                .takeWhile(answer -> answer.header("cf-aig-step").equals("1"))
                .limit(10_000)
                .toList();

        Duration down = Duration.between(begun, Instant.now());
        assertThat(answers)
                .hasSizeGreaterThan(FAILURES)
                .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
        long probes = PROVIDER.get().requests() - before - answers.size() - CALLS_BEFORE_IT_OPENS;
        assertThat(probes)
                .as("probes within %s, the one that succeeds too", down)
                .isBetween(2L, down.dividedBy(COOLDOWN));
        assertThat(traffic.post("", steps(passing, "gpt-4o-mini")).header("cf-aig-step"))
                .isEqualTo("0");
    }

    @Test
    void one_of_many_requests_at_once_probes() {
        Traffic traffic = Traffic.through(server, "");
        for (int i = 0; i < FAILURES; i++) {
            traffic.post("", steps(primary, "gpt-4o-mini"));
        }
        Instant opened = Instant.now();
        Await.until("it is time for a probe", () -> Instant.now().isAfter(opened.plus(COOLDOWN)));
        long before = PROVIDER.get().requests();

        List<CompletableFuture<HttpResponse<byte[]>>> many = Stream.generate(
                        () -> traffic.later("", steps(primary, "gpt-4o-mini")))
                .limit(40)
                .toList();

        List<HttpResponse<byte[]>> answers =
                many.stream().map(CompletableFuture::join).toList();
        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(200));
        long passedOver = answers.stream()
                .filter(answer ->
                        answer.headers().firstValue("cf-aig-step").orElse("").equals("1"))
                .count();
        assertThat(PROVIDER.get().requests() - before - passedOver)
                .isBetween(1L, Duration.between(opened, Instant.now()).dividedBy(COOLDOWN));
    }

    @Test
    void its_own_error_is_what_a_caller_hears_who_has_nowhere_else_to_go() {
        Traffic traffic = Traffic.through(server, "");
        for (int i = 0; i < FAILURES; i++) {
            traffic.post("", steps(primary, "gpt-4o-mini"));
        }

        Answer last = traffic.post("", steps("fake-status-500", primary));
        Answer plain = traffic.post(RunningServer.CHAT, chat(primary));

        assertThat(last.status()).isEqualTo(503);
        assertThat(plain.status()).isEqualTo(503);
    }
}

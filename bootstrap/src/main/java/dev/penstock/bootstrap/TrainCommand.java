package dev.penstock.bootstrap;

import dev.penstock.bootstrap.exam.Examined;
import dev.penstock.fakeprovider.FakeProvider;
import dev.penstock.fakeprovider.FakeProviderOptions;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code penstock train}: a short life of a server, for the launcher, which lets the JVM keep what it learns from it. See
 * decision 34.
 */
@Command(
        name = "train",
        description = "Make the start-up cache: run a server on made-up traffic, and keep what the JVM learns.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The launcher does so by itself after a build. Everything stays on loopback and in a temporary folder.",
        })
final class TrainCommand implements Callable<Integer> {
    private static final int FAILURES = 1_000_000;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "How much traffic, in rounds of ten requests (default: ${DEFAULT-VALUE}).")
    private int rounds = 200;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "Time for all of it; then the traffic ends early (default: ${DEFAULT-VALUE}).")
    private int seconds = 10;

    @Override
    public Integer call() {
        Vertx vertx = PenstockServer.newVertx();
        try (TemporaryFolder folder = TemporaryFolder.named("penstock-train")) {
            FakeProvider provider = FakeProvider.start(vertx, FakeProviderOptions.defaults(), InstantSource.system())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            Map<String, String> faked = Map.of("openai", provider.url(), "anthropic", provider.url());
            Examined.Wish wish = new Examined.Wish(folder.path(), faked, FAILURES, Duration.ofSeconds(1));
            try (Examined server = ExamServer.start(wish);
                    Training training = new Training(server, Duration.ofSeconds(seconds))) {
                training.take(rounds);
            }
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
        return 0;
    }
}

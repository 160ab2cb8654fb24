package dev.penstock.bootstrap;

import dev.penstock.fakeprovider.FakeProvider;
import dev.penstock.fakeprovider.FakeProviderOptions;
import io.vertx.core.Vertx;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code penstock fake-provider}: starts a provider on loopback that answers, streams and fails as told. */
@Command(
        name = "fake-provider",
        description = "Start a provider on loopback that answers, streams and fails as told; faults go by model name.",
        mixinStandardHelpOptions = true)
final class FakeProviderCommand implements Callable<Integer> {
    @Option(names = "--port", paramLabel = "PORT", description = "Port, 0 for any (default: ${DEFAULT-VALUE}).")
    private int port = 9001;

    @Option(
            names = "--latency",
            paramLabel = "MS",
            description = "Silence before each answer (default: ${DEFAULT-VALUE}).")
    private long latency = 0;

    @Option(
            names = "--chunks",
            paramLabel = "N",
            description = "Pieces of a streamed answer (default: ${DEFAULT-VALUE}).")
    private int chunks = 16;

    @Option(
            names = "--chunk-delay",
            paramLabel = "MS",
            description = "Pause between pieces (default: ${DEFAULT-VALUE}).")
    private long chunkDelay = 0;

    @Override
    public Integer call() {
        FakeProviderOptions options = FakeProviderOptions.defaults()
                .withPort(port)
                .withLatency(Duration.ofMillis(latency))
                .withChunks(chunks)
                .withChunkDelay(Duration.ofMillis(chunkDelay));
        FakeProvider provider = start(Vertx.vertx(), options);
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)
                .println("The fake provider is ready on " + provider.url());
        return 0;
    }

    private static FakeProvider start(Vertx vertx, FakeProviderOptions options) {
        try {
            return FakeProvider.start(vertx, options, InstantSource.system())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException failure) {
            vertx.close();
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            throw new IllegalStateException(
                    "the fake provider cannot listen on port %d: %s".formatted(options.port(), Reasons.of(cause)),
                    failure);
        }
    }
}

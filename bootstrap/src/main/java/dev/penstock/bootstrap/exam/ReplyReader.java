package dev.penstock.bootstrap.exam;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends requests and reads the answers as a careful client does, but gives each up after a while. Blocks. */
final class ReplyReader implements AutoCloseable {
    private static final String EVENTS = "text/event-stream";

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final ScheduledExecutorService alarm = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("penstock-exam-patience").factory());

    /** The answer to one request. */
    Reply read(HttpRequest.Builder request, int number, String expected, boolean streamed, Duration patience) {
        Reading reading = new Reading(number, expected, streamed);
        CompletableFuture<HttpResponse<InputStream>> sent =
                client.sendAsync(request.build(), BodyHandlers.ofInputStream());
        try {
            HttpResponse<InputStream> response = sent.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            read(response, reading, patience.minus(reading.sofar()));
        } catch (TimeoutException e) {
            sent.cancel(true);
            reading.end(Reply.Ending.HUNG);
        } catch (ExecutionException e) {
            reading.end(Reply.Ending.BROKEN);
        } catch (InterruptedException e) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            reading.end(Reply.Ending.HUNG);
        }
        return reading.reply();
    }

    private void read(HttpResponse<InputStream> response, Reading reading, Duration patience) {
        InputStream body = response.body();
        // Closing the body under the reader is what wakes it up.
        ScheduledFuture<?> giveUp = alarm.schedule(
                () -> {
                    reading.giveUp();
                    close(body);
                },
                Math.max(1, patience.toMillis()),
                TimeUnit.MILLISECONDS);
        try (body) {
            reading.head(response.statusCode());
            String type = response.headers().firstValue("content-type").orElse("");
            if (type.startsWith(EVENTS)) {
                events(body, reading);
            } else {
                reading.whole(new String(body.readAllBytes(), StandardCharsets.UTF_8));
            }
            reading.end(Reply.Ending.CLEAN);
        } catch (IOException e) {
            reading.end(Reply.Ending.BROKEN);
        } finally {
            giveUp.cancel(false);
        }
    }

    private static void events(InputStream body, Reading reading) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        StringBuilder event = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty() && !event.isEmpty()) {
                reading.event(event.toString());
                event.setLength(0);
            } else if (line.startsWith("data:")) {
                event.append(event.isEmpty() ? "" : "\n")
                        .append(line.substring("data:".length()).stripLeading());
            }
        }
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            // It was to be closed, and now it is.
        }
    }

    @Override
    public void close() {
        alarm.shutdownNow();
        client.shutdownNow();
    }
}

package dev.penstock.bootstrap.exam;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends requests and reads the answers as a careful client does, but gives each up after a while. Blocks. */
final class ReplyReader implements AutoCloseable {
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    /** The answer to one request. */
    Reply read(HttpRequest.Builder request, int number, String expected, boolean streamed, Duration patience) {
        Reading reading = new Reading(number, expected, streamed);
        Received received = new Received();
        CompletableFuture<?> sent = client.sendAsync(request.build(), received);
        Reply.Ending ending = wait(sent, patience) ? received.ending() : Reply.Ending.HUNG;
        if (ending == Reply.Ending.HUNG) {
            sent.cancel(true);
        }
        reading.end(ending);
        received.tell(reading);
        return reading.reply();
    }

    /** Answers whether there is an end in time, whichever. */
    private static boolean wait(CompletableFuture<?> sent, Duration patience) {
        try {
            sent.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException e) {
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}

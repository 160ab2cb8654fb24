package dev.penstock.fakeprovider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class PlainEndpointsTest {
    private static final RunningFakeProvider RUNNING = RunningFakeProvider.withDefaults();

    @AfterAll
    static void stop() {
        RUNNING.close();
    }

    @Test
    void echoes_ten_megabytes_byte_for_byte() throws Exception {
        byte[] body = random(10 * 1024 * 1024);

        HttpResponse<byte[]> response = RUNNING.postBytes("/v1/echo/anything", body, "content-type", "image/x-odd");

        assertThat(response.body()).isEqualTo(body);
        assertThat(response.headers().firstValue("content-type")).contains("image/x-odd");
        SeenRequest seen = RUNNING.provider().lastRequests().getLast();
        assertThat(seen.bodySize()).isEqualTo(body.length);
        assertThat(seen.bodyStart()).isEmpty();
    }

    @Test
    void gives_the_same_bytes_every_time() throws Exception {
        byte[] bytes = RUNNING.get("/bytes/1000003").body();

        assertThat(bytes).isEqualTo(random(1_000_003));
    }

    @Test
    void gives_no_bytes_faster_than_they_are_read_and_notices_a_reset() throws Exception {
        long size = 4L << 30;
        long before = RUNNING.provider().generatedBytes();
        long aborted = RUNNING.provider().abortedResponses();
        HttpClient client = RUNNING.vertx().createHttpClient();

        HttpClientResponse response = client.request(
                        HttpMethod.GET, RUNNING.provider().port(), "127.0.0.1", "/bytes/" + size)
                .compose(HttpClientRequest::send)
                .map(HttpClientResponse::pause)
                .await();
        for (int i = 0; i < 50; i++) {
            RUNNING.get("/models");
        }

        assertThat(RUNNING.provider().generatedBytes() - before).isBetween(1L, 256L << 20);
        response.request().reset().await();
        RunningFakeProvider.await(() -> RUNNING.provider().abortedResponses() == aborted + 1);
    }

    @Test
    void compresses_a_chat_completion() throws Exception {
        String chat = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";
        HttpResponse<String> plain = RUNNING.post("/v1/chat/completions", chat);

        HttpResponse<byte[]> first = RUNNING.postBytes("/v1/gzip/chat", chat.getBytes(UTF_8));
        HttpResponse<byte[]> second = RUNNING.postBytes("/gzip", chat.getBytes(UTF_8));

        assertThat(first.headers().firstValue("content-encoding")).contains("gzip");
        assertThat(first.body()).isEqualTo(second.body());
        try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(first.body()))) {
            assertThat(new String(unpacked.readAllBytes(), UTF_8)).isEqualTo(plain.body());
        }
    }

    @Test
    void compresses_an_answer_to_nothing_in_particular() throws Exception {
        assertThat(RUNNING.get("/gzip/anything").headers().firstValue("content-encoding"))
                .contains("gzip");
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new SplittableRandom(SeededBytes.SEED).nextBytes(bytes);
        return bytes;
    }
}

package dev.penstock.bootstrap.exam;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Against a socket that says what it is told, and then closes or not. */
class ReplyReaderTest {
    private static final String HEAD =
            "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n";
    private static final String SAID = "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n";
    private static final String ERROR = "data: {\"error\":{\"message\":\"it broke off\"}}\n\n";

    private final ReplyReader reader = new ReplyReader();
    private final CountDownLatch done = new CountDownLatch(1);

    @AfterEach
    void stop() {
        done.countDown();
        reader.close();
    }

    private static String chunk(String text) {
        return "%x\r\n%s\r\n".formatted(text.length(), text);
    }

    private Reply read(String answer, boolean closes, Duration patience) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> speak(server, answer, closes));
            URI uri = URI.create("http://127.0.0.1:" + server.getLocalPort());
            HttpRequest.Builder request = HttpRequest.newBuilder(uri).POST(BodyPublishers.noBody());
            return reader.read(request, 1, "a", true, patience);
        }
    }

    private void speak(ServerSocket server, String answer, boolean closes) {
        try (Socket socket = server.accept()) {
            assertThat(socket.getInputStream().read()).isPositive();
            while (socket.getInputStream().available() > 0) {
                socket.getInputStream().skip(socket.getInputStream().available());
            }
            socket.getOutputStream().write(answer.getBytes(UTF_8));
            socket.getOutputStream().flush();
            if (!closes) {
                done.await();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @RepeatedTest(20)
    void hears_an_error_that_comes_right_before_the_connection_breaks() throws IOException {
        Reply reply = read(HEAD + chunk(SAID) + chunk(ERROR), true, Duration.ofSeconds(20));

        assertThat(reply.ending()).isEqualTo(Reply.Ending.BROKEN);
        assertThat(reply.text()).isEqualTo("a");
        assertThat(reply.error()).isEqualTo("it broke off");
        assertThat(reply.toldClearly()).isTrue();
    }

    @Test
    void gives_up_a_stream_that_says_nothing_any_more_and_keeps_what_it_said() throws IOException {
        Reply reply = read(HEAD + chunk(SAID), false, Duration.ofMillis(300));

        assertThat(reply.ending()).isEqualTo(Reply.Ending.HUNG);
        assertThat(reply.text()).isEqualTo("a");
        assertThat(reply.toldClearly()).isFalse();
    }

    @Test
    void takes_a_whole_stream() throws IOException {
        String end = "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";

        Reply reply = read(HEAD + chunk(SAID) + chunk(end) + "0\r\n\r\n", true, Duration.ofSeconds(20));

        assertThat(reply.whole()).isTrue();
    }

    @Test
    void notices_when_nothing_comes_at_all() throws IOException {
        assertThat(read("", true, Duration.ofSeconds(20)).ending()).isEqualTo(Reply.Ending.BROKEN);
    }
}

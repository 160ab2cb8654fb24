package dev.penstock.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class FailureReasonTest {
    private static final String SECRET = "https://10.1.2.3/v1?key=sk-canary";

    @Test
    void tells_the_failures_apart() {
        assertThat(FailureReason.of(new UnknownHostException(SECRET)))
                .isEqualTo("the provider's host name is not known");
        assertThat(FailureReason.of(new ConnectException(SECRET)))
                .isEqualTo("the provider does not accept connections");
        assertThat(FailureReason.of(new SSLHandshakeException(SECRET)))
                .isEqualTo("no secure connection to the provider could be made");
        assertThat(FailureReason.of(new TimeoutException(SECRET))).isEqualTo("the provider took too long");
        assertThat(FailureReason.of(new HttpClosedException(SECRET)))
                .isEqualTo("the provider closed the connection without an answer");
        assertThat(FailureReason.of(new IOException(SECRET))).isEqualTo("the connection to the provider broke");
    }
}

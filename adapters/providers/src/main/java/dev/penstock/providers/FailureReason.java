package dev.penstock.providers;

import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Says why there was no reply, in words that name neither address nor key. */
final class FailureReason {
    private FailureReason() {}

    static String of(Throwable failure) {
        return switch (failure) {
            case ForeignAddress.Refused inside ->
                "the provider's address is inside a private network, which this server is not set up to call";
            case UnknownHostException unknown -> "the provider's host name is not known";
            case ConnectException refused -> "the provider does not accept connections";
            case SSLException insecure -> "no secure connection to the provider could be made";
            case TimeoutException late -> "the provider took too long";
            case HttpClosedException closed -> "the provider closed the connection without an answer";
            case IOException broken -> "the connection to the provider broke";
            default -> "the call to the provider failed (" + failure.getClass().getSimpleName() + ")";
        };
    }
}

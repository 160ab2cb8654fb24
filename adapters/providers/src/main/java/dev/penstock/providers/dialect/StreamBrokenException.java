package dev.penstock.providers.dialect;

import java.io.IOException;

/** A streamed reply that ended before it was whole; the message says why. */
public final class StreamBrokenException extends IOException {
    private static final long serialVersionUID = 1L;

    public StreamBrokenException(String reason) {
        super(reason);
    }
}

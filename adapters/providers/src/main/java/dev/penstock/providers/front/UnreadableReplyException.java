package dev.penstock.providers.front;

/** What came from the provider is no chat completion, breaks off, or cannot be said in the caller's API. */
public final class UnreadableReplyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableReplyException(String reason) {
        super(reason);
    }
}

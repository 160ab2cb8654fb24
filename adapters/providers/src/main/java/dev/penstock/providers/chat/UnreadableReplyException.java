package dev.penstock.providers.chat;

/** A provider's successful reply that is not what its API promises, breaks off, or cannot be said in the caller's API. */
public final class UnreadableReplyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadableReplyException(String reason) {
        super(reason);
    }
}

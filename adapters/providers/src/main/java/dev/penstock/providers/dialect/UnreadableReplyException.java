package dev.penstock.providers.dialect;

/** A provider's successful reply that is not what its API promises. */
public final class UnreadableReplyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadableReplyException(String reason) {
        super(reason);
    }
}

package dev.penstock.providers.chat;

/** A request that cannot be said in another API; the message names the field and is for the caller. */
public final class UntranslatableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UntranslatableException(String reason) {
        super(reason);
    }

    /** The field is written as {@code tools[0].type}; empty for the body as a whole. */
    public UntranslatableException(String field, String reason) {
        this(field.isEmpty() ? reason : field + ": " + reason);
    }
}

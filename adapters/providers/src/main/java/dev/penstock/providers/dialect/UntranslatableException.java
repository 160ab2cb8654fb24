package dev.penstock.providers.dialect;

/** A request that cannot be said in a provider's own API; the message names the field and is for the caller. */
public final class UntranslatableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UntranslatableException(String reason) {
        super(reason);
    }
}

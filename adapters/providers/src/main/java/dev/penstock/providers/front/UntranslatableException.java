package dev.penstock.providers.front;

/** A request says something that chat completions cannot. The message is for the caller and names the field. */
public final class UntranslatableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;

    UntranslatableException(String field, String reason) {
        super(field.isEmpty() ? reason : field + ": " + reason);
        this.field = field;
    }

    /** As {@code tools[0].type}; empty for the body as a whole. */
    public String field() {
        return field;
    }
}

package dev.penstock.application.conduct;

/** That an answer which had begun will not be whole. */
public final class AnswerBrokenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    public AnswerBrokenException(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    /** Why, in words that name no secret. */
    public String reason() {
        return reason;
    }
}

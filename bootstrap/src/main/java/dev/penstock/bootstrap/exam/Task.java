package dev.penstock.bootstrap.exam;

import java.util.function.Function;

/** What the exam asks. Some of the sixteen faults are two tasks: all of a fault's must be passed. */
public enum Task {
    /** Comes before everything else, and warms the gateway up. */
    HEALTHY(0, "no fault at all", "none"),
    RATE_LIMITED_ONCE(1, "429 with Retry-After, once", "status-429-after-2-first-1"),
    RATE_LIMITED(2, "429 for ever", "status-429"),
    ERROR_ONCE(3, "500 once", "status-500-first-1"),
    UNAVAILABLE(4, "503 for ever", "status-503"),
    UNAVAILABLE_ALONE(4, "503 for ever, nowhere to go", "status-503"),
    RESET(5, "connection reset", "reset"),
    SILENT(6, "silence", "hang"),
    LATE_TOKEN(
            7,
            "late first token",
            pace -> "late-first-token-" + pace.lateToken().toMillis()),
    LATE_TOKEN_AWAITED(
            7,
            "late first token, no limit",
            pace -> "late-first-token-" + pace.lateToken().toMillis()),
    CUT_OFF(8, "cut off after 40 tokens", "truncated-stream-after-40"),
    STALLED(
            9,
            "silence after 20 tokens",
            pace -> "stalled-stream-after-20-for-" + pace.silence().toMillis(),
            pace -> "stalled-body-for-" + pace.silence().toMillis(),
            ""),
    BROKEN_EVENT(10, "an event that is no JSON", pace -> "broken-event", pace -> "broken-body", ""),
    NO_TERMINATOR(11, "no terminator", "no-terminator"),
    CONTEXT_LENGTH(12, "400 context length", "context-length"),
    CONTENT_POLICY(13, "400 content policy", "content-policy"),
    NO_PREFILL(
            14,
            "cut off, and no prefill",
            pace -> "truncated-stream-after-40",
            pace -> "truncated-stream-after-40",
            "no-prefill"),
    OUTAGE(15, "down, then healthy", pace -> "down-for-" + pace.outage().toMillis()),
    ACCOUNTING(16, "whose model, usage and cost", "status-503");

    private final int number;
    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // none of them captures anything
    private final Function<Pace, String> streamed;

    @SuppressWarnings("ImmutableEnumChecker") // none of them captures anything
    private final Function<Pace, String> whole;

    private final String others;

    Task(int number, String title, String fault) {
        this(number, title, pace -> fault);
    }

    Task(int number, String title, Function<Pace, String> fault) {
        this(number, title, fault, fault, "");
    }

    Task(int number, String title, Function<Pace, String> streamed, Function<Pace, String> whole, String others) {
        this.number = number;
        this.title = title;
        this.streamed = streamed;
        this.whole = whole;
        this.others = others;
    }

    /** Which of the sixteen faults, from 1. */
    public int number() {
        return number;
    }

    public String title() {
        return title;
    }

    /** The fault that strikes the primary, as the fake provider calls it. */
    String fault(Pace pace, boolean stream) {
        return "fake-" + (stream ? streamed : whole).apply(pace);
    }

    /** The fault that strikes all other models. */
    String faultOfOthers() {
        return "fake-" + (others.isEmpty() ? "none" : others);
    }

    /** Whether it is about streams that break after something of them was shown, so that a rescue can be asked for. */
    boolean isRescuable() {
        return this == CUT_OFF || this == STALLED || this == BROKEN_EVENT || this == NO_PREFILL;
    }

    /** Whether there is a model to turn to. */
    boolean hasFallback() {
        return this != UNAVAILABLE_ALONE;
    }
}

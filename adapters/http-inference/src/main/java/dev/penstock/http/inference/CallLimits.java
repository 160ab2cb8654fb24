package dev.penstock.http.inference;

/** What may be asked of calls to providers (data plane, section 2). Times are milliseconds. */
final class CallLimits {
    static final int MOST_ATTEMPTS = 5;
    static final int LONGEST_DELAY = 60_000;
    static final int SHORTEST_TIMEOUT = 1;
    /** A day: nobody waits longer, and timers stay within their bounds. */
    static final int LONGEST_TIMEOUT = 24 * 60 * 60 * 1000;

    private CallLimits() {}
}

package dev.penstock.application.inference;

/** Lets a request be counted once, however many steps it takes. For the request's event loop. */
final class Turnstile {
    private boolean passed;

    /** Whether this is the first time. */
    boolean pass() {
        boolean first = !passed;
        passed = true;
        return first;
    }
}

package dev.penstock.bootstrap;

/** Puts a failure at start into one line for the operator. */
final class Reasons {
    private Reasons() {}

    static String of(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.toString() : message;
    }
}

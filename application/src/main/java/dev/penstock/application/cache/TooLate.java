package dev.penstock.application.cache;

/** Says that a flight takes nobody any more. */
final class TooLate extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLate() {
        super("the flight takes nobody any more", null, false, false);
    }
}

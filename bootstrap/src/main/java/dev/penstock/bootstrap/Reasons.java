package dev.penstock.bootstrap;

import dev.penstock.storage.sql.UnusableStorageException;

/** Puts a failure at start into one line for the operator. */
final class Reasons {
    private Reasons() {}

    /** Whether the failure comes from what the operator asked for, or from what the machine has, and says so itself. */
    static boolean isForTheOperator(Throwable failure) {
        return failure instanceof IllegalArgumentException
                || failure instanceof IllegalStateException
                || failure instanceof UnusableStorageException;
    }

    static String of(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.toString() : message;
    }
}

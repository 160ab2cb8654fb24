package dev.penstock.application.inference;

import java.util.concurrent.CompletionException;

/** Takes a failure out of the wrapping that {@code CompletionStage} puts around it. */
public final class Failures {
    private Failures() {}

    public static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}

package dev.penstock.bootstrap.exam;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one caller got.
 *
 * @param number which of the run's requests
 * @param expected what a whole answer says
 * @param status 0 where no head came
 * @param finish the answer's {@code finish_reason}; null where it had none
 * @param terminated whether the stream's {@code [DONE]} came; of an answer that is no stream, whether it could be read
 * @param error the message of an error, in the body or as an event
 * @param finishedBeforeError whether the answer said that it was finished before the error came
 * @param garbage how many events could not be read
 * @param completionTokens negative where no usage was reported
 * @param took until the last byte, or until the exam gave up
 */
record Reply(
        int number,
        Instant sentAt,
        String expected,
        boolean streamed,
        int status,
        String text,
        @Nullable String finish,
        boolean terminated,
        Ending ending,
        @Nullable String error,
        boolean finishedBeforeError,
        int garbage,
        @Nullable String model,
        long completionTokens,
        Duration took) {
    enum Ending {
        /** The answer ended as HTTP has it. */
        CLEAN,
        /** The connection broke. */
        BROKEN,
        /** Nothing came any more, until the exam gave up. */
        HUNG
    }

    /** As a careful client sees it: everything was said, the reason it ended is there, and the end too. */
    boolean whole() {
        return status == 200
                && ending == Ending.CLEAN
                && error == null
                && garbage == 0
                && finish != null
                && terminated
                && text.equals(expected);
    }

    /** Whether the caller was told in words, in time, and not after it was told that all is well. */
    boolean toldClearly() {
        return ending != Ending.HUNG && error != null && !error.isBlank() && !finishedBeforeError;
    }

    long millis() {
        return took.toMillis();
    }
}

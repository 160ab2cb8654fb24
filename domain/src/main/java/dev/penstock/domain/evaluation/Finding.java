package dev.penstock.domain.evaluation;

/**
 * What came out for one evaluation type.
 *
 * @param value a plain decimal number, or {@link #NO_VALUE}
 * @param description the same for people, with what stands behind it
 */
public record Finding(String value, Status status, String description) {
    static final String NO_VALUE = "n/a";

    /** How much stands behind a finding. */
    public enum Status {
        /** Nothing: there was no log with such a figure. */
        NOTHING(0),
        /** Every log that was selected. */
        WHOLE(1),
        /** Some of the logs that were selected; the others have no such figure. */
        PART(2);

        private final int number;

        Status(int number) {
            this.number = number;
        }

        public int number() {
            return number;
        }
    }

    /**
     * @param figure what they lack where they have none
     */
    static Finding nothing(long logs, String figure) {
        return new Finding(
                NO_VALUE,
                Status.NOTHING,
                logs == 0 ? "No logs were selected" : "None of the %d logs has %s".formatted(logs, figure));
    }

    static Status status(long measured, long logs) {
        return measured == logs ? Status.WHOLE : Status.PART;
    }

    static String source(long measured, long logs) {
        return measured == logs ? "from all %d logs".formatted(logs) : "from %d of %d logs".formatted(measured, logs);
    }
}

package dev.penstock.bootstrap;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When something ends, as people write it: after a while from now, or at a moment. */
final class Expiry {
    private static final Pattern WHILE = Pattern.compile("(\\d{1,6})([mhd])");

    private Expiry() {}

    static Instant of(String text, Instant now) {
        Matcher span = WHILE.matcher(text);
        if (span.matches()) {
            long count = Long.parseLong(span.group(1));
            return now.plus(
                    switch (span.group(2)) {
                        case "m" -> Duration.ofMinutes(count);
                        case "h" -> Duration.ofHours(count);
                        default -> Duration.ofDays(count);
                    });
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'%s' is no time: write 30d, 12h, 90m or 2027-01-31T12:00:00Z".formatted(text), e);
        }
    }
}

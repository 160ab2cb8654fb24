package dev.penstock.domain.account;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** An account that something was made in, and since when. Times are whole milliseconds. */
public record Account(AccountId id, Instant createdAt) {
    public Account {
        createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
    }
}

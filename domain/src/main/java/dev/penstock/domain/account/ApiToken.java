package dev.penstock.domain.account;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A token that may manage and use every account of this server. Only its hash is known. Times are whole milliseconds. */
public record ApiToken(TokenHash hash, String name, Instant createdAt) {
    public ApiToken {
        createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
    }
}

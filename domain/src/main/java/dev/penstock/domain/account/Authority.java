package dev.penstock.domain.account;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody may do, where, and when. Times are whole milliseconds.
 *
 * @param account the only account that it is good for; null for all of them
 * @param notBefore the first moment at which it holds; null for any
 * @param expiresOn the first moment at which it holds no longer; null for never
 */
public record Authority(
        @Nullable AccountId account,
        Set<Permission> permissions,
        @Nullable Instant notBefore,
        @Nullable Instant expiresOn) {
    /** What the owner of the server may do: everything, everywhere, always. */
    public static final Authority OWNER = new Authority(null, EnumSet.allOf(Permission.class), null, null);

    public Authority {
        if (permissions.isEmpty()) {
            throw new IllegalArgumentException("an authority allows something");
        }
        permissions = Collections.unmodifiableSet(EnumSet.copyOf(permissions));
        notBefore = notBefore == null ? null : notBefore.truncatedTo(ChronoUnit.MILLIS);
        expiresOn = expiresOn == null ? null : expiresOn.truncatedTo(ChronoUnit.MILLIS);
    }

    public boolean reaches(AccountId other) {
        return account == null || account.equals(other);
    }

    public boolean reachesAll() {
        return account == null;
    }

    public boolean allows(Permission permission) {
        for (Permission own : permissions) {
            if (own.includes(permission)) {
                return true;
            }
        }
        return false;
    }

    public boolean holdsAt(Instant moment) {
        return (notBefore == null || !moment.isBefore(notBefore)) && !isOverAt(moment);
    }

    public boolean isOverAt(Instant moment) {
        return expiresOn != null && !moment.isBefore(expiresOn);
    }

    /** Whether nothing that the other one allows goes beyond this one: no permission, no account, and no later moment. */
    public boolean covers(Authority other) {
        return (account == null || account.equals(other.account))
                && other.permissions.stream().allMatch(this::allows)
                && outlasts(other);
    }

    /** Whether the other one does not hold longer than this one. */
    public boolean outlasts(Authority other) {
        return expiresOn == null || (other.expiresOn != null && !other.expiresOn.isAfter(expiresOn));
    }
}

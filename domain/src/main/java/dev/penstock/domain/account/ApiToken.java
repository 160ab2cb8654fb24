package dev.penstock.domain.account;

import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Validated;
import dev.penstock.domain.validation.Violations;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a token: everything but its text, of which there is only the hash. Times are whole milliseconds.
 *
 * @param disabled whether it is put aside: it holds nothing until somebody enables it again
 */
public record ApiToken(
        TokenId id,
        TokenHash hash,
        String name,
        Authority authority,
        boolean disabled,
        Instant createdAt,
        Instant modifiedAt) {
    /** How a token stands at some moment. */
    public enum Status {
        ACTIVE,
        DISABLED,
        EXPIRED
    }

    public ApiToken {
        createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
        modifiedAt = modifiedAt.truncatedTo(ChronoUnit.MILLIS);
        if (modifiedAt.isBefore(createdAt)) {
            throw new IllegalArgumentException("a token is not modified before it is created");
        }
    }

    /** One that may do everything, everywhere, always. */
    public static ApiToken ofOwner(TokenId id, TokenHash hash, String name, Instant now) {
        return new ApiToken(id, hash, name, Authority.OWNER, false, now, now);
    }

    /**
     * A new token from what a person sent, or everything that is wrong with it.
     *
     * @param account the account that it belongs to; null for a token for all of them
     */
    public static Validated<ApiToken> define(
            TokenId id, TokenHash hash, @Nullable AccountId account, TokenDraft draft, Instant now) {
        Violations violations = new Violations();
        draft.check(violations, null, null);
        Instant end = draft.expiresOn().orNull();
        if (end != null && !end.isAfter(now)) {
            violations.add(Path.of("expires_on"), "Must be in the future");
        }
        return violations.unlessAny(() -> new ApiToken(
                id,
                hash,
                Objects.requireNonNull(draft.name()),
                new Authority(account, given(draft), draft.notBefore().orNull(), end),
                Objects.requireNonNullElse(draft.disabled().orNull(), false),
                now,
                now));
    }

    /** This token with what a person sent in place of its own. It stays in its account, and keeps its text. */
    public Validated<ApiToken> redefine(TokenDraft draft, Instant now) {
        Violations violations = new Violations();
        draft.check(violations, authority.notBefore(), authority.expiresOn());
        return violations.unlessAny(() -> new ApiToken(
                id,
                hash,
                Objects.requireNonNull(draft.name()),
                new Authority(
                        authority.account(),
                        given(draft),
                        draft.notBefore().over(authority.notBefore()),
                        draft.expiresOn().over(authority.expiresOn())),
                Objects.requireNonNullElse(draft.disabled().over(disabled), false),
                createdAt,
                later(now)));
    }

    private static Set<Permission> given(TokenDraft draft) {
        return Objects.requireNonNull(draft.permissions());
    }

    /** This token with another text; whoever knows the old one can do nothing any more. */
    public ApiToken rolled(TokenHash next, Instant now) {
        return new ApiToken(id, next, name, authority, disabled, createdAt, later(now));
    }

    private Instant later(Instant now) {
        return now.isBefore(createdAt) ? createdAt : now;
    }

    public Status statusAt(Instant moment) {
        if (disabled) {
            return Status.DISABLED;
        }
        return authority.isOverAt(moment) ? Status.EXPIRED : Status.ACTIVE;
    }

    /** Whether it can be used at all. */
    public boolean holdsAt(Instant moment) {
        return !disabled && authority.holdsAt(moment);
    }

    /** Whether it lets its holder do this in this account, at this moment. */
    public boolean allows(Permission permission, AccountId account, Instant moment) {
        return authority.reaches(account) && authority.allows(permission) && holdsAt(moment);
    }
}

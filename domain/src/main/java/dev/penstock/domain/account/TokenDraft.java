package dev.penstock.domain.account;

import dev.penstock.domain.validation.Given;
import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Violation;
import dev.penstock.domain.validation.Violations;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A token as a person wishes it. Nothing in it has been checked. What is left out keeps its value where there is one.
 *
 * @param permissions null and none are both wrong
 */
public record TokenDraft(
        @Nullable String name,
        @Nullable Set<Permission> permissions,
        Given<Instant> notBefore,
        Given<Instant> expiresOn,
        Given<Boolean> disabled) {
    private static final int LONGEST_NAME = 256;
    /** The wire knows years of four digits. */
    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59.999Z");

    private static final Instant BEGIN_OF_TIME = Instant.parse("0001-01-01T00:00:00Z");

    /** One that holds from now on, for ever. */
    public static TokenDraft of(String name, Permission first, Permission... more) {
        return new TokenDraft(name, EnumSet.of(first, more), Given.omitted(), Given.omitted(), Given.omitted());
    }

    public TokenDraft until(Instant end) {
        return new TokenDraft(name, permissions, notBefore, Given.of(end), disabled);
    }

    /** All that is wrong with it by itself. */
    public List<Violation> violations() {
        Violations violations = new Violations();
        check(violations, null, null);
        return violations.all();
    }

    /** Notes what is wrong with it, in place of these times. */
    void check(Violations violations, @Nullable Instant keptNotBefore, @Nullable Instant keptExpiresOn) {
        violations
                .required(Path.of("name"), name)
                .flatMap(text -> violations.length(Path.of("name"), text, 1, LONGEST_NAME))
                .filter(text -> text.chars().anyMatch(Character::isISOControl))
                .ifPresent(text -> violations.add(Path.of("name"), "Invalid"));
        violations
                .required(Path.of("policies"), permissions)
                .filter(Set::isEmpty)
                .ifPresent(none -> violations.add(Path.of("policies"), "A token must have a permission"));
        checkTime(Path.of("not_before"), notBefore.orNull(), violations);
        checkTime(Path.of("expires_on"), expiresOn.orNull(), violations);
        Instant start = notBefore.over(keptNotBefore);
        Instant end = expiresOn.over(keptExpiresOn);
        if (start != null && end != null && !end.isAfter(start)) {
            violations.add(Path.of("expires_on"), "Must be later than not_before");
        }
    }

    private static void checkTime(Path path, @Nullable Instant time, Violations violations) {
        if (time != null && (time.isAfter(END_OF_TIME) || time.isBefore(BEGIN_OF_TIME))) {
            violations.add(path, "Invalid datetime");
        }
    }
}

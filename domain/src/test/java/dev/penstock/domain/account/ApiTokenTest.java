package dev.penstock.domain.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.penstock.domain.validation.Given;
import dev.penstock.domain.validation.Validated;
import dev.penstock.domain.validation.Violation;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTokenTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:30:00Z");
    private static final AccountId HERE = new AccountId("here");
    private static final AccountId ELSEWHERE = new AccountId("elsewhere");
    private static final TokenId ID = TokenId.random(new Random(1));
    private static final TokenHash HASH = TokenHash.of("text");

    private static ApiToken token(@Nullable AccountId account, Permission first, Permission... more) {
        return valid(ApiToken.define(ID, HASH, account, TokenDraft.of("t", first, more), NOW));
    }

    private static ApiToken valid(Validated<ApiToken> outcome) {
        return switch (outcome) {
            case Validated.Valid<ApiToken>(ApiToken token) -> token;
            case Validated.Invalid<ApiToken>(List<Violation> violations) -> throw new AssertionError(violations);
        };
    }

    private static List<String> wrong(TokenDraft draft) {
        return ApiToken.define(ID, HASH, HERE, draft, NOW) instanceof Validated.Invalid<ApiToken> invalid
                ? invalid.violations().stream()
                        .map(violation -> violation.path() + ": " + violation.message())
                        .toList()
                : List.of();
    }

    private static TokenDraft named(@Nullable String name) {
        return new TokenDraft(name, Set.of(Permission.RUN), Given.omitted(), Given.omitted(), Given.omitted());
    }

    @Nested
    class Allowing {
        @ParameterizedTest
        @CsvSource({
            "READ, true, false, false",
            "WRITE, true, true, false",
            "RUN, false, false, true",
        })
        void goes_by_permission(Permission own, boolean read, boolean write, boolean run) {
            ApiToken token = token(HERE, own);

            assertThat(token.allows(Permission.READ, HERE, NOW)).isEqualTo(read);
            assertThat(token.allows(Permission.WRITE, HERE, NOW)).isEqualTo(write);
            assertThat(token.allows(Permission.RUN, HERE, NOW)).isEqualTo(run);
        }

        @Test
        void stops_at_the_account_unless_there_is_none() {
            assertThat(token(HERE, Permission.RUN).allows(Permission.RUN, ELSEWHERE, NOW))
                    .isFalse();
            assertThat(token(null, Permission.RUN).allows(Permission.RUN, ELSEWHERE, NOW))
                    .isTrue();
        }

        @Test
        void begins_and_ends_to_the_millisecond() {
            ApiToken token = valid(ApiToken.define(
                    ID,
                    HASH,
                    HERE,
                    new TokenDraft(
                            "t",
                            Set.of(Permission.RUN),
                            Given.of(NOW.plusMillis(1)),
                            Given.of(NOW.plusMillis(3)),
                            Given.omitted()),
                    NOW));

            assertThat(token.allows(Permission.RUN, HERE, NOW)).isFalse();
            assertThat(token.allows(Permission.RUN, HERE, NOW.plusMillis(1))).isTrue();
            assertThat(token.allows(Permission.RUN, HERE, NOW.plusMillis(2))).isTrue();
            assertThat(token.allows(Permission.RUN, HERE, NOW.plusMillis(3))).isFalse();
            assertThat(token.statusAt(NOW)).isEqualTo(ApiToken.Status.ACTIVE);
            assertThat(token.statusAt(NOW.plusMillis(3))).isEqualTo(ApiToken.Status.EXPIRED);
        }
    }

    @Nested
    class Covering {
        /** Whatever somebody covers, each single permission of it is allowed to them too, there and at that time. */
        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3})
        void never_goes_beyond_what_is_allowed(long seed) {
            Random random = new Random(seed);
            for (int i = 0; i < 2000; i++) {
                Authority granter = authority(random);
                Authority wished = authority(random);
                if (granter.covers(wished)) {
                    String drawn = "seed %d: %s covers %s".formatted(seed, granter, wished);
                    for (Permission permission : Permission.values()) {
                        assertThat(granter.allows(permission) || !wished.allows(permission))
                                .as(drawn)
                                .isTrue();
                    }
                    for (AccountId account : List.of(HERE, ELSEWHERE)) {
                        assertThat(granter.reaches(account) || !wished.reaches(account))
                                .as(drawn)
                                .isTrue();
                    }
                    for (int millis = 0; millis < 5; millis++) {
                        Instant moment = NOW.plusMillis(millis);
                        assertThat(!granter.isOverAt(moment) || wished.isOverAt(moment))
                                .as(drawn)
                                .isTrue();
                    }
                }
            }
        }

        private static Authority authority(Random random) {
            Set<Permission> permissions = EnumSet.allOf(Permission.class);
            permissions.removeIf(permission -> random.nextBoolean());
            permissions.add(random.nextBoolean() ? Permission.READ : Permission.RUN);
            return new Authority(
                    switch (random.nextInt(3)) {
                        case 0 -> null;
                        case 1 -> HERE;
                        default -> ELSEWHERE;
                    },
                    permissions,
                    null,
                    random.nextBoolean() ? null : NOW.plusMillis(random.nextInt(5)));
        }

        @Test
        void takes_in_what_is_the_same_and_all_of_it_when_it_is_the_owners() {
            Authority narrow = token(HERE, Permission.READ).authority();

            assertThat(narrow.covers(narrow)).isTrue();
            assertThat(Authority.OWNER.covers(narrow)).isTrue();
            assertThat(Authority.OWNER.covers(Authority.OWNER)).isTrue();
            assertThat(narrow.covers(Authority.OWNER)).isFalse();
        }
    }

    @Nested
    class Defining {
        @ParameterizedTest
        @ValueSource(strings = {"two\nlines", "\u001b[31mred", "tab\t", "\u009bcsi", "\u0000"})
        void refuses_names_that_would_upset_a_terminal(String name) {
            assertThat(wrong(named(name))).containsExactly("name: Invalid");
        }

        @Test
        void bounds_names() {
            assertThat(wrong(named("n".repeat(256)))).isEmpty();
            assertThat(wrong(named("n".repeat(257))))
                    .containsExactly("name: String must contain at most 256 character(s)");
            assertThat(wrong(named(""))).containsExactly("name: String must contain at least 1 character(s)");
            assertThat(wrong(named(null))).containsExactly("name: Required");
        }

        @Test
        void wants_an_end_that_is_after_now_and_after_the_beginning() {
            assertThat(wrong(TokenDraft.of("t", Permission.RUN).until(NOW)))
                    .containsExactly("expires_on: Must be in the future");
            assertThat(wrong(new TokenDraft(
                            "t",
                            Set.of(Permission.RUN),
                            Given.of(NOW.plusSeconds(2)),
                            Given.of(NOW.plusSeconds(2)),
                            Given.omitted())))
                    .containsExactly("expires_on: Must be later than not_before");
            assertThat(wrong(TokenDraft.of("t", Permission.RUN).until(Instant.MAX)))
                    .containsExactly("expires_on: Invalid datetime");
        }

        @Test
        void sets_a_new_end_against_the_beginning_that_was_kept() {
            ApiToken later = valid(ApiToken.define(
                    ID,
                    HASH,
                    HERE,
                    new TokenDraft(
                            "t",
                            Set.of(Permission.RUN),
                            Given.of(NOW.plusSeconds(9)),
                            Given.omitted(),
                            Given.omitted()),
                    NOW));

            assertThat(later.redefine(TokenDraft.of("t", Permission.RUN).until(NOW.plusSeconds(9)), NOW))
                    .isInstanceOf(Validated.Invalid.class);
        }

        @Test
        void clears_the_end_only_when_told_to() {
            ApiToken ending = valid(ApiToken.define(
                    ID, HASH, HERE, TokenDraft.of("t", Permission.RUN).until(NOW.plusSeconds(1)), NOW));
            TokenDraft forEver =
                    new TokenDraft("t", Set.of(Permission.RUN), Given.omitted(), Given.of(null), Given.omitted());

            assertThat(valid(ending.redefine(TokenDraft.of("t", Permission.RUN), NOW))
                            .authority()
                            .expiresOn())
                    .isEqualTo(NOW.plusSeconds(1));
            assertThat(valid(ending.redefine(forEver, NOW)).authority().expiresOn())
                    .isNull();
        }
    }

    @Nested
    class Naming {
        @Test
        void reads_ids_of_32_lower_case_digits_only() {
            assertThat(TokenId.parse(ID.value())).contains(ID);
            assertThat(TokenId.parse("A" + ID.value().substring(1))).isEmpty();
            assertThat(TokenId.parse(ID.value().substring(1))).isEmpty();
            assertThatIllegalArgumentException().isThrownBy(() -> new TokenId("verify"));
        }

        @Test
        void prints_no_hash() {
            assertThat(token(HERE, Permission.RUN).toString()).doesNotContain(HASH.hex());
        }
    }
}

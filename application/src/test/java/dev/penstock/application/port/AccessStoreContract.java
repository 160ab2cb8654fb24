package dev.penstock.application.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.account.ApiToken;
import dev.penstock.domain.account.Authority;
import dev.penstock.domain.account.Permission;
import dev.penstock.domain.account.TokenHash;
import dev.penstock.domain.page.PageRequest;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link AccessStore} does. */
public interface AccessStoreContract {
    AccountId ONE = new AccountId("one");
    Instant NOON = Instant.parse("2026-11-21T12:00:00.123Z");

    /** The store under test, empty at first and the same throughout one test. */
    AccessStore access();

    @Test
    default void knows_no_account_and_no_token_at_first() {
        assertThat(access().homeAccount()).isEmpty();
        assertThat(access().tokens()).isEmpty();
    }

    @Test
    default void keeps_the_last_home_account() {
        access().keepHomeAccount(new AccountId("first"));
        access().keepHomeAccount(new AccountId("second"));
        access().keepHomeAccount(new AccountId("second"));

        assertThat(access().homeAccount()).contains(new AccountId("second"));
    }

    @Test
    default void keeps_tokens_in_the_order_they_were_made() {
        ApiToken late = token("late", NOON.plusMillis(1));
        ApiToken early = token("early", NOON);
        access().keep(late);
        access().keep(early);

        assertThat(access().tokens()).containsExactly(early, late);
    }

    @Test
    default void replaces_a_token_with_the_same_hash() {
        access().keep(token("t", NOON));
        ApiToken renamed = token("t", NOON.plusSeconds(1));

        access().keep(renamed);

        assertThat(access().tokens()).containsExactly(renamed);
    }

    @Test
    default void answers_tokens_that_later_ones_do_not_join() {
        access().keep(token("a", NOON));
        List<ApiToken> before = access().tokens();

        access().keep(token("b", NOON));

        assertThat(before).hasSize(1);
    }

    @Test
    default void keeps_the_tokens_of_several_writers_at_once() {
        AtOnce.run(8, i -> {
            access().keep(token("token " + i % 4, NOON));
            return i;
        });

        assertThat(access().tokens()).hasSize(4);
    }

    @Test
    default void keeps_all_that_there_is_to_a_token() {
        Authority narrow = new Authority(ONE, Set.of(Permission.READ, Permission.RUN), NOON, NOON.plusSeconds(60));
        ApiToken token = new ApiToken(
                SampleTokens.id("t"), TokenHash.of("t"), "Ünïcode, \"quoted\"", narrow, true, NOON, NOON.plusMillis(7));

        access().keep(token);

        assertThat(access().find(token.id())).contains(token);
        assertThat(access().tokens()).containsExactly(token);
    }

    @Test
    default void replaces_a_token_only_when_it_is_still_what_the_writer_saw() {
        ApiToken seen = token("t", NOON);
        ApiToken next = seen.rolled(TokenHash.of("next"), NOON.plusSeconds(1));
        access().keep(seen);

        assertThat(access().replace(seen, next)).isTrue();
        assertThat(access().replace(seen, seen.rolled(TokenHash.of("late"), NOON)))
                .isFalse();
        assertThat(access().replace(token("nobody", NOON), token("nobody", NOON)))
                .isFalse();
        assertThat(access().tokens()).containsExactly(next);
    }

    @Test
    default void lets_one_of_several_writers_win() {
        ApiToken seen = token("t", NOON);
        access().keep(seen);

        List<Boolean> won = AtOnce.run(8, i -> access().replace(seen, seen.rolled(TokenHash.of("next " + i), NOON)));

        assertThat(won).containsOnlyOnce(true);
        assertThat(access().tokens()).hasSize(1).doesNotContain(seen);
    }

    @Test
    default void removes_a_token_once() {
        ApiToken token = token("t", NOON);
        access().keep(token);

        assertThat(access().remove(token.id())).contains(token);
        assertThat(access().remove(token.id())).isEmpty();
        assertThat(access().find(token.id())).isEmpty();
        assertThat(access().tokens()).isEmpty();
    }

    @Test
    default void lists_the_tokens_of_one_account_and_those_for_all_of_them_apart() {
        ApiToken everywhere = token("everywhere", NOON);
        ApiToken second = SampleTokens.of(ONE, "second", Permission.WRITE);
        ApiToken first = SampleTokens.of(ONE, "first", Permission.RUN);
        ApiToken other = SampleTokens.of(new AccountId("other"), "other", Permission.RUN);
        List<ApiToken> ofOne =
                first.id().value().compareTo(second.id().value()) < 0 ? List.of(first, second) : List.of(second, first);
        List.of(second, other, everywhere, first).forEach(access()::keep);

        assertThat(access().list(ONE, new PageRequest(1, 10)).items()).isEqualTo(ofOne);
        assertThat(access().list(ONE, new PageRequest(2, 1)).items()).containsExactly(ofOne.get(1));
        assertThat(access().list(ONE, new PageRequest(3, 1)).items()).isEmpty();
        assertThat(access().list(ONE, new PageRequest(3, 1)).total()).isEqualTo(2);
        assertThat(access().list(null, new PageRequest(1, 10)).items()).containsExactly(everywhere);
        assertThat(access().list(new AccountId("nobody"), new PageRequest(1, 10))
                        .total())
                .isZero();
    }

    private static ApiToken token(String text, Instant createdAt) {
        return SampleTokens.ofOwner(text, createdAt);
    }
}

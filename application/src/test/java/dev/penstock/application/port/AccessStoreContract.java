package dev.penstock.application.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.account.ApiToken;
import dev.penstock.domain.account.TokenHash;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link AccessStore} does. */
public interface AccessStoreContract {
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
        access().keep(new ApiToken(TokenHash.of("t"), "old name", NOON));
        ApiToken renamed = new ApiToken(TokenHash.of("t"), "new name", NOON.plusSeconds(1));

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

    private static ApiToken token(String text, Instant createdAt) {
        return new ApiToken(TokenHash.of(text), text, createdAt);
    }
}

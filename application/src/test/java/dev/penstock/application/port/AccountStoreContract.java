package dev.penstock.application.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.account.Account;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.page.PageRequest;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every {@link AccountStore} does. */
public interface AccountStoreContract {
    Instant NOON = Instant.parse("2026-11-21T12:00:00.123Z");
    PageRequest ALL = new PageRequest(1, 100);

    /** The store under test, empty at first and the same throughout one test. */
    AccountStore accounts();

    @Test
    default void knows_no_account_at_first() {
        assertThat(accounts().find(new AccountId("a"))).isEmpty();
        assertThat(accounts().list(null, ALL).items()).isEmpty();
    }

    @Test
    default void keeps_an_account_since_its_first_use() {
        Account first = account("a", NOON);
        accounts().insert(first);

        accounts().insert(account("a", NOON.plusSeconds(1)));

        assertThat(accounts().find(new AccountId("a"))).contains(first);
        assertThat(accounts().list(null, ALL).items()).containsExactly(first);
    }

    @Test
    default void tells_upper_from_lower_case() {
        accounts().insert(account("a", NOON));

        assertThat(accounts().find(new AccountId("A"))).isEmpty();
    }

    @Test
    default void lists_the_oldest_first_in_pages() {
        Account late = account("a", NOON.plusMillis(1));
        Account early = account("c", NOON);
        Account asEarly = account("b", NOON);
        accounts().insert(late);
        accounts().insert(early);
        accounts().insert(asEarly);

        assertThat(accounts().list(null, new PageRequest(1, 2)).items()).containsExactly(asEarly, early);
        assertThat(accounts().list(null, new PageRequest(2, 2)).items()).containsExactly(late);
        assertThat(accounts().list(null, new PageRequest(3, 2)).items()).isEmpty();
        assertThat(accounts().list(null, new PageRequest(3, 2)).total()).isEqualTo(3);
    }

    @Test
    default void lists_the_one_that_is_wanted() {
        accounts().insert(account("a", NOON));
        accounts().insert(account("b", NOON));

        assertThat(accounts().list(new AccountId("b"), ALL).items()).containsExactly(account("b", NOON));
        assertThat(accounts().list(new AccountId("c"), ALL).total()).isZero();
    }

    @Test
    default void keeps_one_account_for_several_first_users_at_once() {
        AtOnce.run(8, i -> {
            accounts().insert(account("account" + i % 2, NOON));
            return i;
        });

        assertThat(accounts().list(null, ALL).total()).isEqualTo(2);
    }

    private static Account account(String id, Instant createdAt) {
        return new Account(new AccountId(id), createdAt);
    }
}

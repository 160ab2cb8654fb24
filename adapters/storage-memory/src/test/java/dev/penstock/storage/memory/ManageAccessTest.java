package dev.penstock.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.account.ManageAccess;
import dev.penstock.application.account.ManageAccounts;
import dev.penstock.application.gateway.LiveSettings;
import dev.penstock.application.port.SampleTokens;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.account.ApiToken;
import dev.penstock.domain.account.Authority;
import dev.penstock.domain.account.Permission;
import dev.penstock.domain.account.Secret;
import dev.penstock.domain.account.TokenHash;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ManageAccessTest {
    private final MemoryAccessStore store = new MemoryAccessStore();
    private final InstantSource clock = InstantSource.fixed(Instant.EPOCH);
    private final ManageAccounts accounts = new ManageAccounts(new MemoryAccountStore(), clock);
    private final ManageAccess access = new ManageAccess(store, accounts, clock, new Random(1));

    @Test
    void makes_an_account_once_and_keeps_it() {
        AccountId made = access.homeAccount(null);

        assertThat(made.value()).matches("[0-9a-f]{32}");
        assertThat(access.homeAccount(null)).isEqualTo(made);
        assertThat(accounts.find(made)).isPresent();
    }

    @Test
    void takes_the_wished_account_from_then_on() {
        access.homeAccount(null);

        assertThat(access.homeAccount(new AccountId("wished"))).isEqualTo(new AccountId("wished"));
        assertThat(access.homeAccount(null)).isEqualTo(new AccountId("wished"));
    }

    @Test
    void makes_a_first_token_only_when_there_is_none() {
        Secret token = access.firstToken().orElseThrow();

        assertThat(token.reveal()).matches("pst_[0-9a-f]{48}");
        assertThat(token).hasToString("****");
        assertThat(access.firstToken()).isEmpty();
        assertThat(store.tokens()).singleElement().satisfies(kept -> {
            assertThat(kept.hash()).isEqualTo(TokenHash.of(token.reveal()));
            assertThat(kept.name()).isEqualTo("first token");
            assertThat(kept.authority()).isEqualTo(Authority.OWNER);
        });
    }

    @Test
    void makes_a_first_token_again_when_no_token_that_holds_administers_the_server() {
        store.keep(SampleTokens.of(new AccountId("a"), "of an account", Permission.WRITE));
        store.keep(SampleTokens.of(null, "reader", Permission.READ, Permission.RUN));
        store.keep(SampleTokens.disabled("disabled"));
        store.keep(SampleTokens.between("over", null, Instant.EPOCH));

        assertThat(access.firstToken()).isPresent();
        assertThat(access.firstToken()).isEmpty();
    }

    @Test
    void gives_a_wished_token_back_what_was_taken_from_it() {
        store.keep(SampleTokens.disabled("wished"));

        access.admit(new Secret("wished"));

        assertThat(store.tokens()).singleElement().satisfies(token -> {
            assertThat(token.disabled()).isFalse();
            assertThat(token.authority()).isEqualTo(Authority.OWNER);
        });
    }

    @Test
    void leaves_a_wished_token_that_is_there_as_it_is() {
        access.admit(new Secret("wished"));
        List<ApiToken> before = store.tokens();

        access.admit(new Secret("wished"));

        assertThat(store.tokens()).isEqualTo(before);
    }

    @Test
    void admits_a_wished_token_once_and_makes_no_other() {
        access.admit(new Secret("wished"));
        access.admit(new Secret("wished"));

        assertThat(access.firstToken()).isEmpty();
        assertThat(store.tokens()).hasSize(1);
    }

    @Test
    void lets_traffic_know_tokens_after_a_refresh_and_passing_ones_too() {
        LiveSettings live = new LiveSettings(
                new MemoryGatewayStore(), store, List.of(SampleTokens.ofOwner("passing", Instant.EPOCH)));
        LiveSettings.Snapshot before = live.current();
        access.admit(new Secret("kept"));

        live.refresh();

        assertThat(before.tokens().find("kept")).isNull();
        assertThat(live.current().tokens().find("kept")).isNotNull();
        assertThat(live.current().tokens().find("passing")).isNotNull();
        assertThat(store.tokens()).hasSize(1);
    }

    @Test
    void makes_a_different_token_every_time() {
        Random random = new Random(1);

        assertThat(ManageAccess.newToken(random)).isNotEqualTo(ManageAccess.newToken(random));
        assertThat(store.tokens()).isEmpty();
    }
}

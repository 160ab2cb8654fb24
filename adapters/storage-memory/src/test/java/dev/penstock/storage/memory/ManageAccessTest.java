package dev.penstock.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.account.ManageAccess;
import dev.penstock.application.gateway.LiveSettings;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.account.ApiToken;
import dev.penstock.domain.account.Secret;
import dev.penstock.domain.account.TokenHash;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ManageAccessTest {
    private final MemoryAccessStore store = new MemoryAccessStore();
    private final ManageAccess access = new ManageAccess(store, InstantSource.fixed(Instant.EPOCH), new Random(1));

    @Test
    void makes_an_account_once_and_keeps_it() {
        AccountId made = access.homeAccount(null);

        assertThat(made.value()).matches("[0-9a-f]{32}");
        assertThat(access.homeAccount(null)).isEqualTo(made);
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
        assertThat(store.tokens())
                .containsExactly(new ApiToken(TokenHash.of(token.reveal()), "first token", Instant.EPOCH));
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
                new MemoryGatewayStore(), store, List.of(new ApiToken(TokenHash.of("passing"), "p", Instant.EPOCH)));
        LiveSettings.Snapshot before = live.current();
        access.admit(new Secret("kept"));

        live.refresh();

        assertThat(before.tokens().knows("kept")).isFalse();
        assertThat(live.current().tokens().knows("kept")).isTrue();
        assertThat(live.current().tokens().knows("passing")).isTrue();
        assertThat(store.tokens()).hasSize(1);
    }

    @Test
    void makes_a_different_token_every_time() {
        Random random = new Random(1);

        assertThat(ManageAccess.newToken(random)).isNotEqualTo(ManageAccess.newToken(random));
        assertThat(store.tokens()).isEmpty();
    }
}

package dev.penstock.application.port;

import static dev.penstock.application.port.SampleGateways.ACCOUNT;
import static dev.penstock.application.port.SampleGateways.OTHER_ACCOUNT;
import static dev.penstock.application.port.SampleGateways.address;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.gateway.CachePolicy;
import dev.penstock.domain.gateway.Gateway;
import dev.penstock.domain.gateway.GatewayDraft;
import dev.penstock.domain.page.Page;
import dev.penstock.domain.page.PageRequest;
import dev.penstock.domain.validation.Given;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link GatewayStore} does. */
public interface GatewayStoreContract {
    /** The store under test, empty at first and the same throughout one test. */
    GatewayStore gateways();

    @Test
    default void finds_what_was_inserted_with_every_setting_as_it_was() {
        for (Gateway gateway :
                List.of(SampleGateways.plain("plain"), SampleGateways.full("full"), SampleGateways.older("older"))) {
            assertThat(gateways().insert(gateway)).isTrue();

            assertThat(gateways().find(gateway.address())).contains(gateway);
        }
    }

    @Test
    default void finds_nothing_at_an_address_that_is_free() {
        gateways().insert(SampleGateways.plain(OTHER_ACCOUNT, "a"));

        assertThat(gateways().find(address("a"))).isEmpty();
    }

    @Test
    default void refuses_to_insert_at_a_taken_address_and_keeps_what_is_there() {
        Gateway first = SampleGateways.plain("a");
        gateways().insert(first);

        boolean inserted = gateways().insert(SampleGateways.full("a"));

        assertThat(inserted).isFalse();
        assertThat(gateways().find(first.address())).contains(first);
    }

    @Test
    default void keeps_the_same_id_in_two_accounts_apart() {
        Gateway ours = SampleGateways.plain("a");
        Gateway theirs = SampleGateways.plain(OTHER_ACCOUNT, "a");

        assertThat(gateways().insert(ours)).isTrue();
        assertThat(gateways().insert(theirs)).isTrue();

        assertThat(names(ACCOUNT, null)).containsExactly("a");
        assertThat(gateways().all()).containsExactlyInAnyOrder(ours, theirs);
    }

    @Test
    default void replaces_what_is_kept() {
        Gateway current = SampleGateways.plain("a");
        gateways().insert(current);
        Gateway next = changed(current, 10);

        boolean replaced = gateways().replace(current, next);

        assertThat(replaced).isTrue();
        assertThat(gateways().find(current.address())).contains(next);
    }

    @Test
    default void clears_settings_when_it_replaces() {
        Gateway current = SampleGateways.full("a");
        gateways().insert(current);

        gateways().replace(current, SampleGateways.plain("a"));

        assertThat(gateways().find(current.address())).contains(SampleGateways.plain("a"));
    }

    @Test
    default void refuses_to_replace_what_has_changed_meanwhile() {
        Gateway stale = SampleGateways.full("a");
        gateways().insert(stale);
        Gateway kept = changed(stale, 10);
        gateways().replace(stale, kept);

        boolean replaced = gateways().replace(stale, changed(stale, 20));

        assertThat(replaced).isFalse();
        assertThat(gateways().find(stale.address())).contains(kept);
    }

    @Test
    default void refuses_to_replace_what_is_not_there() {
        Gateway absent = SampleGateways.plain("a");

        assertThat(gateways().replace(absent, changed(absent, 10))).isFalse();
        assertThat(gateways().all()).isEmpty();
    }

    @Test
    default void forgets_what_is_removed_and_answers_it() {
        Gateway kept = SampleGateways.full("kept");
        Gateway gone = SampleGateways.full("gone");
        gateways().insert(kept);
        gateways().insert(gone);

        assertThat(gateways().remove(gone.address())).contains(gone);

        assertThat(gateways().remove(gone.address())).isEmpty();
        assertThat(gateways().find(gone.address())).isEmpty();
        assertThat(gateways().all()).containsExactly(kept);
    }

    @Test
    default void lists_in_the_order_of_ids_whatever_the_order_of_inserts() {
        List<String> ids = List.of("1", "_a", "a", "a-b", "a_b", "ab", "b", "b-1", "z_", "zz");
        List<String> shuffled = new ArrayList<>(ids);
        Collections.shuffle(shuffled, new Random(1));
        shuffled.forEach(id -> gateways().insert(SampleGateways.plain(id)));

        List<String> expected = ids.stream().sorted().toList();
        assertThat(names(ACCOUNT, null)).containsExactlyElementsOf(expected);
    }

    @Test
    default void pages_to_the_end_and_past_it() {
        for (int i = 0; i < 5; i++) {
            gateways().insert(SampleGateways.plain("g" + i));
        }

        assertThat(page(1, 2)).isEqualTo(List.of("g0", "g1"));
        assertThat(page(3, 2)).isEqualTo(List.of("g4"));
        assertThat(page(4, 2)).isEmpty();
        assertThat(page(Integer.MAX_VALUE, Integer.MAX_VALUE)).isEmpty();
        assertThat(page(1, Integer.MAX_VALUE)).hasSize(5);
        assertThat(gateways().list(ACCOUNT, null, new PageRequest(4, 2)).total())
                .isEqualTo(5);
    }

    @Test
    default void lists_nothing_for_an_account_without_gateways() {
        gateways().insert(SampleGateways.plain(OTHER_ACCOUNT, "a"));

        Page<Gateway> page = gateways().list(ACCOUNT, null, new PageRequest(1, 20));

        assertThat(page.items()).isEmpty();
        assertThat(page.total()).isZero();
    }

    @Test
    default void searches_for_text_anywhere_in_the_id_and_takes_it_as_it_is() {
        List.of("my_chat", "mychat", "chat", "other").forEach(id -> gateways().insert(SampleGateways.plain(id)));

        assertThat(names(ACCOUNT, "chat")).containsExactly("chat", "my_chat", "mychat");
        assertThat(names(ACCOUNT, "y_c")).containsExactly("my_chat");
        assertThat(names(ACCOUNT, "y%c")).isEmpty();
        assertThat(names(ACCOUNT, "CHAT")).isEmpty();
        assertThat(names(ACCOUNT, "")).hasSize(4);
        assertThat(gateways().list(ACCOUNT, "chat", new PageRequest(1, 1)).total())
                .isEqualTo(3);
    }

    @Test
    default void lets_one_of_several_inserts_at_once_win() {
        Gateway plain = SampleGateways.plain("a");

        List<Boolean> outcomes = AtOnce.run(8, i -> gateways().insert(changed(plain, i)));

        assertThat(outcomes).containsOnlyOnce(true);
        assertThat(gateways().all()).hasSize(1);
    }

    @Test
    default void lets_one_of_several_replacements_at_once_win() {
        Gateway current = SampleGateways.plain("a");
        gateways().insert(current);

        List<Boolean> outcomes = AtOnce.run(8, i -> gateways().replace(current, changed(current, i + 1)));

        assertThat(outcomes).containsOnlyOnce(true);
    }

    private List<String> names(AccountId account, @Nullable String search) {
        return gateways().list(account, search, new PageRequest(1, 100)).items().stream()
                .map(gateway -> gateway.id().value())
                .toList();
    }

    private List<String> page(int number, int size) {
        return gateways().list(ACCOUNT, null, new PageRequest(number, size)).items().stream()
                .map(gateway -> gateway.id().value())
                .toList();
    }

    private static Gateway changed(Gateway gateway, long ttl) {
        GatewayDraft draft = GatewayDraft.PLAIN.withCache(new CachePolicy.Draft(Given.of(ttl), Given.of(false)));
        return SampleGateways.valid(
                gateway.redefine(draft, gateway.createdAt().plus(Duration.ofSeconds(ttl)), () -> "made"));
    }
}

package dev.penstock.application.port;

import static dev.penstock.application.port.SampleCustomProviders.draft;
import static dev.penstock.application.port.SampleCustomProviders.enable;
import static dev.penstock.application.port.SampleCustomProviders.fullDraft;
import static dev.penstock.application.port.SampleCustomProviders.provider;
import static dev.penstock.application.port.SampleCustomProviders.providerId;
import static dev.penstock.application.port.SampleCustomProviders.slug;
import static dev.penstock.application.port.SampleCustomProviders.valid;
import static dev.penstock.application.port.SampleGateways.ACCOUNT;
import static dev.penstock.application.port.SampleGateways.CREATED;
import static dev.penstock.application.port.SampleGateways.OTHER_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.port.CustomProviderStore.Replacement;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.customprovider.CustomProvider;
import dev.penstock.domain.customprovider.CustomProviderDraft;
import dev.penstock.domain.customprovider.CustomProviderQuery;
import dev.penstock.domain.page.Page;
import dev.penstock.domain.page.PageRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link CustomProviderStore} does. */
public interface CustomProviderStoreContract {
    /** The store under test, empty at first and the same throughout one test. */
    CustomProviderStore providers();

    @Test
    default void finds_what_was_inserted_with_every_setting_as_it_was() {
        for (CustomProvider provider : List.of(provider(1, "plain"), provider(2, fullDraft("full")))) {
            assertThat(providers().insert(provider)).isTrue();

            assertThat(providers().find(ACCOUNT, provider.id())).contains(provider);
        }
    }

    @Test
    default void finds_nothing_in_another_account() {
        providers().insert(provider(1, "a"));

        assertThat(providers().find(OTHER_ACCOUNT, providerId(1))).isEmpty();
        assertThat(providers().remove(OTHER_ACCOUNT, providerId(1))).isEmpty();
        assertThat(list(CustomProviderQuery.ALL, OTHER_ACCOUNT)).isEmpty();
        assertThat(providers().all()).hasSize(1);
    }

    @Test
    default void refuses_a_slug_that_is_taken_in_the_account_and_nowhere_else() {
        CustomProvider first = provider(1, "same");
        providers().insert(first);

        assertThat(providers().insert(provider(2, fullDraft("same")))).isFalse();
        assertThat(providers().insert(provider(OTHER_ACCOUNT, 3, fullDraft("same"))))
                .isTrue();

        assertThat(list(CustomProviderQuery.ALL, ACCOUNT)).containsExactly("same");
        assertThat(providers().find(ACCOUNT, first.id())).contains(first);
    }

    @Test
    default void replaces_what_is_kept() {
        CustomProvider current = provider(1, fullDraft("before"));
        providers().insert(current);
        CustomProvider next = changed(current, draft("Other", "after", "http://after.example"));

        assertThat(providers().replace(current, next)).isEqualTo(Replacement.DONE);

        assertThat(providers().find(ACCOUNT, current.id())).contains(next);
        assertThat(providers().insert(provider(2, "before"))).isTrue();
    }

    @Test
    default void refuses_to_replace_what_has_changed_or_gone_meanwhile() {
        CustomProvider stale = provider(1, "a");
        providers().insert(stale);
        CustomProvider kept = changed(stale, enable(false));
        providers().replace(stale, kept);

        assertThat(providers().replace(stale, changed(stale, slug("b")))).isEqualTo(Replacement.STALE);

        assertThat(providers().find(ACCOUNT, stale.id())).contains(kept);
        providers().remove(ACCOUNT, stale.id());
        assertThat(providers().replace(kept, changed(kept, slug("b")))).isEqualTo(Replacement.STALE);
        assertThat(providers().all()).isEmpty();
    }

    @Test
    default void refuses_to_replace_with_a_slug_that_is_taken() {
        CustomProvider current = provider(1, "a");
        providers().insert(current);
        providers().insert(provider(2, "b"));

        assertThat(providers().replace(current, changed(current, slug("b")))).isEqualTo(Replacement.SLUG_TAKEN);

        assertThat(providers().find(ACCOUNT, current.id())).contains(current);
    }

    @Test
    default void forgets_what_is_removed_and_answers_it() {
        CustomProvider gone = provider(1, "gone");
        providers().insert(gone);
        providers().insert(provider(2, "kept"));

        assertThat(providers().remove(ACCOUNT, gone.id())).contains(gone);

        assertThat(providers().remove(ACCOUNT, gone.id())).isEmpty();
        assertThat(list(CustomProviderQuery.ALL, ACCOUNT)).containsExactly("kept");
    }

    @Test
    default void lists_in_the_order_of_names_by_code_point_then_of_ids() {
        providers().insert(provider(1, draft("\ud83d\ude00", "s1", "http://a.example")));
        providers().insert(provider(2, draft("\uffe5", "s2", "http://a.example")));
        providers().insert(provider(4, draft("a", "s4", "http://a.example")));
        providers().insert(provider(3, draft("a", "s3", "http://a.example")));
        providers().insert(provider(5, draft("B", "s5", "http://a.example")));

        assertThat(list(CustomProviderQuery.ALL, ACCOUNT)).containsExactly("s5", "s3", "s4", "s2", "s1");
    }

    @Test
    default void pages_to_the_end_and_past_it() {
        for (int i = 0; i < 5; i++) {
            providers().insert(provider(i, "p" + i));
        }

        Page<CustomProvider> third = providers().list(ACCOUNT, CustomProviderQuery.ALL, new PageRequest(3, 2));
        Page<CustomProvider> fourth = providers().list(ACCOUNT, CustomProviderQuery.ALL, new PageRequest(4, 2));

        assertThat(third.items()).extracting(it -> it.slug().value()).containsExactly("p4");
        assertThat(third.total()).isEqualTo(5);
        assertThat(fourth.items()).isEmpty();
        assertThat(fourth.total()).isEqualTo(5);
    }

    @Test
    default void filters_by_switches_and_by_text_in_id_name_or_slug() {
        providers().insert(provider(1, fullDraft("full")));
        providers().insert(provider(2, draft("Name_x", "plain", "http://a.example")));
        CustomProvider off = provider(3, "off");
        providers().insert(changed(off, enable(false)));

        assertThat(list(new CustomProviderQuery(true, null, null), ACCOUNT)).containsExactly("full");
        assertThat(list(new CustomProviderQuery(null, false, null), ACCOUNT)).containsExactly("off");
        assertThat(list(new CustomProviderQuery(false, true, null), ACCOUNT)).containsExactly("plain");
        assertThat(list(new CustomProviderQuery(null, null, "e_x"), ACCOUNT)).containsExactly("plain");
        assertThat(list(new CustomProviderQuery(null, null, "e%x"), ACCOUNT)).isEmpty();
        assertThat(list(new CustomProviderQuery(null, null, "ull"), ACCOUNT)).containsExactly("full");
        assertThat(list(new CustomProviderQuery(null, null, providerId(3).toString()), ACCOUNT))
                .containsExactly("off");
        assertThat(list(new CustomProviderQuery(null, null, ""), ACCOUNT)).hasSize(3);
    }

    @Test
    default void lets_one_of_several_inserts_of_a_slug_at_once_win() {
        List<Boolean> outcomes = AtOnce.run(8, i -> providers().insert(provider(i, "same")));

        assertThat(outcomes).containsOnlyOnce(true);
        assertThat(providers().all()).hasSize(1);
    }

    @Test
    default void lets_one_of_several_changes_to_a_slug_at_once_win() {
        for (int i = 0; i < 8; i++) {
            providers().insert(provider(i, "p" + i));
        }

        List<Replacement> outcomes = AtOnce.run(8, i -> {
            CustomProvider current = provider(i, "p" + i);
            return providers().replace(current, changed(current, slug("same")));
        });

        assertThat(outcomes).containsOnlyOnce(Replacement.DONE).contains(Replacement.SLUG_TAKEN);
    }

    private List<String> list(CustomProviderQuery wanted, AccountId account) {
        return providers().list(account, wanted, new PageRequest(1, 100)).items().stream()
                .map(provider -> provider.slug().value())
                .toList();
    }

    private static CustomProvider changed(CustomProvider provider, CustomProviderDraft draft) {
        return valid(provider.change(draft, CREATED.plusSeconds(9)));
    }
}

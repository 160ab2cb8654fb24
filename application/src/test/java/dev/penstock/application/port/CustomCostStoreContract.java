package dev.penstock.application.port;

import static dev.penstock.application.port.SampleCustomProviders.cost;
import static dev.penstock.application.port.SampleCustomProviders.costDraft;
import static dev.penstock.application.port.SampleCustomProviders.costId;
import static dev.penstock.application.port.SampleCustomProviders.fullCostDraft;
import static dev.penstock.application.port.SampleCustomProviders.providerId;
import static dev.penstock.application.port.SampleCustomProviders.valid;
import static dev.penstock.application.port.SampleGateways.ACCOUNT;
import static dev.penstock.application.port.SampleGateways.CREATED;
import static dev.penstock.application.port.SampleGateways.OTHER_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.customprovider.CustomCost;
import dev.penstock.domain.customprovider.CustomCostDraft;
import dev.penstock.domain.customprovider.CustomCostQuery;
import dev.penstock.domain.customprovider.CustomProviderId;
import dev.penstock.domain.customprovider.ModelRule;
import dev.penstock.domain.page.PageRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link CustomCostStore} does. */
public interface CustomCostStoreContract {
    CustomProviderId ONE = providerId(1);
    CustomProviderId TWO = providerId(2);

    /** The store under test, empty at first and the same throughout one test. */
    CustomCostStore costs();

    @Test
    default void finds_what_was_inserted_with_every_amount_to_the_digit() {
        CustomCost plain = cost(1, ONE, costDraft("m", "equals", "0.10", "0"));
        CustomCost full = cost(2, ONE, fullCostDraft("gpt-"));

        assertThat(costs().insert(plain)).isTrue();
        assertThat(costs().insert(full)).isTrue();

        assertThat(costs().find(ACCOUNT, plain.id())).contains(plain);
        assertThat(costs().find(ACCOUNT, full.id())).contains(full);
        assertThat(costs().insert(plain)).isFalse();
    }

    @Test
    default void finds_nothing_in_another_account() {
        costs().insert(cost(1, ONE, fullCostDraft("m")));

        assertThat(costs().find(OTHER_ACCOUNT, costId(1))).isEmpty();
        assertThat(costs().remove(OTHER_ACCOUNT, costId(1))).isEmpty();
        costs().removeAll(OTHER_ACCOUNT, ONE);
        assertThat(costs().all()).hasSize(1);
        assertThat(costs().list(OTHER_ACCOUNT, CustomCostQuery.ALL, new PageRequest(1, 9))
                        .total())
                .isZero();
    }

    @Test
    default void replaces_what_is_kept_and_nothing_else() {
        CustomCost current = cost(1, ONE, fullCostDraft("m"));
        costs().insert(current);
        CustomCost next = changed(current, costDraft("n", "contains", "1", "2"), 1);

        assertThat(costs().replace(current, next)).isTrue();
        assertThat(costs().replace(current, changed(current, fullCostDraft("o"), 2)))
                .isFalse();

        assertThat(costs().find(ACCOUNT, current.id())).contains(next);
        costs().remove(ACCOUNT, next.id());
        assertThat(costs().replace(next, current)).isFalse();
    }

    @Test
    default void forgets_one_or_all_of_a_provider() {
        CustomCost gone = cost(1, ONE, fullCostDraft("m"));
        costs().insert(gone);
        costs().insert(cost(2, ONE, fullCostDraft("m")));
        costs().insert(cost(3, TWO, fullCostDraft("m")));

        assertThat(costs().remove(ACCOUNT, gone.id())).contains(gone);
        assertThat(costs().remove(ACCOUNT, gone.id())).isEmpty();
        costs().removeAll(ACCOUNT, ONE);

        assertThat(costs().all()).extracting(CustomCost::id).containsExactly(costId(3));
    }

    @Test
    default void lists_oldest_first_in_pages() {
        for (int i = 5; i > 0; i--) {
            costs().insert(cost(i, ONE, costDraft("m" + i, "equals", "1", "1")));
        }

        assertThat(costs().list(ACCOUNT, CustomCostQuery.ALL, new PageRequest(2, 2))
                        .items())
                .extracting(it -> it.rule().model())
                .containsExactly("m3", "m4");
        assertThat(costs().list(ACCOUNT, CustomCostQuery.ALL, new PageRequest(4, 2))
                        .items())
                .isEmpty();
        assertThat(costs().list(ACCOUNT, CustomCostQuery.ALL, new PageRequest(4, 2))
                        .total())
                .isEqualTo(5);
    }

    @Test
    default void filters_by_everything_that_a_list_can_ask() {
        costs().insert(cost(1, ONE, costDraft("alpha_x", "equals", "1", "1")));
        costs().insert(cost(2, TWO, fullCostDraft("beta")));

        assertThat(found(new CustomCostQuery(TWO, null, null, null, null))).containsExactly("beta");
        assertThat(found(new CustomCostQuery(null, true, null, null, null))).containsExactly("alpha_x");
        assertThat(found(new CustomCostQuery(null, null, ModelRule.Kind.STARTS_WITH, null, null)))
                .containsExactly("beta");
        assertThat(found(new CustomCostQuery(null, null, null, "tokens", null))).containsExactly("alpha_x");
        assertThat(found(new CustomCostQuery(null, null, null, null, "a_x"))).containsExactly("alpha_x");
        assertThat(found(new CustomCostQuery(null, null, null, null, "a%x"))).isEmpty();
        assertThat(found(new CustomCostQuery(null, null, null, null, "manual"))).hasSize(2);
        assertThat(found(new CustomCostQuery(ONE, null, null, null, "beta"))).isEmpty();
    }

    @Test
    default void lets_one_of_several_replacements_at_once_win() {
        CustomCost current = cost(1, ONE, fullCostDraft("m"));
        costs().insert(current);

        List<Boolean> outcomes =
                AtOnce.run(8, i -> costs().replace(current, changed(current, fullCostDraft("n" + i), i)));

        assertThat(outcomes).containsOnlyOnce(true);
    }

    private List<String> found(CustomCostQuery wanted) {
        return costs().list(ACCOUNT, wanted, new PageRequest(1, 100)).items().stream()
                .map(cost -> cost.rule().model())
                .toList();
    }

    private static CustomCost changed(CustomCost cost, CustomCostDraft draft, int seconds) {
        return valid(cost.change(draft, CREATED.plus(Duration.ofMinutes(1 + seconds))));
    }
}

package dev.penstock.application.port;

import static dev.penstock.application.port.SampleGateways.ACCOUNT;
import static dev.penstock.application.port.SampleGateways.CREATED;
import static dev.penstock.application.port.SampleGateways.OTHER_ACCOUNT;
import static dev.penstock.application.port.SampleGateways.address;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.customdomain.CustomDomain;
import dev.penstock.domain.customdomain.Hostname;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.gateway.GatewayId;
import dev.penstock.domain.page.PageRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link CustomDomainStore} does. */
public interface CustomDomainStoreContract {
    GatewayAddress OURS = address("main");
    GatewayAddress BESIDE = address("beside");
    GatewayAddress THEIRS = new GatewayAddress(OTHER_ACCOUNT, new GatewayId("main"));

    /** The store under test, empty at first and the same throughout one test. */
    CustomDomainStore domains();

    @Test
    default void finds_what_was_inserted_at_its_gateway_only() {
        CustomDomain domain = domain("ai.example.com", OURS, 0);

        assertThat(domains().insert(domain)).isTrue();

        assertThat(domains().find(OURS, domain.hostname())).contains(domain);
        for (GatewayAddress other : List.of(BESIDE, THEIRS)) {
            assertThat(domains().find(other, domain.hostname())).isEmpty();
            assertThat(domains().remove(other, domain.hostname())).isEmpty();
        }
        assertThat(domains().all()).containsExactly(domain);
    }

    @Test
    default void has_a_hostname_once_whoever_asks() {
        domains().insert(domain("ai.example.com", OURS, 0));

        assertThat(domains().insert(domain("ai.example.com", THEIRS, 1))).isFalse();
        assertThat(domains().insert(domain("ai.example.com", BESIDE, 1))).isFalse();

        assertThat(domains().all()).hasSize(1);
    }

    @Test
    default void forgets_one_or_all_of_a_gateway() {
        CustomDomain gone = domain("gone.example.com", OURS, 0);
        domains().insert(gone);
        domains().insert(domain("b.example.com", OURS, 1));
        domains().insert(domain("c.example.com", BESIDE, 2));
        domains().insert(domain("d.example.com", THEIRS, 3));

        assertThat(domains().remove(OURS, gone.hostname())).contains(gone);
        domains().removeAll(OURS);

        assertThat(domains().all())
                .extracting(it -> it.hostname().value())
                .containsExactlyInAnyOrder("c.example.com", "d.example.com");
        assertThat(domains().insert(gone)).isTrue();
    }

    @Test
    default void lists_oldest_first_in_pages_and_searches() {
        domains().insert(domain("c.example.com", OURS, 0));
        domains().insert(domain("a.example.com", OURS, 1));
        domains().insert(domain("b.other.com", OURS, 1));
        domains().insert(domain("d.example.com", BESIDE, 0));

        assertThat(names(null, 1, 9)).containsExactly("c.example.com", "a.example.com", "b.other.com");
        assertThat(names(null, 2, 2)).containsExactly("b.other.com");
        assertThat(names(null, 3, 2)).isEmpty();
        assertThat(names("example", 1, 9)).containsExactly("c.example.com", "a.example.com");
        assertThat(names("e%e", 1, 9)).isEmpty();
        assertThat(domains().list(OURS, "example", new PageRequest(1, 1)).total())
                .isEqualTo(2);
    }

    @Test
    default void lets_one_of_several_inserts_at_once_win() {
        List<Boolean> outcomes = AtOnce.run(
                8,
                i -> domains()
                        .insert(domain("ai.example.com", new GatewayAddress(ACCOUNT, new GatewayId("g" + i)), i)));

        assertThat(outcomes).containsOnlyOnce(true);
    }

    private List<String> names(@Nullable String search, int page, int size) {
        return domains().list(OURS, search, new PageRequest(page, size)).items().stream()
                .map(domain -> domain.hostname().value())
                .toList();
    }

    private static CustomDomain domain(String name, GatewayAddress gateway, int seconds) {
        return new CustomDomain(new Hostname(name), gateway, CREATED.plusSeconds(seconds));
    }
}

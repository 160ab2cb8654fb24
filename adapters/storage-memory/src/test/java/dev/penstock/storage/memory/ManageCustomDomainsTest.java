package dev.penstock.storage.memory;

import static dev.penstock.application.port.SampleGateways.address;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.application.customdomain.ManageCustomDomains;
import dev.penstock.application.gateway.LiveSettings;
import dev.penstock.application.gateway.ManageGateways;
import dev.penstock.application.port.SampleGateways;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.customdomain.CustomDomain;
import dev.penstock.domain.gateway.GatewayDraft;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ManageCustomDomainsTest {
    private final MemoryGatewayStore gatewayStore = new MemoryGatewayStore();
    private final MemoryCustomDomainStore store = new MemoryCustomDomainStore();
    private final LiveSettings live = new LiveSettings(gatewayStore, new MemoryAccessStore(), List.of());
    private final ManageCustomDomains domains =
            new ManageCustomDomains(store, gatewayStore, live, () -> SampleGateways.CREATED);
    private final ManageGateways gateways =
            new ManageGateways(gatewayStore, List.of(domains), live, () -> SampleGateways.CREATED, new Random(1));

    @Test
    void traffic_knows_a_domain_from_its_creation_to_its_end() {
        gateways.create(address("main"), GatewayDraft.PLAIN);

        domains.create(address("main"), draft("AI.Example.com"));
        assertThat(live.current().hosts().gateway("ai.EXAMPLE.com")).isEqualTo(address("main"));
        assertThat(live.current().hosts().gateway("ai.example.com.")).isEqualTo(address("main"));

        domains.remove(address("main"), "ai.example.COM");
        assertThat(live.current().hosts().isEmpty()).isTrue();
    }

    @Test
    void a_gateway_takes_its_domains_with_it() {
        gateways.create(address("main"), GatewayDraft.PLAIN);
        gateways.create(address("beside"), GatewayDraft.PLAIN);
        domains.create(address("main"), draft("a.example.com"));
        domains.create(address("beside"), draft("b.example.com"));

        gateways.remove(address("main"));

        assertThat(live.current().hosts().gateway("a.example.com")).isNull();
        assertThat(live.current().hosts().gateway("b.example.com")).isEqualTo(address("beside"));
        assertThat(store.all()).hasSize(1);
    }

    @Test
    void does_not_tell_whose_a_taken_name_is() {
        gateways.create(address("main"), GatewayDraft.PLAIN);
        gateways.create(address("beside"), GatewayDraft.PLAIN);
        domains.create(address("main"), draft("a.example.com"));

        assertThatThrownBy(() -> domains.create(address("beside"), draft("A.example.com")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem())
                                .isInstanceOfSatisfying(
                                        Problem.AlreadyExists.class,
                                        taken -> assertThat(taken.message())
                                                .contains("already exists")
                                                .doesNotContain("/main", "'main")));
    }

    @Test
    void needs_a_gateway() {
        assertThatThrownBy(() -> domains.create(address("nobody"), draft("a.example.com")))
                .isInstanceOf(ProblemException.class);
        assertThat(store.all()).isEmpty();
    }

    private static CustomDomain.Draft draft(String name) {
        return new CustomDomain.Draft(name, "zone", null);
    }
}

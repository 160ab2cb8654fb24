package dev.penstock.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.route.CheckedRoute;
import dev.penstock.domain.gateway.GatewayDraft;
import dev.penstock.domain.page.PageRequest;
import dev.penstock.domain.route.ElementDraft;
import dev.penstock.domain.route.RouteAddress;
import dev.penstock.domain.route.RouteDraft;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRoutesTest {
    private static List<ElementDraft> through(String provider) {
        return List.of(
                new ElementDraft("s", "start", null, Map.of("next", "m")),
                new ElementDraft(
                        "m",
                        "model",
                        new ElementDraft.Properties.Model(provider, "some-model", BigDecimal.ZERO, BigDecimal.ONE),
                        Map.of("success", "e")),
                new ElementDraft("e", "end", null, Map.of()));
    }

    @Test
    void keeps_routes_with_their_history_in_its_folder(@TempDir Path folder) {
        RouteAddress address;
        CheckedRoute first;
        CheckedRoute deployed;
        try (Penstock penstock = Penstock.in(folder).open()) {
            penstock.gateways().create(penstock.gateway("main"), GatewayDraft.PLAIN);
            first = penstock.routes().create(penstock.gateway("main"), new RouteDraft("r", through("nobody")));
            address = first.route().address();
            CheckedRoute second = penstock.routeVersions().create(address, through("anthropic"));
            deployed = penstock.routeVersions().deploy(address, second.version().id());
        }

        try (Penstock penstock = Penstock.in(folder).open()) {
            assertThat(first.isSound()).isFalse();
            assertThat(deployed.isSound()).isTrue();
            assertThat(penstock.routes().find(address)).isEqualTo(deployed);
            assertThat(penstock.routeVersions()
                            .deployments(address, new PageRequest(1, 10))
                            .items())
                    .containsExactly(deployed.route().live(), first.route().live());
        }
    }
}

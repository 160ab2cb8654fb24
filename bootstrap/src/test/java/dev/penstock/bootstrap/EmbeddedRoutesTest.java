package dev.penstock.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.route.CheckedRoute;
import dev.penstock.domain.gateway.GatewayDraft;
import dev.penstock.domain.page.PageRequest;
import dev.penstock.domain.route.ElementDraft;
import dev.penstock.domain.route.RouteAddress;
import dev.penstock.domain.route.RouteDraft;
import dev.penstock.domain.route.analysis.Finding;
import dev.penstock.domain.route.analysis.RouteAnalysis;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    @Test
    void analyses_versions_with_the_keys_and_prices_that_it_has() {
        try (Penstock penstock =
                Penstock.inMemory().providerKey("openai", "sk-operators").open()) {
            penstock.gateways().create(penstock.gateway("main"), GatewayDraft.PLAIN);
            List<ElementDraft> elements = List.of(
                    new ElementDraft("s", "start", null, Map.of("next", "a")),
                    model("a", "openai", "gpt-4o-mini", "b"),
                    model("b", "anthropic", "no-such-model", "e"),
                    new ElementDraft("e", "end", null, Map.of()));
            CheckedRoute route = penstock.routes().create(penstock.gateway("main"), new RouteDraft("r", elements));

            RouteAnalysis analysis = penstock.analyseRoute()
                    .analyse(route.route().address(), route.version().id());

            assertThat(analysis).isEqualTo(penstock.analyseRoute().analyse(route));
            assertThat(analysis.findings())
                    .filteredOn(finding -> finding.code() == Finding.Code.NO_CREDENTIAL
                            || finding.code() == Finding.Code.NO_PRICE
                            || finding.code() == Finding.Code.OUT_OF_REACH)
                    .extracting(finding -> finding.code() + " " + finding.path())
                    .containsExactly(
                            "NO_CREDENTIAL elements[2].properties.provider", "NO_PRICE elements[2].properties.model");
            assertThat(Objects.requireNonNull(analysis.bounds()).attempts().most())
                    .isEqualTo(4);
        }
    }

    private static ElementDraft model(String id, String provider, String model, String fallback) {
        return new ElementDraft(
                id,
                "model",
                new ElementDraft.Properties.Model(provider, model, BigDecimal.TEN, BigDecimal.ONE),
                Map.of("success", "e", "fallback", fallback));
    }
}

package dev.penstock.application.port;

import static dev.penstock.application.port.SampleGateways.CREATED;
import static dev.penstock.application.port.SampleGateways.OTHER_ACCOUNT;
import static dev.penstock.application.port.SampleGateways.address;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.port.RouteStore.Replacement;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.gateway.GatewayId;
import dev.penstock.domain.page.Page;
import dev.penstock.domain.page.PageRequest;
import dev.penstock.domain.route.DeployedRoute;
import dev.penstock.domain.route.Deployment;
import dev.penstock.domain.route.DeploymentId;
import dev.penstock.domain.route.Route;
import dev.penstock.domain.route.RouteAddress;
import dev.penstock.domain.route.RouteId;
import dev.penstock.domain.route.RouteVersion;
import dev.penstock.domain.route.VersionId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link RouteStore} does. */
public interface RouteStoreContract {
    PageRequest ALL = new PageRequest(1, 100);

    /** The store under test, empty at first and the same throughout one test. */
    RouteStore routes();

    private DeployedRoute inserted(GatewayAddress gateway, String name) {
        DeployedRoute made = SampleRoutes.route(gateway, name, SampleRoutes.plain(), CREATED);
        assertThat(routes().insert(made)).isTrue();
        return made;
    }

    private DeployedRoute inserted(String name) {
        return inserted(address("g"), name);
    }

    private static Route renamed(Route route, String name) {
        return SampleRoutes.valid(route.rename(name, CREATED.plusSeconds(1)));
    }

    private static Route deployed(Route route, RouteVersion version) {
        return route.deploy(version.id(), new DeploymentId(SampleRoutes.newId()), CREATED.plusSeconds(2));
    }

    @Test
    default void finds_what_was_inserted_with_every_element_as_it_was_drawn() {
        for (DeployedRoute made : List.of(
                SampleRoutes.route(address("g"), "plain", SampleRoutes.plain(), CREATED),
                SampleRoutes.route(address("g"), "Full \ud83d\ude00", SampleRoutes.full(), CREATED),
                SampleRoutes.route(address("g"), "unsound", SampleRoutes.unsound(), CREATED),
                SampleRoutes.route(address("g"), "empty", List.of(), CREATED))) {
            assertThat(routes().insert(made)).isTrue();

            RouteAddress where = made.route().address();
            assertThat(routes().find(where)).contains(made);
            assertThat(routes().version(where, made.version().id())).contains(made.version());
            assertThat(routes().versions(where, ALL).items()).containsExactly(made.version());
            assertThat(routes().deployments(where, ALL).items())
                    .containsExactly(made.route().live());
        }
    }

    @Test
    default void keeps_the_order_in_which_things_were_drawn() {
        DeployedRoute made = SampleRoutes.route(address("g"), "full", SampleRoutes.full(), CREATED);
        routes().insert(made);

        RouteVersion kept = routes().find(made.route().address()).orElseThrow().version();

        assertThat(kept.drawing().toString()).isEqualTo(made.version().drawing().toString());
    }

    @Test
    default void finds_nothing_at_an_address_that_is_free() {
        RouteAddress here = inserted("a").route().address();
        RouteAddress elsewhere = new RouteAddress(address("other"), here.route());
        RouteAddress free = new RouteAddress(here.gateway(), new RouteId(SampleRoutes.newId()));

        for (RouteAddress absent : List.of(elsewhere, free)) {
            assertThat(routes().find(absent)).isEmpty();
            assertThat(routes().remove(absent)).isEmpty();
            assertThat(routes().versions(absent, ALL).items()).isEmpty();
            assertThat(routes().deployments(absent, ALL).items()).isEmpty();
        }
        assertThat(routes().version(here, new VersionId(SampleRoutes.newId()))).isEmpty();
        assertThat(routes().find(here)).isPresent();
    }

    @Test
    default void refuses_a_taken_name_in_the_same_gateway_only() {
        DeployedRoute first = inserted("a");

        assertThat(routes().insert(SampleRoutes.route(address("g"), "a", SampleRoutes.full(), CREATED)))
                .isFalse();
        inserted(address("h"), "a");
        inserted(new GatewayAddress(OTHER_ACCOUNT, new GatewayId("g")), "a");
        inserted("A");

        assertThat(names(address("g"))).containsExactlyInAnyOrder("a", "A");
        assertThat(routes().find(first.route().address())).contains(first);
    }

    @Test
    default void renames_unless_the_name_is_taken() {
        DeployedRoute a = inserted("a");
        inserted("b");
        inserted(address("h"), "c");

        assertThat(routes().replace(a.route(), renamed(a.route(), "b"))).isEqualTo(Replacement.NAME_TAKEN);
        assertThat(routes().find(a.route().address())).contains(a);
        assertThat(routes().replace(a.route(), renamed(a.route(), "a"))).isEqualTo(Replacement.DONE);
        Route same = renamed(a.route(), "a");
        assertThat(routes().replace(same, renamed(same, "c"))).isEqualTo(Replacement.DONE);

        assertThat(names(address("g"))).containsExactlyInAnyOrder("c", "b");
        assertThat(routes().deployments(a.route().address(), ALL).items()).hasSize(1);
        inserted("a");
    }

    @Test
    default void refuses_to_replace_what_has_changed_meanwhile_or_is_gone() {
        DeployedRoute stale = inserted("a");
        Route kept = renamed(stale.route(), "b");
        routes().replace(stale.route(), kept);
        DeployedRoute gone = inserted("gone");
        routes().remove(gone.route().address());

        assertThat(routes().replace(stale.route(), renamed(stale.route(), "c")))
                .isEqualTo(Replacement.CHANGED_MEANWHILE);
        assertThat(routes().replace(gone.route(), renamed(gone.route(), "d"))).isEqualTo(Replacement.CHANGED_MEANWHILE);
        assertThat(names(address("g"))).containsExactly("b");
    }

    @Test
    default void keeps_versions_that_do_not_serve_and_shows_the_newest_first() {
        DeployedRoute made = inserted("a");
        RouteAddress where = made.route().address();
        RouteVersion second = SampleRoutes.version(SampleRoutes.full(), CREATED);
        RouteVersion third = SampleRoutes.version(SampleRoutes.unsound(), CREATED.minusSeconds(9));

        assertThat(routes().insert(where, second)).isTrue();
        assertThat(routes().insert(where, third)).isTrue();

        assertThat(routes().versions(where, ALL).items()).containsExactly(third, second, made.version());
        assertThat(routes().version(where, second.id())).contains(second);
        assertThat(routes().find(where)).contains(made);
    }

    @Test
    default void refuses_a_version_of_a_route_that_is_not_there() {
        DeployedRoute gone = inserted("a");
        routes().remove(gone.route().address());

        assertThat(routes().insert(gone.route().address(), SampleRoutes.version(SampleRoutes.plain(), CREATED)))
                .isFalse();
        assertThat(routes().versions(gone.route().address(), ALL).total()).isZero();
    }

    @Test
    default void deploys_and_keeps_the_history_newest_first() {
        DeployedRoute made = inserted("a");
        RouteAddress where = made.route().address();
        RouteVersion second = SampleRoutes.version(SampleRoutes.full(), CREATED);
        routes().insert(where, second);

        Route forward = deployed(made.route(), second);
        assertThat(routes().replace(made.route(), forward)).isEqualTo(Replacement.DONE);
        assertThat(routes().find(where)).contains(new DeployedRoute(forward, second));
        Route back = deployed(forward, made.version());
        assertThat(routes().replace(forward, back)).isEqualTo(Replacement.DONE);

        assertThat(routes().find(where)).contains(new DeployedRoute(back, made.version()));
        assertThat(routes().deployments(where, ALL).items())
                .containsExactly(back.live(), forward.live(), made.route().live());
    }

    @Test
    default void forgets_what_is_removed_with_its_history_and_answers_it() {
        DeployedRoute gone = inserted("a");
        DeployedRoute stays = inserted("b");
        routes().insert(gone.route().address(), SampleRoutes.version(SampleRoutes.full(), CREATED));

        assertThat(routes().remove(gone.route().address())).contains(gone);

        assertThat(routes().find(gone.route().address())).isEmpty();
        assertThat(routes().versions(gone.route().address(), ALL).total()).isZero();
        assertThat(routes().deployments(gone.route().address(), ALL).total()).isZero();
        assertThat(routes().version(gone.route().address(), gone.version().id()))
                .isEmpty();
        assertThat(routes().find(stays.route().address())).contains(stays);
        assertThat(routes().versions(stays.route().address(), ALL).total()).isEqualTo(1);
        inserted("a");
    }

    @Test
    default void forgets_all_of_one_gateway() {
        DeployedRoute gone = inserted("a");
        inserted("b");
        DeployedRoute neighbour = inserted(address("h"), "a");
        DeployedRoute stranger = inserted(new GatewayAddress(OTHER_ACCOUNT, new GatewayId("g")), "a");

        routes().removeAll(address("g"));

        assertThat(routes().list(address("g"), ALL).items()).isEmpty();
        assertThat(routes().versions(gone.route().address(), ALL).total()).isZero();
        assertThat(routes().deployments(gone.route().address(), ALL).total()).isZero();
        assertThat(routes().find(neighbour.route().address())).contains(neighbour);
        assertThat(routes().find(stranger.route().address())).contains(stranger);
        assertThat(routes().versions(stranger.route().address(), ALL).total()).isEqualTo(1);
    }

    @Test
    default void reads_the_routes_of_all_gateways_each_with_the_version_that_serves() {
        assertThat(routes().all()).isEmpty();
        DeployedRoute deployed = inserted("a");
        RouteVersion second = SampleRoutes.version(SampleRoutes.full(), CREATED);
        routes().insert(deployed.route().address(), second);
        Route forward = deployed(deployed.route(), second);
        routes().replace(deployed.route(), forward);
        DeployedRoute drawnAgain = inserted("b");
        routes().insert(drawnAgain.route().address(), SampleRoutes.version(SampleRoutes.full(), CREATED));
        DeployedRoute unsound = SampleRoutes.route(address("h"), "a", SampleRoutes.unsound(), CREATED);
        routes().insert(unsound);
        DeployedRoute stranger = inserted(new GatewayAddress(OTHER_ACCOUNT, new GatewayId("g")), "a");
        routes().remove(inserted("gone").route().address());

        assertThat(routes().all())
                .containsExactlyInAnyOrder(new DeployedRoute(forward, second), drawnAgain, unsound, stranger);
    }

    @Test
    default void lists_the_oldest_first_and_those_of_one_moment_by_id() {
        List<DeployedRoute> made = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            made.add(SampleRoutes.route(
                    address("g"), "r" + i, SampleRoutes.plain(), CREATED.plusSeconds(i == 3 ? -5 : i / 3)));
        }
        made.reversed().forEach(route -> routes().insert(route));
        inserted(address("h"), "other");

        made.sort(Comparator.comparing((DeployedRoute it) -> it.route().createdAt())
                .thenComparing(it -> it.route().id().toString()));
        assertThat(routes().list(address("g"), ALL).items()).containsExactlyElementsOf(made);
        assertThat(routes().list(address("g"), new PageRequest(2, 3)).items())
                .containsExactlyElementsOf(made.subList(3, 6));
        assertThat(routes().list(address("g"), new PageRequest(3, 3)).items())
                .containsExactlyElementsOf(made.subList(6, 7));
        Page<DeployedRoute> past = routes().list(address("g"), new PageRequest(Integer.MAX_VALUE, 3));
        assertThat(past.items()).isEmpty();
        assertThat(past.total()).isEqualTo(7);
    }

    @Test
    default void pages_through_histories() {
        DeployedRoute made = inserted("a");
        RouteAddress where = made.route().address();
        Route current = made.route();
        for (int i = 0; i < 4; i++) {
            RouteVersion version = SampleRoutes.version(SampleRoutes.plain(), CREATED);
            routes().insert(where, version);
            Route next = deployed(current, version);
            routes().replace(current, next);
            current = next;
        }

        Page<RouteVersion> versions = routes().versions(where, new PageRequest(2, 2));
        Page<Deployment> deployments = routes().deployments(where, new PageRequest(3, 2));

        assertThat(versions.total()).isEqualTo(5);
        assertThat(versions.items())
                .isEqualTo(routes().versions(where, ALL).items().subList(2, 4));
        assertThat(deployments.total()).isEqualTo(5);
        assertThat(deployments.items()).containsExactly(made.route().live());
        assertThat(routes().versions(where, new PageRequest(9, 2)).items()).isEmpty();
    }

    @Test
    default void lets_one_of_several_inserts_of_one_name_at_once_win() {
        List<Boolean> outcomes = AtOnce.run(
                8, i -> routes().insert(SampleRoutes.route(address("g"), "a", SampleRoutes.plain(), CREATED)));

        assertThat(outcomes).containsOnlyOnce(true);
        assertThat(routes().list(address("g"), ALL).total()).isEqualTo(1);
    }

    @Test
    default void lets_one_of_several_replacements_at_once_win() {
        DeployedRoute made = inserted("a");

        List<Replacement> outcomes =
                AtOnce.run(8, i -> routes().replace(made.route(), deployed(made.route(), made.version())));

        assertThat(outcomes).containsOnlyOnce(Replacement.DONE);
        assertThat(routes().deployments(made.route().address(), ALL).total()).isEqualTo(2);
    }

    @Test
    default void never_lets_two_routes_take_one_name_at_once() {
        List<DeployedRoute> made = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            made.add(inserted("r" + i));
        }

        List<Replacement> outcomes = AtOnce.run(
                8,
                i -> routes().replace(made.get(i).route(), renamed(made.get(i).route(), "wanted")));

        assertThat(outcomes).containsOnlyOnce(Replacement.DONE);
    }

    @Test
    default void loses_no_version_of_several_at_once() {
        RouteAddress where = inserted("a").route().address();

        AtOnce.run(8, i -> routes().insert(where, SampleRoutes.version(SampleRoutes.plain(), CREATED)));

        assertThat(routes().versions(where, ALL).total()).isEqualTo(9);
    }

    private List<String> names(GatewayAddress gateway) {
        return routes().list(gateway, ALL).items().stream()
                .map(route -> route.route().name().value())
                .toList();
    }
}

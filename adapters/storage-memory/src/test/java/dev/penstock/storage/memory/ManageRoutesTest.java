package dev.penstock.storage.memory;

import static dev.penstock.application.port.SampleGateways.address;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.penstock.application.gateway.LiveSettings;
import dev.penstock.application.gateway.ManageGateways;
import dev.penstock.application.port.AtOnce;
import dev.penstock.application.port.SampleGateways;
import dev.penstock.application.port.SampleRoutes;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.application.route.CheckedRoute;
import dev.penstock.application.route.LiveRoutes;
import dev.penstock.application.route.ManageRouteVersions;
import dev.penstock.application.route.ManageRoutes;
import dev.penstock.domain.gateway.Gateway;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.gateway.GatewayDraft;
import dev.penstock.domain.page.PageRequest;
import dev.penstock.domain.provider.Provider;
import dev.penstock.domain.provider.ProviderAuth;
import dev.penstock.domain.provider.ProviderCatalog;
import dev.penstock.domain.provider.ProviderId;
import dev.penstock.domain.provider.UpstreamRule;
import dev.penstock.domain.route.ElementDraft;
import dev.penstock.domain.route.ElementDraft.Properties;
import dev.penstock.domain.route.LiveRoute;
import dev.penstock.domain.route.RouteAddress;
import dev.penstock.domain.route.RouteBook;
import dev.penstock.domain.route.RouteDraft;
import dev.penstock.domain.route.RouteId;
import dev.penstock.domain.route.VersionId;
import dev.penstock.domain.validation.Path;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManageRoutesTest {
    private static final GatewayAddress G = address("g");
    private static final PageRequest ALL = new PageRequest(1, 100);

    private final MemoryGatewayStore gatewayStore = new MemoryGatewayStore();
    private final MemoryRouteStore store = new MemoryRouteStore();
    private final AtomicReference<Instant> now = new AtomicReference<>(SampleGateways.CREATED);
    private final LiveSettings settings = new LiveSettings(gatewayStore, new MemoryAccessStore(), List.of());
    private final LiveRoutes live = new LiveRoutes(store, catalog(), settings);
    private final ManageGateways gateways =
            new ManageGateways(gatewayStore, List.of(live), settings, now::get, new Random(1));
    private final ManageRoutes routes =
            new ManageRoutes(store, gatewayStore, catalog(), live, now::get, SampleRoutes::newId);
    private final ManageRouteVersions versions =
            new ManageRouteVersions(store, gatewayStore, catalog(), live, now::get, SampleRoutes::newId);

    private static ProviderCatalog catalog() {
        return new ProviderCatalog(List.of(new Provider(
                new ProviderId("openai"),
                "OpenAI",
                List.of("open-ai"),
                new ProviderAuth("Authorization", "Bearer {key}", List.of(), null),
                List.of(UpstreamRule.below("https://api.openai.invalid/v1")),
                null,
                null)));
    }

    @BeforeEach
    void make_the_gateway() {
        gateways.create(G, GatewayDraft.PLAIN);
    }

    private CheckedRoute made(String name, List<ElementDraft> elements) {
        return routes.create(G, new RouteDraft(name, elements));
    }

    private static RouteAddress where(CheckedRoute route) {
        return route.route().address();
    }

    /** The routes that traffic can take. */
    private List<LiveRoute> met() {
        return settings.current().routes().ofGateway(G);
    }

    private Optional<LiveRoute> met(String name) {
        return Optional.ofNullable(settings.current().routes().find(G, name));
    }

    private static Problem problemOf(ThrowingCallable deed) {
        return catchThrowableOfType(ProblemException.class, deed).problem();
    }

    @Nested
    class Creating {
        @Test
        void deploys_the_first_version() {
            CheckedRoute made = made("a", SampleRoutes.full());

            assertThat(made.isActive()).isTrue();
            assertThat(made.isSound()).isTrue();
            assertThat(routes.find(where(made))).isEqualTo(made);
            assertThat(versions.deployments(where(made), ALL).items())
                    .containsExactly(made.route().live());
        }

        @Test
        void keeps_an_unsound_route_and_says_why_it_is() {
            CheckedRoute made = made("a", SampleRoutes.unsound());

            assertThat(made.isActive()).isTrue();
            assertThat(made.flaws())
                    .extracting(flaw -> flaw.path().toString())
                    .contains("elements[1].properties.provider");
            assertThat(routes.find(where(made)).flaws()).isEqualTo(made.flaws());
        }

        @ParameterizedTest
        @CsvSource({
            "openai, true",
            "open-ai, true",
            "custom-ours, true",
            "custom-, false",
            "other, false",
            "OpenAI, false"
        })
        void knows_providers_by_any_of_their_names(String provider, boolean known) {
            Properties model = new Properties.Model(provider, "m", BigDecimal.ZERO, BigDecimal.ZERO);
            CheckedRoute made = made(
                    "a",
                    List.of(
                            new ElementDraft("s", "start", null, Map.of("next", "m")),
                            new ElementDraft("m", "model", model, Map.of("success", "e")),
                            new ElementDraft("e", "end", null, Map.of())));

            assertThat(made.isSound()).isEqualTo(known);
        }

        @Test
        void refuses_what_is_ill_formed_and_changes_nothing() {
            Problem problem = problemOf(() -> routes.create(G, new RouteDraft("", null)));

            assertThat(problem)
                    .isInstanceOfSatisfying(
                            Problem.Invalid.class,
                            invalid -> assertThat(invalid.violations()).hasSize(2));
            assertThat(routes.list(G, ALL).total()).isZero();
        }

        @Test
        void refuses_a_taken_name() {
            made("a", SampleRoutes.plain());

            assertThat(problemOf(() -> made("a", SampleRoutes.full())))
                    .isEqualTo(new Problem.AlreadyExists(
                            Problem.Thing.ROUTE, Path.of("name"), "A route with name 'a' already exists"));
        }

        @Test
        void refuses_a_route_of_a_gateway_that_is_not_there() {
            assertThat(problemOf(() -> routes.create(address("none"), new RouteDraft("a", SampleRoutes.plain()))))
                    .isEqualTo(new Problem.NotFound(Problem.Thing.GATEWAY));
        }

        @Test
        void leaves_nothing_behind_when_the_gateway_goes_meanwhile() {
            ManageRoutes late = new ManageRoutes(store, gatewayStore, catalog(), live, now::get, () -> {
                gatewayStore.remove(G);
                return SampleRoutes.newId();
            });

            assertThat(problemOf(() -> late.create(G, new RouteDraft("a", SampleRoutes.plain()))))
                    .isEqualTo(new Problem.NotFound(Problem.Thing.GATEWAY));

            assertThat(store.list(G, ALL).total()).isZero();
            assertThat(met()).isEmpty();
        }
    }

    @Nested
    class Keeping {
        @Test
        void renames() {
            CheckedRoute made = made("a", SampleRoutes.plain());
            now.set(now.get().plusSeconds(5));

            CheckedRoute renamed = routes.rename(where(made), "b");

            assertThat(renamed.route().name()).hasToString("b");
            assertThat(renamed.route().modifiedAt()).isEqualTo(now.get());
            assertThat(renamed.version()).isEqualTo(made.version());
            assertThat(routes.find(where(made))).isEqualTo(renamed);
        }

        @Test
        void refuses_wrong_and_taken_names_and_changes_nothing() {
            CheckedRoute a = made("a", SampleRoutes.plain());
            made("b", SampleRoutes.plain());

            assertThat(problemOf(() -> routes.rename(where(a), "b"))).isInstanceOf(Problem.AlreadyExists.class);
            assertThat(problemOf(() -> routes.rename(where(a), ""))).isInstanceOf(Problem.Invalid.class);
            assertThat(routes.find(where(a))).isEqualTo(a);
        }

        @Test
        void removes_with_all_history() {
            CheckedRoute made = made("a", SampleRoutes.plain());

            assertThat(routes.remove(where(made))).isEqualTo(made);

            assertThat(routes.list(G, ALL).items()).isEmpty();
            assertThat(store.versions(where(made), ALL).total()).isZero();
        }

        @Test
        void goes_with_its_gateway() {
            CheckedRoute made = made("a", SampleRoutes.plain());

            Gateway removed = gateways.remove(G);
            gateways.create(removed.address(), GatewayDraft.PLAIN);

            assertThat(routes.list(G, ALL).total()).isZero();
            assertThat(problemOf(() -> routes.find(where(made)))).isEqualTo(new Problem.NotFound(Problem.Thing.ROUTE));
        }

        @Test
        void says_whether_the_gateway_or_the_route_is_missing() {
            RouteAddress noRoute = new RouteAddress(G, new RouteId(SampleRoutes.newId()));
            RouteAddress noGateway = new RouteAddress(address("none"), noRoute.route());
            VersionId version = new VersionId(SampleRoutes.newId());

            for (Problem.Thing missing : List.of(Problem.Thing.ROUTE, Problem.Thing.GATEWAY)) {
                RouteAddress at = missing == Problem.Thing.ROUTE ? noRoute : noGateway;
                List<ThrowingCallable> deeds = List.of(
                        () -> routes.find(at),
                        () -> routes.rename(at, "x"),
                        () -> routes.remove(at),
                        () -> versions.create(at, SampleRoutes.plain()),
                        () -> versions.find(at, version),
                        () -> versions.list(at, ALL),
                        () -> versions.deploy(at, version),
                        () -> versions.deployments(at, ALL));
                assertThat(deeds)
                        .allSatisfy(deed -> assertThat(problemOf(deed)).isEqualTo(new Problem.NotFound(missing)));
            }
            assertThat(problemOf(() -> routes.list(address("none"), ALL)))
                    .isEqualTo(new Problem.NotFound(Problem.Thing.GATEWAY));
        }
    }

    @Nested
    class Deploying {
        @Test
        void keeps_a_new_version_apart_until_it_is_deployed() {
            CheckedRoute first = made("a", SampleRoutes.plain());

            CheckedRoute second = versions.create(where(first), SampleRoutes.full());

            assertThat(second.isActive()).isFalse();
            assertThat(routes.find(where(first))).isEqualTo(first);
            assertThat(versions.find(where(first), second.version().id())).isEqualTo(second);
            assertThat(versions.list(where(first), ALL).items()).containsExactly(second, first);
        }

        @Test
        void moves_forward_and_back_and_one_version_is_active() {
            CheckedRoute first = made("a", SampleRoutes.plain());
            CheckedRoute second = versions.create(where(first), SampleRoutes.full());
            now.set(now.get().plusSeconds(5));

            CheckedRoute forward =
                    versions.deploy(where(first), second.version().id());
            assertThat(routes.find(where(first))).isEqualTo(forward);
            assertThat(active(first)).containsExactly(second.version().id());
            CheckedRoute back = versions.deploy(where(first), first.version().id());

            assertThat(routes.find(where(first))).isEqualTo(back);
            assertThat(active(first)).containsExactly(first.version().id());
            assertThat(versions.deployments(where(first), ALL).items())
                    .containsExactly(
                            back.route().live(),
                            forward.route().live(),
                            first.route().live());
        }

        private List<VersionId> active(CheckedRoute route) {
            return versions.list(where(route), ALL).items().stream()
                    .filter(CheckedRoute::isActive)
                    .map(it -> it.version().id())
                    .toList();
        }

        @Test
        void refuses_an_unsound_version_with_all_reasons_even_the_first_again() {
            CheckedRoute first = made("a", SampleRoutes.unsound());
            CheckedRoute second = versions.create(where(first), SampleRoutes.unsound());

            for (CheckedRoute unsound : List.of(first, second)) {
                Problem problem = problemOf(
                        () -> versions.deploy(where(first), unsound.version().id()));

                assertThat(problem)
                        .isInstanceOfSatisfying(
                                Problem.Invalid.class,
                                invalid -> assertThat(invalid.violations())
                                        .extracting(violation -> violation.path() + " " + violation.message())
                                        .containsExactlyElementsOf(first.flaws().stream()
                                                .map(flaw -> "version_id." + flaw.path() + " " + flaw.message())
                                                .toList()));
            }
            assertThat(versions.deployments(where(first), ALL).total()).isEqualTo(1);
        }

        @Test
        void refuses_a_version_of_another_route() {
            CheckedRoute first = made("a", SampleRoutes.plain());
            CheckedRoute other = made("b", SampleRoutes.plain());

            assertThat(problemOf(
                            () -> versions.deploy(where(first), other.version().id())))
                    .isEqualTo(new Problem.NotFound(Problem.Thing.ROUTE_VERSION));
            assertThat(problemOf(
                            () -> versions.find(where(first), other.version().id())))
                    .isEqualTo(new Problem.NotFound(Problem.Thing.ROUTE_VERSION));
        }

        @Test
        void loses_nothing_when_several_deploy_draw_and_rename_at_once() {
            CheckedRoute first = made("a", SampleRoutes.plain());

            AtOnce.run(24, i -> switch (i % 3) {
                case 0 -> versions.deploy(where(first), first.version().id());
                case 1 -> versions.create(where(first), SampleRoutes.plain());
                default -> routes.rename(where(first), "r" + i);
            });

            Set<Object> deployments =
                    new HashSet<>(versions.deployments(where(first), ALL).items());
            assertThat(deployments).hasSize(9);
            assertThat(versions.list(where(first), ALL).total()).isEqualTo(9);
            CheckedRoute end = routes.find(where(first));
            assertThat(end.route().name().value()).startsWith("r");
            assertThat(versions.deployments(where(first), ALL).items().get(0))
                    .isEqualTo(end.route().live());
        }

        @Test
        void tells_only_so_many_reasons() {
            List<ElementDraft> astray = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                astray.add(new ElementDraft("s" + i, "start", null, Map.of("next", "nowhere")));
            }

            assertThat(made("a", astray).flaws()).hasSize(1000);
        }
    }

    @Nested
    class ReachingTraffic {
        private static void runs(Optional<LiveRoute> route, CheckedRoute version) {
            assertThat(route).hasValueSatisfying(it -> {
                assertThat(it.address()).isEqualTo(where(version));
                assertThat(it.version()).isEqualTo(version.version().id());
                assertThat(it.graph().isPresent()).isEqualTo(version.isSound());
            });
        }

        @Test
        void meets_a_new_route_at_once_even_an_unsound_one() {
            CheckedRoute sound = made("a", SampleRoutes.full());
            CheckedRoute unsound = made("b", SampleRoutes.unsound());

            runs(met("a"), sound);
            runs(met("b"), unsound);
            assertThat(met("a").orElseThrow().graph().orElseThrow().elements())
                    .hasSameSizeAs(sound.version().drawing().elements());
        }

        @Test
        void meets_a_version_once_it_is_deployed() {
            CheckedRoute first = made("a", SampleRoutes.plain());
            CheckedRoute second = versions.create(where(first), SampleRoutes.full());
            runs(met("a"), first);

            versions.deploy(where(first), second.version().id());
            runs(met("a"), second);

            versions.deploy(where(first), first.version().id());
            runs(met("a"), first);
        }

        @Test
        void meets_a_renamed_route_under_its_new_name_alone() {
            CheckedRoute made = made("a", SampleRoutes.plain());

            routes.rename(where(made), "b");

            runs(met("b"), made);
            assertThat(met("a")).isEmpty();
        }

        @Test
        void meets_no_route_that_was_removed_or_whose_gateway_was() {
            CheckedRoute gone = made("a", SampleRoutes.plain());
            made("b", SampleRoutes.plain());

            routes.remove(where(gone));
            assertThat(met()).extracting(route -> route.name().value()).containsExactly("b");

            gateways.remove(G);
            assertThat(met()).isEmpty();
        }

        @Test
        void leaves_the_routes_of_other_gateways_alone() {
            GatewayAddress other = address("h");
            gateways.create(other, GatewayDraft.PLAIN);
            CheckedRoute neighbour = routes.create(other, new RouteDraft("a", SampleRoutes.plain()));
            List<LiveRoute> before = settings.current().routes().ofGateway(other);

            CheckedRoute made = made("a", SampleRoutes.plain());
            routes.rename(where(made), "b");
            gateways.remove(G);

            runs(before.stream().findFirst(), neighbour);
            assertThat(settings.current().routes().ofGateway(other)).isEqualTo(before);
        }

        @Test
        void meets_at_the_start_what_is_kept() {
            CheckedRoute sound = made("a", SampleRoutes.full());
            CheckedRoute unsound = made("b", SampleRoutes.unsound());
            settings.replaceRoutes(before -> RouteBook.EMPTY);

            live.refresh();

            runs(met("a"), sound);
            runs(met("b"), unsound);
        }

        @Test
        void meets_what_is_kept_in_the_end_however_many_change_it_at_once() {
            for (int round = 0; round < 20; round++) {
                CheckedRoute first = made("first " + round, SampleRoutes.plain());
                CheckedRoute second = versions.create(where(first), SampleRoutes.full());
                CheckedRoute doomed = made("doomed " + round, SampleRoutes.plain());
                int of = round;

                AtOnce.run(16, i -> switch (i) {
                    case 0 -> routes.remove(where(doomed));
                    case 1 -> made("new " + of, SampleRoutes.plain());
                    default ->
                        i % 3 == 0
                                ? routes.rename(where(first), "%d in %d".formatted(i, of))
                                : versions.deploy(
                                        where(first),
                                        (i % 3 == 1 ? first : second).version().id());
                });

                assertThat(met())
                        .extracting(LiveRoute::address, LiveRoute::name, LiveRoute::version)
                        .containsExactlyInAnyOrderElementsOf(routes.list(G, ALL).items().stream()
                                .map(it -> tuple(
                                        where(it),
                                        it.route().name(),
                                        it.version().id()))
                                .toList());
            }
        }
    }
}
